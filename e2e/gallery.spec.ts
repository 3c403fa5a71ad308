/**
 * Do the charts look as they did? The gallery draws every chart on fixed data, and each is compared in two ways.
 *
 * Geometry, exactly: every path, rectangle, line and place of text, and every word, rounded to a tenth of a pixel. Layout estimates text
 * widths instead of measuring them, so this is the same on every machine whatever its fonts.
 *
 * Pixels, with text hidden: colours, dashes, textures and the canvases, in three themes. Without text no font is left in
 * the picture; the tolerance covers how different Chromium versions smooth an edge, and is far below a missing line.
 */
import type { Locator, Page } from '@playwright/test';
import { expect, openPage, test } from './support/lab.ts';

// Screenshots hide text by a style of their own, which the page's policy would refuse.
test.use({ bypassCSP: true, deviceScaleFactor: 1 });

const FIGURES = [
  'histogram-threshold',
  'histogram-layers',
  'histogram-log',
  'lines-sparsity',
  'lines-linear',
  'lines-uncertain',
  'loss-live',
  'mask-bands',
  'mask-weights',
  'field-pixels',
  'filters-first',
  'filters-second',
  'ledger',
  'probabilities',
  'probabilities-names',
] as const;

const WITHOUT_TEXT =
  'text, [data-plot] p { visibility: hidden !important; } *, *::before { animation: none !important; }';
const GEOMETRY = 'd x y x1 x2 y1 y2 cx cy r width height transform text-anchor';

async function openGallery(page: Page, width: number, theme: string): Promise<void> {
  await page.setViewportSize({ width, height: 1200 });
  await openPage(page, '/gallery', { lang: 'en', theme });
  await expect(page.locator('#probabilities-names svg').first()).toBeVisible();
}

/** One line for each element that is drawn: its name, words and geometry. */
async function describeGeometry(plot: Locator): Promise<string> {
  return plot.evaluate((root, names) => {
    const round = (text: string) =>
      text.replace(/-?\d+\.?\d*(e-?\d+)?/g, (number) => String(Math.round(Number(number) * 10) / 10 + 0));
    const lines: string[] = [];
    for (const element of root.querySelectorAll('svg, svg *:not(defs *), canvas')) {
      const words = element.tagName === 'text' ? ` "${element.textContent}"` : '';
      const values = names.split(' ').flatMap((name) => {
        const value = element.getAttribute(name);
        return value === null || element.tagName === 'canvas' ? [] : [`${name}=${round(value)}`];
      });
      if (words || values.length > 0) lines.push(`${element.tagName}${words} ${values.join(' ')}`.trimEnd());
    }
    return `${lines.join('\n')}\n`;
  }, GEOMETRY);
}

for (const [width, theme] of [
  [1280, 'light'],
  [1280, 'projector'],
  [360, 'light'],
] as const) {
  test(`geometry of every chart at ${width} pixels, ${theme}`, async ({ page }) => {
    await openGallery(page, width, theme);
    for (const id of FIGURES) {
      const geometry = await describeGeometry(page.locator(`[data-plot="${id}"]`));
      expect(geometry.length, id).toBeGreaterThan(100);
      expect(geometry).not.toMatch(/NaN|undefined|Infinity/);
      expect.soft(geometry).toMatchSnapshot(`${id}-${width}-${theme}.txt`);
    }
  });
}

for (const theme of ['light', 'dark', 'projector']) {
  test(`pixels of every chart, ${theme}`, async ({ page }) => {
    await openGallery(page, 1280, theme);
    await page.addStyleTag({ content: WITHOUT_TEXT });
    for (const id of FIGURES) {
      const plot = page.locator(`[data-plot="${id}"]`);
      await plot.scrollIntoViewIfNeeded();
      await expect.soft(plot).toHaveScreenshot(`${id}-${theme}.png`, { maxDiffPixelRatio: 0.0015 });
    }
  });
}
