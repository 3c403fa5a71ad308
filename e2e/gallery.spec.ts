/**
 * The charts look as they did. The gallery draws every chart on fixed data, and each is compared in two ways.
 *
 * Geometry, exactly: every path, rectangle, line and place of text, and every word, rounded to a tenth of a
 * pixel. Layout estimates text widths instead of measuring them, so this is the same on every machine
 * whatever its fonts.
 *
 * Pixels, with text hidden: colours, dashes, textures and the canvases, in three themes. Without text no font
 * is left in the picture; the tolerance covers how different Chromium versions smooth an edge, and is far
 * below a missing line.
 */
import type { Locator, Page } from '@playwright/test';
import { STATE_MS } from '../tools/house/patience.mjs';
import { FIGURES } from './support/figures.ts';
import { expect, openPage, test } from './support/lab.ts';

// Screenshots hide text by a style of their own, which the page's policy would refuse.
test.use({ bypassCSP: true, deviceScaleFactor: 1 });

const WITHOUT_TEXT =
  'text, [data-plot] p { visibility: hidden !important; } *, *::before { animation: none !important; }';
const GEOMETRY = 'd x y x1 x2 y1 y2 cx cy r width height transform text-anchor';

async function openGallery(page: Page, width: number, theme: string): Promise<void> {
  await page.setViewportSize({ width, height: 1200 });
  await openPage(page, '/gallery', { lang: 'en', theme });
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
  await expect(page.locator('#probabilities-names svg').first()).toBeVisible();
}

/** Waits until no chart changes any more, from one drawn frame to the next. */
async function waitForStill(page: Page): Promise<void> {
  const read = () =>
    page.evaluate(async () => {
      for (let frame = 0; frame < 3; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
      return [...document.querySelectorAll('[data-plot]')].map(({ innerHTML }) => innerHTML).join();
    });
  let before = await read();
  await expect(async () => {
    const now = await read();
    const isStill = now === before;
    before = now;
    expect(isStill).toBe(true);
  }).toPass({ timeout: STATE_MS });
}

/** One line for each element that is drawn: its name, words and geometry. */
async function describeGeometry(plot: Locator): Promise<string> {
  return plot.evaluate((root, names) => {
    const round = (text: string) =>
      text.replace(/-?\d+\.?\d*(e-?\d+)?/g, (number) => String(Math.round(Number(number) * 10) / 10 + 0));
    const lines: string[] = [];
    for (const element of root.querySelectorAll('svg, svg *:not(defs *), canvas')) {
      // What a style moves stands nowhere else.
      const moved = element instanceof SVGElement && element.style.transform;
      const words = element.tagName === 'text' ? ` "${element.textContent}"` : '';
      const values = names.split(' ').flatMap((name) => {
        const value = element.getAttribute(name);
        return value === null || element.tagName === 'canvas' ? [] : [`${name}=${round(value)}`];
      });
      if (moved) values.push(`moved=${round(moved)}`);
      if (words || values.length > 0) lines.push(`${element.tagName}${words} ${values.join(' ')}`.trimEnd());
    }
    return `${lines.join('\n')}\n`;
  }, GEOMETRY);
}

async function compareGeometry(page: Page, width: number, theme: string): Promise<void> {
  for (const id of FIGURES) {
    const geometry = await describeGeometry(page.locator(`[data-plot="${id}"]`));
    expect(geometry.length, id).toBeGreaterThan(100);
    expect(geometry).not.toMatch(/NaN|undefined|Infinity/);
    expect.soft(geometry).toMatchSnapshot(`${id}-${width}-${theme}.txt`);
  }
}

/** Edges are smoothed by where a chart lies between two pixels, which hangs on all the charts above it. */
async function putOnWholePixels(plot: Locator): Promise<void> {
  await plot.evaluate((element: HTMLElement) => {
    const { left, top } = element.getBoundingClientRect();
    element.style.position = 'relative';
    element.style.left = `${Math.round(left) - left}px`;
    element.style.top = `${Math.round(top) - top}px`;
  });
}

async function comparePixels(page: Page, theme: string): Promise<void> {
  for (const id of FIGURES) {
    const plot = page.locator(`[data-plot="${id}"]`);
    await plot.scrollIntoViewIfNeeded();
    await putOnWholePixels(plot);
    await expect.soft(plot).toHaveScreenshot(`${id}-${theme}.png`, { maxDiffPixelRatio: 0.0015 });
  }
}

test('geometry and pixels of every chart, in every theme, wide and narrow', async ({ page }) => {
  for (const [width, theme] of [
    [360, 'light'],
    [1280, 'light'],
    [1280, 'projector'],
  ] as const) {
    await openGallery(page, width, theme);
    await waitForStill(page);
    await compareGeometry(page, width, theme);
  }
  await page.addStyleTag({ content: WITHOUT_TEXT });
  for (const theme of ['dark', 'light', 'projector']) {
    await openGallery(page, 1280, theme);
    await waitForStill(page);
    await comparePixels(page, theme);
  }
});

test('the threshold follows keys and pointer, and the count beside it is exact', async ({ page }) => {
  await openGallery(page, 1280, 'light');
  const figure = page.locator('#histogram-threshold');
  const handle = figure.getByRole('slider', { name: 'Pruning threshold' });
  const value = async () => Number(await handle.getAttribute('aria-valuenow'));
  await handle.focus();
  await page.keyboard.press('Home');
  expect(await value()).toBe(0);
  await expect(handle).toHaveAttribute('aria-valuetext', /threshold 0\.0000: 0 weights/);
  await page.keyboard.press('End');
  await expect(handle).toHaveAttribute('aria-valuetext', /235,200 weights at or below it, 100\s%/);
  const end = await value();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('ArrowLeft');
  expect(await value()).toBeCloseTo(end * (1 - 11 / 200), 6);

  const plot = (await figure.getByRole('slider', { name: /^Read values/ }).boundingBox())!;
  await page.mouse.move(plot.x + plot.width * 0.3, plot.y + 40);
  await page.mouse.down();
  await page.mouse.move(plot.x + plot.width * 0.25, plot.y + 40, { steps: 8 });
  await page.mouse.up();
  expect(await value()).toBeCloseTo(end / 2, 2);

  // A tap, and leaving with a key held down, let go as well.
  await page.mouse.click(plot.x + plot.width * 0.7, plot.y + 40);
  expect(await value()).toBeCloseTo(end * 0.4, 2);
  await handle.focus();
  await page.keyboard.down('Home');
  await page.keyboard.press('Tab');
  expect(await value()).toBe(0);
});

test('a chart is read out point by point with the keyboard, and points are picked', async ({ page }) => {
  await openGallery(page, 1280, 'light');
  const figure = page.locator('#lines-sparsity');
  const reader = figure.getByRole('slider');
  await reader.focus();
  await page.keyboard.press('End');
  await expect(reader).toHaveAttribute('aria-valuetext', /^weights pruned 99\s%; .*no retraining 90\s%/);
  await page.keyboard.press('Home');
  await expect(reader).toHaveAttribute('aria-valuetext', /^weights pruned 0\s%/);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(figure.locator('circle[r]').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(reader).toHaveAttribute('aria-valuetext', /^Read values/);
});
