/**
 * The front door: a live net that answers a drag with its file and its mistakes, where to begin, and the
 * course as a map.
 */
import { expect, openPage, test } from './support/lab.ts';

test.describe('the home page', () => {
  test('opens with a net whose file and answers follow the drag', async ({ page }) => {
    await openPage(page, '/');
    const picture = page.getByRole('region', { name: 'A trained network' });
    await expect(picture.getByRole('img', { name: 'First layer' })).toBeVisible();
    // 132,040 bytes are what lesson 01 quotes for the same cut.
    await expect(picture).toContainText('132 kB');
    await expect(picture).toContainText('1.07 MB uncut · 8.1×');
    const cut = picture.getByRole('slider', { name: 'Smallest weights cut' });
    await cut.focus();
    await cut.press('End');
    await expect(picture).not.toContainText('132 kB');
    await expect(picture.locator('[aria-busy="true"]')).toHaveCount(0);
    await expect(picture).toContainText('kB');
    expect(await picture.locator('[data-wrong]').count()).toBeGreaterThan(10);
    await cut.press('Home');
    await expect(picture).toContainText('1.07 MB');
    await expect(picture.locator('[aria-busy="true"]')).toHaveCount(0);
    expect(await picture.locator('[data-wrong]').count()).toBe(0);
  });

  test('says what each method bought, and what is not measured yet', async ({ page }) => {
    await openPage(page, '/');
    const pruning = page.getByRole('listitem').filter({ hasText: 'How many weights can a network lose' });
    await expect(pruning).toContainText('1.07 MB → 132 kB');
    await expect(pruning).toContainText('not yet measured');
    const last = page
      .getByRole('listitem')
      .filter({ hasText: 'network, bits and hardware are searched together' });
    await expect(last).toContainText('to come');
  });

  test('keeps how far the reader is, and leads back there', async ({ page }) => {
    await openPage(page, '/');
    await page.getByRole('link', { name: 'Begin: Why compress?' }).click();
    await expect(page.getByRole('heading', { name: 'Guess first' })).toBeVisible();
    const kept = () => page.evaluate(() => localStorage.getItem('featherweight-progress') ?? '');
    await expect.poll(kept).toContain('predict');
    await page.getByRole('button', { name: 'Commit' }).first().click();
    await expect.poll(kept).toContain('read');
    await openPage(page, '/');
    await page.reload();
    const first = page.getByRole('listitem').filter({ hasText: 'Where does the energy of one answer go' });
    await expect(first).toContainText('1 of 11 sections read · 1 guess');
    await page.getByRole('link', { name: 'Go on: Why compress?' }).click();
    await expect(page).toHaveURL(/lessons\/00-why-compress.*beat=predict/);
  });
});
