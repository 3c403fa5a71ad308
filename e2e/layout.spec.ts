/**
 * Cause and effect on one screen: in every beat of every lesson what the reader changes, the numbers that
 * count and the picture are in sight together without scrolling, and nothing scrolls inside a figure.
 */
import type { Locator, Page } from '@playwright/test';
import { listHidden, listMisses, SIZES } from './support/insight.ts';
import { expect, findBeat, LESSON_SLUGS, openPage, readLink, test } from './support/lab.ts';

/** A net of a lesson may have to be fetched, cut and shared before its figures stand. */
const FIGURES_MS = 180_000;

/** Lessons whose beats are brought to all states that their own tabs, guesses and words lead to. */
const WALKED = ['01', '02', '03', '04', '05'];

/** Names of nets in the lessons' texts. */
const NETS = /LeNet|ResNet|VGG/;

test.beforeEach(({ page: _ }, info) => {
  info.setTimeout(4 * FIGURES_MS);
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

for (const slug of LESSON_SLUGS)
  test(`${slug} has control, picture and numbers in sight together, whatever its beats are brought to`, async ({
    page,
  }) => {
    await page.setViewportSize(SIZES[0]);
    await openPage(page, `/lessons/${slug}`, { lang: 'en' });
    await waitForFigures(page);
    const beats = await page
      .locator('[data-beat]:has([data-panel])')
      .evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset.beat!));
    expect(beats.length).toBeGreaterThan(0);
    const hidden: string[] = [];
    for (const size of SIZES) {
      await page.setViewportSize(size);
      for (const beat of beats) {
        // Words that choose another net have all figures of the page made anew: the same layout, and minutes.
        const found = WALKED.some((each) => slug.startsWith(each))
          ? await listHidden(page, beat, NETS)
          : await listMisses(page, beat, 'at first');
        hidden.push(...found.map((each) => `${size.width}x${size.height} ${each}`));
      }
    }
    expect(hidden).toEqual([]);
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
  // A touch while the page still glides only stops it, as on a phone: then the finger moves once more.
  await expect(async () => {
    await slider.scrollIntoViewIfNeeded();
    await swipe(-80, 4);
    await expect.poll(() => slider.inputValue(), { timeout: 2000 }).not.toBe(value);
  }).toPass();
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
