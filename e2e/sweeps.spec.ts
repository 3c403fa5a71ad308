/**
 * The points of a sweep, trained by one engine and by two side by side: the same weights to the bit, in the
 * same order.
 */
import type { Page } from '@playwright/test';
import { encodeLink } from '../src/recipe/link.ts';
import { parseRecipe } from '../src/recipe/parse.ts';
import { RUN_MS } from '../tools/house/patience.mjs';
import { expect, openPage, test } from './support/lab.ts';

const LESSON = '/lessons/03-deep-compression';

/** What is kept of a point for the next visit, without what was timed. */
interface KeptPoint {
  readonly key: string;
  readonly ledger: {
    readonly weightsSha256: string;
    readonly wrong: number;
    readonly fileBytes: number;
    readonly nonZeros: number;
  };
}

async function readPoints(page: Page): Promise<string[]> {
  const kept = await page.evaluate(
    () =>
      new Promise<KeptPoint[]>((resolve) => {
        const opening = indexedDB.open('featherweight');
        opening.onsuccess = () => {
          const reading = opening.result.transaction('sweeps').objectStore('sweeps').getAll();
          reading.onsuccess = () => {
            opening.result.close();
            resolve((reading.result as KeptPoint[][]).flat());
          };
        };
      }),
  );
  return kept.map(({ key, ledger: { weightsSha256, wrong, fileBytes, nonZeros } }) =>
    [key, weightsSha256, wrong, fileBytes, nonZeros].join(' '),
  );
}

/** Trains the first points of the lesson's curves, and returns them in the order in which they are kept. */
async function fill(page: Page, workers: number, count: number): Promise<string[]> {
  await page.addInitScript(
    (chosen) => localStorage.setItem('featherweight-settings', JSON.stringify({ workers: chosen })),
    workers,
  );
  await openPage(page, LESSON, { beat: 'tradeoff' });
  const beat = page.locator('[data-beat="tradeoff"]');
  await beat.getByRole('switch', { name: 'Train after each change' }).press('Space');
  await beat.getByRole('button', { name: 'Fill in the curves' }).click();
  await expect
    .poll(async () => (await readPoints(page)).length, { timeout: RUN_MS })
    .toBeGreaterThanOrEqual(count);
  await beat.getByRole('button', { name: 'Stop' }).click();
  await expect(beat.getByRole('button', { name: 'Fill in the missing points' })).toBeVisible();
  return readPoints(page);
}

const countEngines = (page: Page) =>
  page.workers().filter((worker) => /\/engine\.worker-[^/]*\.js$/.test(worker.url())).length;

test('points that two engines trained are those of one', async ({ browser, baseURL, problems }) => {
  const filled: string[][] = [];
  const engines: number[] = [];
  for (const workers of [1, 2]) {
    const context = await browser.newContext({ locale: 'en-US', serviceWorkers: 'block', baseURL: baseURL! });
    const page = await context.newPage();
    page.on('pageerror', ({ message }) => problems.push(message));
    filled.push(await fill(page, workers, 3));
    engines.push(countEngines(page));
    await context.close();
  }
  expect(engines).toEqual([1, 2]);
  const [alone, together] = filled as [string[], string[]];
  // When they are stopped, one may have points that the other has not.
  const toKey = (line: string) => line.replace(/ [0-9a-f]{64} .*/, '');
  const common = alone.map(toKey).filter((key) => together.map(toKey).includes(key));
  const pick = (lines: string[]) => lines.filter((line) => common.includes(toKey(line)));
  expect(common.length).toBeGreaterThanOrEqual(2);
  expect(pick(together)).toEqual(pick(alone));
});

const toRecipe = (learningRate: number) =>
  parseRecipe({
    version: 1,
    seed: 3,
    dataset: { name: 'mnist', trainExamples: 500 },
    model: { name: 'lenet-300-100' },
    stages: [{ kind: 'train', epochs: 1, batchSize: 50, optimizer: { kind: 'adam', learningRate } }],
  });

test('the bench repeats a recipe beside another, and says how far they differ', async ({ page }) => {
  await openPage(page, '/bench', {
    a: encodeLink({ recipe: toRecipe(0.003) }),
    b: encodeLink({ recipe: toRecipe(0.0001) }),
  });
  const repeats = page.getByRole('region', { name: 'The same with several seeds' });
  await repeats.getByText('Run B with the same seeds, too').click();
  await repeats.getByRole('textbox', { name: 'Seeds' }).fill('2');
  await repeats.getByRole('textbox', { name: 'Seeds' }).press('Enter');
  await repeats.getByRole('button', { name: 'Run them all' }).click();
  await expect(repeats.getByText(/^Over 2 pairs/)).toBeVisible({ timeout: RUN_MS });
  await expect(repeats.getByRole('row')).toHaveCount(3);
  for (const seed of ['3', '4']) {
    const cells = repeats.getByRole('row', { name: new RegExp(`^${seed} `) }).getByRole('cell');
    const [own, other] = await Promise.all([cells.nth(0).innerText(), cells.nth(1).innerText()]);
    // One step in thirty of the rate learns less in ten steps.
    expect(Number.parseInt(own.replace(',', ''), 10)).toBeLessThan(
      Number.parseInt(other.replace(',', ''), 10),
    );
  }
});
