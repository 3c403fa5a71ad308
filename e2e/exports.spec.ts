/**
 * Can other programs read what a figure is saved as? Every figure of the gallery is saved: its SVG is drawn
 * by resvg, which knows nothing of browsers, and compared with the page; its CSV and JSON are read back and
 * compared with each other.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Locator, Page } from '@playwright/test';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { csvParseRows } from 'd3-dsv';
import { decode } from 'fast-png';
import { FIGURES } from './support/figures.ts';
import { expect, openPage, test } from './support/lab.ts';
import { countOtherSquares, type Picture } from './support/pictures.ts';

test.use({ bypassCSP: true, deviceScaleFactor: 1 });

/**
 * Text is left out of both pictures: the two programs have other fonts. So are the handles that only a page
 * has.
 */
const DRAWING_ALONE =
  'text, [data-plot] p, [data-plot] div:not(:has(svg, canvas)) { visibility: hidden !important; } *, *::before, *::after { animation: none !important; transition: none !important; }';
const MOST_OTHER = 0.02;

test.beforeAll(async () => {
  const wasm = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm');
  await initWasm(readFileSync(wasm));
});

async function openGallery(page: Page, theme: string): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 1400 });
  await openPage(page, '/gallery', { lang: 'en', theme });
  await expect(page.locator('#probabilities-names svg').first()).toBeVisible();
}

async function save(page: Page, figure: Locator, format: string): Promise<{ name: string; text: string }> {
  await figure.getByRole('button', { name: 'Save', exact: true }).click();
  const download = page.waitForEvent('download');
  await figure.getByRole('button', { name: `Save as ${format}` }).click();
  const file = await download;
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'latin1') };
}

const toText = (latin: string) =>
  Buffer.from(latin, 'latin1')
    .toString()
    .replace(/^\ufeff/, '');

function draw(svg: string): Picture {
  const drawn = new Resvg(svg.replace(/<text\b(?:[^>]*\/>|[^>]*>[\s\S]*?<\/text>)/g, '')).render();
  return { width: drawn.width, height: drawn.height, data: drawn.pixels, channels: 4 };
}

/** How far the file's drawing is from the page's. */
function compare(svg: string, shown: Picture): number {
  const [, x, y] = /<g transform="translate\(([\d.]+),([\d.]+)\)" id="plot">/.exec(svg)!;
  return countOtherSquares(shown, draw(svg), { x: Math.round(Number(x)), y: Math.round(Number(y)) });
}

for (const theme of ['light', 'dark']) {
  test(`every figure's SVG is drawn alike by another program, ${theme}`, async ({ page }) => {
    test.slow();
    await openGallery(page, theme);
    await page.addStyleTag({ content: '* { animation: none !important; transition: none !important; }' });
    const files = new Map<string, string>();
    for (const id of FIGURES) {
      const svg = toText((await save(page, page.locator(`#${id}`), 'SVG')).text);
      expect
        .soft(svg, id)
        .not.toMatch(/oklab|color\(|rgba?\(|var\(|class=|style=|system-ui|data-|paint-order|baseline| href=/);
      files.set(id, svg);
    }
    await page.addStyleTag({ content: DRAWING_ALONE });
    for (const [id, svg] of files) {
      const plot = page.locator(`[data-plot="${id}"]`);
      await plot.scrollIntoViewIfNeeded();
      const shown = decode(await plot.screenshot());
      expect.soft(compare(svg, shown), id).toBeLessThan(MOST_OTHER);
      if (id === 'grouping-sums') {
        // What other programs made of files without places and without colours.
        expect(compare(svg.replace(/ transform="matrix[^"]*"/g, ''), shown)).toBeGreaterThan(5 * MOST_OTHER);
        expect(compare(svg.replace(/ fill="#\w+"/g, ''), shown)).toBeGreaterThan(5 * MOST_OTHER);
      }
    }
  });
}

test("every figure's CSV and JSON are read back, and say the same", async ({ page }) => {
  test.slow();
  await openGallery(page, 'light');
  for (const id of FIGURES) {
    const figure = page.locator(`#${id}`);
    const json = await save(page, figure, 'JSON');
    const csv = await save(page, figure, 'CSV');
    const read = JSON.parse(toText(json.text));
    expect(json.name, id).toBe(csv.name.replace(/csv$/, 'json'));
    expect(json.name, id).toBe(
      `${read.title
        .toLowerCase()
        .match(/[a-z0-9]+/g)
        .join('-')}.json`,
    );
    expect(read.recipe, id).toEqual({ sample: 'gallery' });

    const [headers, ...rows] = csvParseRows(toText(csv.text));
    const ids: string[] = read.columns.map((column: { id: string }) => column.id);
    for (const names of [headers!, ids]) {
      expect(new Set(names).size, `${id}: ${names}`).toBe(names.length);
      // A name that had to be told from another by a number was not a name.
      expect(names.join(), id).not.toMatch(/^,|,,|,$|\(2\)|[\u2212;]|\(%/);
    }
    expect(rows.length, id).toBe(read.rows.length);
    expect(rows.length, id).toBeGreaterThan(0);
    const wrong = rows.flatMap((row, at) =>
      row.length === headers!.length && row.every((cell, column) => isSame(cell, read.rows[at][ids[column]!]))
        ? []
        : [`${id}, row ${at}: ${row}`],
    );
    expect(wrong.slice(0, 3)).toEqual([]);
  }
});

/** One value a cell: a number, a word, or nothing where nothing was measured. */
function isSame(cell: string, value: number | string | null): boolean {
  if (value === null) return cell === '';
  if (typeof value === 'number') return cell !== '' && Number(cell) === value;
  return cell === value && !/[;\u2212]/.test(value);
}

test('a picture holds the recipe, and its column stays where it is while it is saved', async ({ page }) => {
  await openGallery(page, 'dark');
  const figure = page.locator('#ledger');
  await figure.getByRole('button', { name: 'Save', exact: true }).click();
  expect(await figure.evaluate((box) => box.scrollWidth - box.clientWidth)).toBeLessThanOrEqual(0);
  await page.keyboard.press('Escape');
  const { name, text } = await save(page, figure, 'PNG');
  expect(name).toBe('what-it-bought-and-what-it-cost.png');
  expect(text).toContain(`iTXtRecipe\0\0\0\0\0${JSON.stringify({ sample: 'gallery' })}`);
  const { width, height, data, channels } = decode(Buffer.from(text, 'latin1'));
  expect(width).toBeGreaterThan(1400);
  expect(new Set(data).size, `${width}x${height}x${channels} of one colour`).toBeGreaterThan(20);
});
