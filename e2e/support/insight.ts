/**
 * Whether cause and effect are in sight together: of a beat's figures, what the reader changes, the numbers
 * that count and the picture stand in the window at once, and nothing scrolls inside them.
 */
import type { Page } from '@playwright/test';
import { expect, findBeat } from './lab.ts';

/** The smallest page that a lesson is made for, and the commonest laptop. */
export const SIZES = [
  { width: 1280, height: 640 },
  { width: 1366, height: 768 },
] as const;

/** A state may still be on its way: a net that is cut, an image that loads. */
const STATE_MS = 8000;

/** The figures of a beat, by the names of their panels. */
function listPanels(page: Page, beat: string): Promise<string[]> {
  return findBeat(page, beat)
    .locator('[data-panel]')
    .evaluateAll((panels) => panels.map((each) => (each as HTMLElement).dataset.panel!));
}

/** Parts of one figure that are not wholly in the window, and boxes in it that scroll. */
function listFaults(page: Page, panel: string): Promise<string[]> {
  return page.evaluate((id) => {
    const figure = document.querySelector<HTMLElement>(`[data-panel="${id}"]`)!;
    // As a reader has it who has come to the beat, or to its second figure.
    const beat = figure.closest('[data-beat]')!;
    const isFirst = beat.querySelector('[data-panel]') === figure;
    ((isFirst && beat.querySelector('h2')) || figure).scrollIntoView({ block: 'start' });
    const header = document.querySelector('header')?.getBoundingClientRect().bottom ?? 0;
    const faults: string[] = [];
    const check = (element: Element, name: string) => {
      const { top, bottom, left, right } = element.getBoundingClientRect();
      if (top < Math.floor(header) - 1 || bottom > innerHeight + 1 || left < -1 || right > innerWidth + 1)
        faults.push(`${name}: ${Math.round(top)} to ${Math.round(bottom)}`);
    };
    for (const part of figure.querySelectorAll<HTMLElement>('[data-part]')) check(part, part.dataset.part!);
    for (const drawing of figure.querySelectorAll('[data-plot] svg, [data-plot] canvas'))
      if (drawing.getAttribute('aria-hidden') !== 'true') check(drawing, 'drawing');
    for (const each of figure.querySelectorAll('*')) {
      const { overflowY } = getComputedStyle(each);
      const scrolls = overflowY === 'auto' || overflowY === 'scroll';
      if (scrolls && each.scrollHeight > each.clientHeight + 1) faults.push(`${each.className} scrolls`);
    }
    return faults;
  }, panel);
}

/** Waits until a beat's figures are in sight, and otherwise says what is not, after what was pressed. */
export async function listMisses(page: Page, beat: string, after: string): Promise<string[]> {
  const misses: string[] = [];
  for (const panel of await listPanels(page, beat)) {
    let faults: string[] = [];
    const isSeen = async () => {
      faults = await listFaults(page, panel);
      return faults.length;
    };
    await expect
      .poll(isSeen, { timeout: STATE_MS })
      .toBe(0)
      .catch(() => {});
    if (faults.length > 0) misses.push(`${panel}, ${after}: ${faults.join('; ')}`);
  }
  return misses;
}

/** What leads a beat's figures to another state: choices of their picture, guesses, words of the text. */
const LEVERS = '[data-part="views"] input[type="radio"], [data-ask="guess"] button, button[data-lever]';

interface Lever {
  readonly name: string;
  readonly isPressed: boolean;
}

/** Presses a beat's lever where it stands: a click would scroll. Null where there are no more. */
function pressLever(page: Page, beat: string, at: number, skips: RegExp | undefined): Promise<Lever | null> {
  const asked = { levers: LEVERS, at, skips: skips?.source };
  return findBeat(page, beat).evaluate(async (root, { levers, at: place, skips: left }) => {
    const lever = root.querySelectorAll<HTMLElement>(levers)[place];
    if (lever === undefined) return null;
    const { textContent } = lever instanceof HTMLInputElement ? lever.parentElement! : lever;
    const name = textContent!.trim();
    if (lever.matches(':disabled, :checked') || (left !== undefined && new RegExp(left).test(name)))
      return { name, isPressed: false };
    lever.click();
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    return { name, isPressed: true };
  }, asked);
}

/**
 * Goes through the states that a beat's own tabs, guesses and words lead to, as far as they train nothing,
 * and lists what is not in sight in each.
 *
 * @param skips leaves levers out by their text
 */
export async function listHidden(page: Page, beat: string, skips?: RegExp): Promise<string[]> {
  const misses = await listMisses(page, beat, 'at first');
  for (let at = 0; ; at++) {
    const lever = await pressLever(page, beat, at, skips);
    if (lever === null) return misses;
    if (lever.isPressed) misses.push(...(await listMisses(page, beat, `“${lever.name}”`)));
  }
}
