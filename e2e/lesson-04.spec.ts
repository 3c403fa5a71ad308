/** Lesson 04 as its readers use it: by mouse, by keyboard and by link. */

import type { Page } from '@playwright/test';
import { RUN_MS } from '../tools/house/patience.mjs';
import { expect, findBeat, openPage, readLink, visitTest as test } from './support/lab.ts';

const LESSON = '/lessons/04-linear-quantization';

const findCount = (page: Page, beat: string, label: string) =>
  findBeat(page, beat).locator('dl > div', { hasText: label }).locator('dd');

test('draws the guess, takes it, and shows what was measured', async ({ page }) => {
  await openPage(page, LESSON);
  await expect(page.locator('#guess-histogram svg').first()).toBeVisible({ timeout: RUN_MS });
  const beat = findBeat(page, 'predict');
  await beat.getByText('3', { exact: true }).click();
  await expect(page.locator('#guess-histogram')).toContainText('8 values');
  await beat.getByRole('button', { name: /commit/i }).click();
  await expect(beat.locator('[data-verdict]')).toContainText('5', { timeout: RUN_MS });
  await expect(page.locator('#guess-curve svg').first()).toBeVisible();
});

test('presses bits of a float, and magnifies until floats stand apart', async ({ page }) => {
  await openPage(page, LESSON, { beat: 'line' });
  const float = findCount(page, 'line', 'The float');
  await expect(float).toContainText('0.7');
  await page.getByRole('button', { name: 'sign 1' }).click();
  await expect(float).toContainText('−0.7');
  await page.getByRole('button', { name: 'exponent 1' }).click();
  await expect(float).toContainText('−1.4');
  const slider = findBeat(page, 'line').getByRole('slider', { name: 'Magnified' });
  await slider.focus();
  await page.keyboard.press('End');
  await expect(page.locator('#float-line')).toContainText('23 of 23');
});

test('clips the weights by the handles, also from the keyboard, and counts anew', async ({ page }) => {
  await openPage(page, LESSON, { beat: 'grid', bits: '2' });
  const wrong = findCount(page, 'grid', 'Wrong on the grid');
  await expect(wrong).toContainText('567', { timeout: RUN_MS });
  const handle = page.locator('#grid-histogram').getByRole('slider', { name: 'Clipping limit' });
  // From the largest weight inwards, as often as it takes to cut one off.
  await expect(async () => {
    await handle.press('PageDown');
    const error = findCount(page, 'grid', 'Squared error');
    await expect(error).not.toContainText(', 0 % clipping', { timeout: 1000 });
  }).toPass();
  await expect.poll(() => readLink(page).get('range')).toBe('deviations');
  await expect(wrong).not.toContainText('567', { timeout: RUN_MS });
});

test('steps through a product in whole numbers to its end', async ({ page }) => {
  await openPage(page, LESSON, { beat: 'integers', bits: '8' });
  const beat = findBeat(page, 'integers');
  await expect(beat.locator('table')).toContainText('1 / 25', { timeout: RUN_MS });
  for (let step = 0; step < 24; step++) await beat.getByRole('button', { name: 'One step' }).click();
  await expect(beat.locator('[data-worked]')).toContainText('≫');
  await expect(findCount(page, 'integers', 'Apart by')).toContainText('%');
});
