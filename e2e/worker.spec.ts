/**
 * The engine's thread dies, hangs, or goes with the page, in the middle of a run: nothing is lost that was
 * promised.
 */
import type { Page, Worker } from '@playwright/test';
import { encodeLink } from '../src/recipe/link.ts';
import type { RecipeInput } from '../src/recipe/schema.ts';
import { RUN_MS } from '../tools/house/patience.mjs';
import { expect, openPage, test } from './support/lab.ts';

const recipe: RecipeInput = {
  version: 1,
  seed: 1,
  dataset: { name: 'mnist', trainExamples: 5000 },
  model: { name: 'lenet-300-100' },
  start: { kind: 'random' },
  stages: [
    {
      kind: 'train',
      epochs: 12,
      batchSize: 20,
      optimizer: { kind: 'sgd', learningRate: 0.05, momentum: 0.9 },
    },
  ],
};

async function openBench(page: Page): Promise<void> {
  await openPage(page, '/bench', { a: encodeLink({ recipe }) });
  await expect(page.getByTestId('engine-badge')).toHaveAttribute('data-status', 'ready');
}

function findEngine(page: Page): Worker {
  const engine = page.workers().find((worker) => /engine\.worker/.test(worker.url()));
  if (engine === undefined) throw new Error('the page has no engine');
  return engine;
}

/** Ends the engine's thread from within: it says nothing more, as one that the browser killed. */
async function killEngine(page: Page): Promise<void> {
  await findEngine(page)
    .evaluate(() => self.close())
    .catch(() => {}); // the answer may die with it
}

/** Notes the engine's status at every change, for `readStatuses`. */
async function recordStatuses(page: Page): Promise<void> {
  await page.getByTestId('engine-badge').evaluate((badge) => {
    const statuses: string[] = [];
    Object.assign(window, { statuses });
    new MutationObserver(() => {
      statuses.push(badge.getAttribute('data-status') ?? '');
    }).observe(badge, { attributes: true, attributeFilter: ['data-status'] });
  });
}

function readStatuses(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as { statuses: string[] }).statuses);
}

const progress = (page: Page) => page.getByRole('progressbar', { name: 'Progress of the run' });

async function waitForProgress(page: Page, percent: number): Promise<void> {
  await expect
    .poll(async () => Number(await progress(page).getAttribute('aria-valuenow')), { timeout: RUN_MS })
    .toBeGreaterThan(percent);
}

test('a killed engine is up again and goes on with the run', async ({ page }) => {
  await openBench(page);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await waitForProgress(page, 20);
  await recordStatuses(page);
  await killEngine(page);
  await expect.poll(async () => (await readStatuses(page)).length).toBe(2);
  expect(await readStatuses(page)).toEqual(['restarting', 'ready']);
  await expect(page.getByText(/started again\. Training goes on from the end of epoch \d+\./)).toBeVisible();
  await expect(page.getByText(/^Finished in/)).toBeVisible({ timeout: RUN_MS });
});

test('a paused run stays paused when the engine is killed, and goes on when asked', async ({ page }) => {
  await openBench(page);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await waitForProgress(page, 10);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('button', { name: 'One step' })).toBeVisible();
  await killEngine(page);
  await expect(page.getByText('The paused run is kept and can go on.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'One step' })).toBeVisible();
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByText(/^Finished in/)).toBeVisible({ timeout: RUN_MS });
});

test('an engine that hangs is replaced', async ({ page }) => {
  await openBench(page);
  findEngine(page)
    .evaluate(() => {
      for (;;);
    })
    .catch(() => {}); // never answers
  const notice = page.getByText('Models and results are kept.');
  await expect(notice).toBeVisible({ timeout: RUN_MS });
  await expect(page.getByTestId('engine-badge')).toHaveAttribute('data-status', 'ready');
});

test('an engine that keeps dying is given up, says so, and can be started again', async ({ page }) => {
  await openBench(page);
  const badge = page.getByTestId('engine-badge');
  // Three deaths within a minute are too many; a busy machine may need more of them until three are so close.
  await expect(async () => {
    await killEngine(page);
    await expect(badge).toHaveAttribute('data-status', /^(ready|failed)$/);
    if ((await badge.getAttribute('data-status')) === 'ready')
      await expect.poll(() => page.workers().length).toBe(1);
    await expect(badge).toHaveAttribute('data-status', 'failed', { timeout: 1000 });
  }).toPass();
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await expect(badge).toHaveAttribute('data-status', 'ready');
});

test('a run that a reload interrupts is offered again and goes on', async ({ page }) => {
  await openBench(page);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await waitForProgress(page, 30);
  await page.reload();
  await page.getByRole('button', { name: 'Go on with it' }).click();
  await expect(page.getByText(/^Finished in/)).toBeVisible({ timeout: RUN_MS });
});
