/** What arrives before the first page shows? Little, nothing of tfjs, and nothing that the policy forbids. */
import { gzipSync } from 'node:zlib';
import { FIRST_ROUTE_BUDGET_BYTES } from '../tools/house/budget.mjs';
import { expect, openPage, PAGES, test } from './support/lab.ts';

test('the first page needs at most 200 kB of JavaScript', async ({ page }) => {
  await openPage(page, '/');
  // What the document itself fetched; what the engine's worker fetches beside it does not hold the page up.
  const addresses = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => /\.js$/.test(name) && !/\bworker\b/.test(name)),
  );
  expect(addresses.length).toBeGreaterThan(0);
  let sizeBytes = 0;
  for (const address of addresses) {
    const body = await (await page.request.get(address)).body();
    expect(body.includes('FusedBatchNorm'), address).toBe(false);
    sizeBytes += gzipSync(body, { level: 9 }).length;
  }
  expect(sizeBytes).toBeLessThanOrEqual(FIRST_ROUTE_BUDGET_BYTES);
});

test('the page carries a strict policy and does not break it', async ({ page }) => {
  await page.addInitScript(() => {
    const broken: string[] = [];
    Object.assign(window, { broken });
    document.addEventListener('securitypolicyviolation', (event) => {
      broken.push(`${event.violatedDirective}: ${event.blockedURI}`);
    });
  });
  await openPage(page, '/');
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
  for (const address of PAGES) await openPage(page, address);
  expect(await page.evaluate(() => (window as unknown as { broken: string[] }).broken)).toEqual([]);
});
