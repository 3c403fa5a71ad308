/**
 * What a room would miss of the beat that is on the wall: what is cut off, scrolls, lies over another or is
 * too small to read. Each look is a function that runs in the page, on what `collect` left there.
 */
import type { Page } from '@playwright/test';

/** The smallest text on a wall of 720 lines; it grows with the lines. */
const SMALLEST_PX = 18;
const LINES = 720;

interface Wall {
  readonly beat: HTMLElement;
  readonly bar: HTMLElement;
  /** Texts that can be seen, each with what it stands in. */
  readonly texts: readonly { readonly parent: Element; readonly box: DOMRect }[];
  readonly isSeen: (element: Element) => boolean;
  readonly toName: (element: Element) => string;
  readonly toEdges: (box: DOMRect) => string;
}

declare global {
  interface Window {
    wall: Wall;
  }
}

/** Faults of the presented beat, each as a line to read; none where all of it can be seen. */
export async function listWallFaults(page: Page): Promise<string[]> {
  if (!(await page.evaluate(collect))) return ['no beat is presented'];
  const faults = [
    await page.evaluate(listSmall, { smallest: SMALLEST_PX, lines: LINES }),
    await page.evaluate(listCutOff),
    await page.evaluate(listScrolling),
    await page.evaluate(listOverlaps),
    await page.evaluate(listSpilt),
  ];
  return [...new Set(faults.flat())];
}

function collect(): boolean {
  const beat = document.querySelector<HTMLElement>('[data-beat]:not([hidden])');
  const bar = document.querySelector<HTMLElement>('[data-presenter]');
  if (beat === null || bar === null) return false;
  const isSeen = (element: Element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    element.closest('.visually-hidden, annotation, details:not([open]) > :not(summary)') === null &&
    getComputedStyle(element).clipPath === 'none';
  const texts: { parent: Element; box: DOMRect }[] = [];
  for (const root of [beat, bar]) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement!;
      if (node.nodeValue!.trim() === '' || !isSeen(parent)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      if (box.width > 1 && box.height > 1) texts.push({ parent, box });
    }
  }
  const toName = (element: Element) =>
    `${element.tagName.toLowerCase()} "${(element.textContent ?? '').trim().slice(0, 30)}"`;
  const toEdges = ({ left, top, right, bottom }: DOMRect) =>
    [left, top, right, bottom].map(Math.round).join(' ');
  window.wall = { beat, bar, texts, isSeen, toName, toEdges };
  return true;
}

function listSmall({ smallest, lines }: { smallest: number; lines: number }): string[] {
  const { texts, toName } = window.wall;
  return texts.flatMap(({ parent }) => {
    const scale = parent instanceof SVGGraphicsElement ? (parent.getScreenCTM()?.d ?? 1) : 1;
    const px = Number.parseFloat(getComputedStyle(parent).fontSize) * scale;
    const isSmall = px < (smallest * innerHeight) / lines - 0.05;
    return isSmall ? [`${toName(parent)} is set in ${px.toFixed(1)} px`] : [];
  });
}

function listCutOff(): string[] {
  const { beat, bar, texts, isSeen, toName, toEdges } = window.wall;
  const floor = bar.getBoundingClientRect().top + 1;
  const isOut = ({ left, top, right, bottom }: DOMRect) =>
    left < -1 || top < -1 || right > innerWidth + 1 || bottom > floor;
  const faults: string[] = [];
  for (const { parent, box } of texts)
    if (!bar.contains(parent) && isOut(box)) faults.push(`${toName(parent)} is cut off: ${toEdges(box)}`);
  const parts = '[data-part], [data-ask], [data-say], [data-plot] svg, [data-plot] canvas, button, input';
  for (const part of beat.querySelectorAll<HTMLElement>(parts)) {
    const box = part.getBoundingClientRect();
    const name = part.dataset.part ?? toName(part);
    if (!isSeen(part) || box.width <= 1 || box.height <= 1) continue;
    if (isOut(box)) faults.push(`${name} is cut off: ${toEdges(box)}`);
    const isDrawing = part.matches('svg[role], canvas');
    if (isDrawing && Math.min(box.height, box.width) < 40)
      faults.push(`${name} has no room: ${toEdges(box)}`);
  }
  return faults;
}

function listScrolling(): string[] {
  const { beat, isSeen, toName } = window.wall;
  const { scrollHeight, scrollWidth } = document.documentElement;
  const faults: string[] = [];
  if (scrollHeight > innerHeight + 1 || scrollWidth > innerWidth + 1)
    faults.push(`the page scrolls: ${scrollWidth} x ${scrollHeight}`);
  const isScroller = (overflow: string) => overflow === 'auto' || overflow === 'scroll';
  for (const each of beat.querySelectorAll('*')) {
    const { overflowX, overflowY } = getComputedStyle(each);
    if (each.clientHeight <= 1 || !isSeen(each)) continue;
    if (isScroller(overflowY) && each.scrollHeight > each.clientHeight + 1)
      faults.push(`${toName(each)} scrolls`);
    if (isScroller(overflowX) && each.scrollWidth > each.clientWidth + 1)
      faults.push(`${toName(each)} scrolls sideways`);
  }
  return faults;
}

/** Parts of the beat that lie over each other, and words of one drawing that do. */
function listOverlaps(): string[] {
  const { beat, isSeen, toName } = window.wall;
  const faults: string[] = [];
  const compare = (elements: readonly Element[], slack: number) => {
    const boxes = elements.map((each) => each.getBoundingClientRect());
    for (const [index, a] of boxes.entries())
      for (let later = index + 1; later < boxes.length; later++) {
        const b = boxes[later]!;
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) - slack * a.height;
        if (across > 2 && down > 2 && !elements[index]!.contains(elements[later]!))
          faults.push(`${toName(elements[index]!)} and ${toName(elements[later]!)} overlap`);
      }
  };
  compare([...beat.querySelectorAll('h2, [data-say], [data-ask], [data-part]')].filter(isSeen), 0);
  // A line's box is higher than its letters.
  for (const drawing of beat.querySelectorAll('[data-plot] svg'))
    compare([...drawing.querySelectorAll('text')].filter(isSeen), 0.3);
  return faults;
}

/** What spills out of its part lies over the next. */
function listSpilt(): string[] {
  const { beat, texts, isSeen, toName, toEdges } = window.wall;
  const faults: string[] = [];
  for (const part of beat.querySelectorAll('h2, [data-say], [data-ask], [data-part]')) {
    if (!isSeen(part)) continue;
    const own = part.getBoundingClientRect();
    for (const { parent, box } of texts)
      if (part.contains(parent) && (box.bottom > own.bottom + 4 || box.right > own.right + 4))
        faults.push(`${toName(parent)} spills out: ${toEdges(box)}, of ${toEdges(own)}`);
  }
  return faults;
}
