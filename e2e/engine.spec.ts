/** The badge says what runs, how fast, and whether it is bit-exact; and measuring that does not hold up the first picture. */
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
  await expect(badge.getByText(/^每秒 [\d,]+ 张，[\d.]+ GFLOP\/s，达到单核上限的 \d+\s%$/)).toBeVisible();
});
