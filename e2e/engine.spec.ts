/**
 * The choice of the engine: the badge says what runs, how fast, and whether it is bit-exact; Settings
 * compares the engines that the browser has; and a graphics device that is lost takes nothing with it.
 */
import { encodeLink } from '../src/recipe/link.ts';
import type { RecipeInput } from '../src/recipe/schema.ts';
import { RUN_MS } from '../tools/house/patience.mjs';
import { expect, openPage, test } from './support/lab.ts';

test('the badge states the pace on the model at hand, in both languages', async ({ page }) => {
  await openPage(page, '/lessons/01-magnitude-pruning', { lang: 'en' });
  const badge = page.getByTestId('engine-badge');
  await expect(badge).toHaveAttribute('data-status', 'ready');
  await badge.locator('summary').click();
  await expect(badge.getByText(/^Training lenet-/)).toBeVisible();
  await expect(
    badge.getByText(/^[\d,]+ images\/s, [\d.]+ GFLOP\/s, \d+\s% of what one core can do$/),
  ).toBeVisible();
  await expect(badge.getByText('the same to the last bit on every machine')).toBeVisible();
  // The page stays, and with it the open badge.
  await openPage(page, '/lessons/01-magnitude-pruning', { lang: 'zh' });
  await expect(badge.getByText(/^每秒 [\d,]+ 张，[\d.]+ GFLOP\/s，达到单核上限的 \d+%$/)).toBeVisible();
});

test('Settings compares the engines in the quiet after the start, remembers, and finds the fastest', async ({
  page,
}) => {
  await openPage(page, '/settings', { lang: 'en' });
  const engines = page.getByTestId('engine-table');
  const ours = engines.getByRole('row', { name: /^WASM SIMD/ });
  await expect(ours).toContainText('in use');
  await expect(engines).toHaveAttribute('data-status', 'known', { timeout: RUN_MS });
  await expect(engines.locator('caption')).toHaveText('Engines on this device, training lenet-300-100');
  await expect(ours).toContainText(/Self-test passed, largest error [\d.]+e-\d/);
  await expect(ours.getByRole('cell').first()).toHaveText(/^[\d,]+$/);
  await expect(ours.getByRole('cell').last()).toHaveText('yes');
  await expect(engines.getByText(/^Timed in 0\.[0-4]\d? s, after /)).toBeVisible();

  await page.reload();
  await expect(engines.getByText(/^Timed in 0\.[0-4]\d? s, .* and remembered\.$/)).toBeVisible();

  await page.getByText('Fastest here', { exact: true }).click();
  // Whoever was late at start, or is played by the processor, is timed now.
  await expect(engines.getByText(/within 2\.5 s|Timed only when you ask/)).toHaveCount(0, {
    timeout: RUN_MS,
  });
  await expect(engines).toHaveAttribute('data-status', 'known', { timeout: RUN_MS });
  const paces = await engines.locator('tbody tr').evaluateAll((rows) =>
    rows.map((row) => ({
      backend: row.getAttribute('data-backend'),
      pace: Number(row.querySelector('td')?.textContent?.replaceAll(',', '')) || 0,
    })),
  );
  const fastest = paces.toSorted((a, b) => b.pace - a.pace)[0]!.backend;
  await expect(engines.locator(`[data-backend="${fastest}"]`)).toContainText('in use');

  await page.goto('./#/settings?lang=zh');
  await expect(engines.locator('caption')).toHaveText('本机上的引擎，训练 lenet-300-100');
  await expect(engines.getByText('使用中')).toBeVisible();
});

test('a run on a graphics device that is lost goes on where everything is exact, and the reader is told', async ({
  page,
  browser,
}) => {
  await page.addInitScript(() =>
    localStorage.setItem('featherweight-settings', JSON.stringify({ backend: 'webgl' })),
  );
  const recipe: RecipeInput = {
    version: 1,
    seed: 5,
    dataset: { name: 'mnist', trainExamples: 6000 },
    model: { name: 'lenet-300-100' },
    stages: [{ kind: 'train', epochs: 4, batchSize: 100, optimizer: { kind: 'adam', learningRate: 0.001 } }],
  };
  await openPage(page, '/bench', { lang: 'en', a: encodeLink({ recipe }) });
  const badge = page.getByTestId('engine-badge').locator('summary');
  await expect(badge).toHaveText('WebGL, not bit-exact', { timeout: RUN_MS });
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByText(/Stage 1 of 1: Train · Loss [\d.]+/)).toBeVisible({ timeout: RUN_MS });
  const devtools = await browser.newBrowserCDPSession();
  // Answers only with the next graphics process.
  void devtools.send('Browser.crashGpuProcess' as never).catch(() => undefined);
  await expect(badge).toHaveText('WASM SIMD');
  await expect(
    page.getByText(
      'The engine runs on WASM SIMD instead of WebGL. The engine died on the graphics processor.',
    ),
  ).toBeVisible();
  await expect(page.getByText(/^Finished in/)).toBeVisible({ timeout: RUN_MS });
});
