/**
 * Cause and effect on one screen: in every beat of every lesson what the reader changes, the numbers that
 * count and the picture are in sight together without scrolling, and nothing scrolls inside a figure.
 */
import type { Locator, Page } from '@playwright/test';
import { expect, findBeat, LESSON_SLUGS, openPage, readLink, test } from './support/lab.ts';

const SIZES = [
  { width: 1280, height: 640 },
  { width: 1366, height: 768 },
] as const;

/** A net of a lesson may have to be fetched, cut and shared before its figures stand. */
const FIGURES_MS = 180_000;

test.beforeEach(({ page: _ }, info) => {
  info.setTimeout(2 * FIGURES_MS);
});

/** Every figure has its panel: no place is still waiting for its turn or its net. */
async function waitForFigures(page: Page): Promise<void> {
  await expect
    .poll(
      () =>
        page.evaluate(() => {
          const figures = [...document.querySelectorAll('[data-figure]')];
          if (figures.length === 0) return 'no figure yet';
          return figures.filter((each) => !each.querySelector('[data-panel]')).length;
        }),
      { timeout: FIGURES_MS, message: 'figures without a panel' },
    )
    .toBe(0);
}

/** Parts of one figure that are not wholly in the window, and boxes in it that scroll. */
function listFaults(page: Page, panel: string): Promise<string[]> {
  return page.evaluate((id) => {
    const figure = document.querySelector<HTMLElement>(`[data-panel="${id}"]`)!;
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

for (const slug of LESSON_SLUGS)
  test(`${slug} has control, picture and numbers in sight together in every beat`, async ({ page }) => {
    await page.setViewportSize(SIZES[0]);
    await openPage(page, `/lessons/${slug}`, { lang: 'en' });
    await waitForFigures(page);
    const panels = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('[data-panel]')].map((each) => each.dataset.panel!),
    );
    expect(panels.length).toBeGreaterThan(0);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      for (const panel of panels) {
        await page.evaluate((id) => {
          const figure = document.querySelector(`[data-panel="${id}"]`)!;
          const beat = figure.closest('[data-beat]')!;
          const isFirst = beat.querySelector('[data-panel]') === figure;
          const heading = isFirst ? beat.querySelector('h2') : null;
          (heading ?? figure).scrollIntoView({ block: 'start' });
        }, panel);
        await expect
          .poll(() => listFaults(page, panel), { message: `${panel} at ${size.width}x${size.height}` })
          .toEqual([]);
      }
    }
  });

test('a swipe up that begins on a slider scrolls the page and leaves the slider alone', async ({
  browser,
}) => {
  const context = await browser.newContext({
    hasTouch: true,
    isMobile: true,
    viewport: { width: 360, height: 740 },
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  await openPage(page, `/lessons/${LESSON_SLUGS[0]}`, { lang: 'en' });
  const slider = page.locator('[data-beat="predict"] input[type="range"]').first();
  await slider.scrollIntoViewIfNeeded();
  await expect(slider).toBeVisible();
  const session = await context.newCDPSession(page);
  const swipe = async (dx: number, dy: number) => {
    const box = (await slider.boundingBox())!;
    const from = { x: box.x + 0.7 * box.width, y: box.y + box.height / 2 };
    await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [from] });
    for (const part of [0.2, 0.4, 0.6, 0.8, 1])
      await session.send('Input.dispatchTouchEvent', {
        type: 'touchMove',
        touchPoints: [{ x: from.x + part * dx, y: from.y + part * dy }],
      });
    await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  };
  const [value, place] = [await slider.inputValue(), await page.evaluate(() => scrollY)];
  await swipe(0, -200);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(place + 50);
  expect(await slider.inputValue()).toBe(value);
  await swipe(-80, 4);
  await expect.poll(() => slider.inputValue()).not.toBe(value);
  await context.close();
});

test('on a phone the text stands before its figure, and a small menu leads to every section', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openPage(page, `/lessons/${LESSON_SLUGS[0]}`, { lang: 'en' });
  await waitForFigures(page);
  const [text, figure] = await page.evaluate(() => {
    const pair = document.querySelector('[data-beat="predict"] [data-figure]')!.parentElement!;
    return [...pair.children].map((each) => each.getBoundingClientRect().top);
  });
  expect(text).toBeLessThan(figure!);
  const menu = page.getByRole('navigation', { name: 'In this lesson' });
  await menu.getByRole('button').click();
  await menu.getByRole('link').last().click();
  await expect(page.locator('[data-beat]').last().getByRole('heading', { level: 2 })).toBeInViewport();
});

test('the language switch, a reload and the way back keep the place to the line', async ({ page }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await openPage(page, '/lessons/01-magnitude-pruning');
  const lines = findBeat(page, 'cut').getByRole('paragraph');
  await expect(lines.nth(2)).toBeAttached();
  // A line that is neither the beat's first nor at a whole number of screens.
  const scrolled = await lines.nth(2).evaluate((line) => {
    window.scrollBy({ top: line.getBoundingClientRect().top - 140, behavior: 'instant' });
    return line.getBoundingClientRect().top;
  });
  const topOf = async () => (await lines.nth(2).boundingBox())?.y ?? Number.NaN;
  const expectSamePlace = async () => {
    await expect.poll(async () => Math.abs((await topOf()) - scrolled)).toBeLessThan(40);
    await expect.poll(() => readLink(page).get('beat')).toBe('cut');
  };
  await expectSamePlace();
  // Pressed where it stands: to click, the test would scroll up to the header.
  const press = (what: Locator) => what.evaluate((element: HTMLElement) => element.click());
  await press(page.getByRole('button', { name: '中文' }));
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expectSamePlace();
  await page.reload();
  await expectSamePlace();
  await press(page.getByRole('link', { name: '实验台' }).first());
  await expect(page).toHaveURL(/bench/);
  await page.goBack();
  await expectSamePlace();
});
