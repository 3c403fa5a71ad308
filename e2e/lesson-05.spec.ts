/** Lesson 05 as its readers use it: guesses, steps, a row of the net, published drops, and the clock. */

import type { Page } from '@playwright/test';
import { RUN_MS } from '../tools/house/patience.mjs';
import { expect, findBeat, openPage, visitTest as test } from './support/lab.ts';

const LESSON = '/lessons/05-binary-ternary';

const findCount = (page: Page, beat: string, label: string) =>
  findBeat(page, beat).locator('dl > div', { hasText: label }).locator('dd');

test('takes the guess, and shows what signs alone get wrong', async ({ page }) => {
  await openPage(page, LESSON);
  await expect(page.locator('#predict-signs canvas, #predict-signs svg').first()).toBeVisible({
    timeout: RUN_MS,
  });
  const wrong = findCount(page, 'predict', 'Wrong with signs alone');
  await expect(wrong).toHaveText('–');
  await findBeat(page, 'predict')
    .getByRole('button', { name: /commit/i })
    .click();
  await expect(wrong).toContainText('719', { timeout: RUN_MS });
});

test('moves the latent weight until its sign turns', async ({ page }) => {
  await openPage(page, LESSON, { beat: 'sign' });
  const beat = findBeat(page, 'sign');
  const used = findCount(page, 'sign', 'What the net uses');
  await expect(used).toHaveText('−1');
  for (let step = 0; step < 5; step++) await beat.getByRole('button', { name: 'One step' }).click();
  await expect(used).toHaveText('+1');
});

test('multiplies signs by counting, also those of two neurons that a link names', async ({ page }) => {
  await openPage(page, LESSON, { beat: 'product', a: '2', b: '91' });
  const beat = findBeat(page, 'product');
  for (let step = 0; step < 6; step++) await beat.getByRole('button', { name: 'One step' }).click();
  await expect(findCount(page, 'product', 'Product')).toHaveText('−2');
  await beat.locator('[data-part="views"]').getByText('Sixty-four of the net').click();
  await expect(findCount(page, 'product', 'Product')).toHaveText('24', { timeout: RUN_MS });
});

test('holds published drops back until a guess stands', async ({ page }) => {
  await openPage(page, LESSON, { beat: 'drops' });
  const beat = findBeat(page, 'drops');
  const published = beat.getByText(/ResNet-18 · ImageNet/);
  await expect(beat.getByRole('button', { name: 'Fill in the curves' })).toBeVisible({ timeout: RUN_MS });
  await expect(published).toHaveCount(0);
  await beat.getByRole('button', { name: /commit/i }).click();
  await expect(beat.locator('[data-verdict]')).toContainText('8.8');
  await expect(published.first()).toBeVisible();
});

test('counts what is left of the promise, and starts the clock once a guess stands', async ({ page }) => {
  await openPage(page, LESSON, { beat: 'speed', layer: 'conv2' });
  const beat = findBeat(page, 'speed');
  await expect(beat.locator('[data-reason="promised"]')).toContainText('56.7', { timeout: RUN_MS });
  await expect(beat.locator('[data-reason="edges"]')).toContainText('11.8');
  const start = beat.getByRole('button', { name: 'Make the net of signs and time it' });
  await expect(start).toBeDisabled();
  await beat.getByText('10 ×', { exact: true }).click();
  await beat.getByRole('button', { name: /commit/i }).click();
  await expect(start).toBeEnabled({ timeout: RUN_MS });
});
