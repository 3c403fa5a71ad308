/**
 * The points of a sweep, trained by one engine and by two side by side: the same weights to the bit, in the
 * same order.
 */
import type { Page } from '@playwright/test';
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
