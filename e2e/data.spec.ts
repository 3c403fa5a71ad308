/** A data file that is damaged on the way is fetched once more; if that does not help, it is named. */
import type { Page } from '@playwright/test';
import { expect, openPage, test } from './support/lab.ts';

const LESSON = '/lessons/01-magnitude-pruning';

/**
 * Flips a bit in the first test shard of MNIST, as often as `times` says. Resolves to how often it was asked
 * for.
 */
async function spoilShard(page: Page, times: number): Promise<{ asked: number }> {
  const count = { asked: 0 };
  await page.route(/\/data\/mnist\/test-00-\w+\.shard/, async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    if (count.asked++ < times) body[1000]! ^= 1;
    await route.fulfill({ response, body });
  });
  return count;
}

// A fetch may still be on its way when a test has seen what it waited for.
test.afterEach(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' }));

test('a shard that comes damaged once is fetched again, and nobody is bothered', async ({ page }) => {
  const count = await spoilShard(page, 1);
  await openPage(page, LESSON);
  await expect.poll(() => count.asked).toBe(2);
  await expect(page.getByText('is damaged')).toHaveCount(0);
});

test('a shard that stays damaged is named, with what to do', async ({ page }) => {
  await spoilShard(page, Number.POSITIVE_INFINITY);
  await openPage(page, LESSON);
  const message = page.getByText(/The data file mnist\/test-00-\w+\.shard is damaged/).first();
  await expect(message).toBeVisible();
  await expect(message).toContainText('npm run data');
});
