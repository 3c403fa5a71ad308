/** What arrives before the first page shows: little, nothing of tfjs, and nothing that the policy forbids. */
import { gzipSync } from 'node:zlib';
import { FIRST_ROUTE_BUDGET_BYTES } from '../tools/house/budget.mjs';
import { expect, openPage, PAGES, test } from './support/lab.ts';

test('the first page needs at most 200 kB of JavaScript', async ({ page, problems }) => {
  // Without its worker, whatever is fetched is the page's own.
  await page.route(/worker/, (route) => route.abort());
  const scripts: Promise<{ address: string; body: Buffer }>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() !== 'script') return;
    scripts.push(response.body().then((body) => ({ address: response.url(), body })));
  });
  // What the page fetches once it shows, its living picture, is not what a reader waits for.
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (document.querySelector('h1') === null) return;
      Object.assign(window, { shownAt: performance.now() });
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await openPage(page, '/');
  const before = await page.evaluate(() => {
    const { shownAt } = window as unknown as { shownAt: number };
    const fetched = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    return fetched.filter(({ responseEnd }) => responseEnd <= shownAt).map(({ name }) => name);
  });
  const needed = (await Promise.all(scripts)).filter(({ address }) => before.includes(address));
  expect(needed.length).toBeGreaterThan(2);
  let sizeBytes = 0;
  for (const { address, body } of needed) {
    expect(body.includes('FusedBatchNorm'), address).toBe(false);
    sizeBytes += gzipSync(body, { level: 9 }).length;
  }
  expect(sizeBytes).toBeLessThanOrEqual(FIRST_ROUTE_BUDGET_BYTES);
  problems.length = 0;
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
