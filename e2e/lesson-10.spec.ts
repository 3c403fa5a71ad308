/** Lesson 10 as its readers use it: products that are saved, numbers of one's own, a clock that disagrees. */

import type { Page } from '@playwright/test';
import { RUN_MS } from '../tools/house/patience.mjs';
import { expect, findBeat, openPage, visitTest as test } from './support/lab.ts';

const LESSON = '/lessons/10-winograd';

const findCount = (page: Page, beat: string, label: string) =>
  findBeat(page, beat).locator('dl > div', { hasText: label }).locator('dd');

test('tells how few products are enough once the guess stands', async ({ page }) => {
  await openPage(page, LESSON);
  const beat = findBeat(page, 'predict');
  await expect(findCount(page, 'predict', 'products in a tile')).toHaveText('?');
  await beat.getByRole('button', { name: /commit/i }).click();
  await expect(findCount(page, 'predict', 'products in a tile')).toHaveText('16');
});

test('filters the reader’s own numbers both ways, and checks that products vanish', async ({ page }) => {
  await openPage(page, LESSON, { beat: 'line' });
  const beat = findBeat(page, 'line');
  for (const input of ['d₀', 'd₁', 'd₂', 'd₃']) {
    await beat.getByRole('textbox', { name: input }).fill('7');
    await beat.getByRole('textbox', { name: input }).press('Enter');
  }
  await expect(findCount(page, 'line', 'By four products')).toHaveText('14, 14');
  await expect(findCount(page, 'line', 'By six products')).toHaveText('14, 14');
  await expect(findCount(page, 'line', 'Products that are zero')).toHaveText('3');
});

test('works a tile of the live net, and times its layers here', async ({ page }) => {
  await openPage(page, LESSON, { beat: 'tile', side: '4' });
  const grid = findBeat(page, 'tile').getByRole('table', { name: 'Bᵀ d B' });
  await expect(grid.getByRole('cell')).toHaveCount(36, { timeout: RUN_MS });
  const clock = findBeat(page, 'clock');
  await clock.getByText('3 ×', { exact: true }).click();
  await clock.getByRole('button', { name: /commit/i }).click();
  await clock.getByRole('button', { name: 'Time it here' }).click();
  await expect(findCount(page, 'clock', 'in tiles')).toHaveText(/^0\.\d+ ms$/, { timeout: RUN_MS });
  await expect(clock.locator('[data-reason="promised"]')).toContainText('4');
  await expect(clock.locator('[data-reason="whole"]')).toContainText(/\d/);
  await expect(findCount(page, 'ledger', 'Times faster')).toHaveText(/^\d(\.\d)?$/);
});
