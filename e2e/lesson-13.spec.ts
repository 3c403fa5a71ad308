/**
 * Lesson 13 as its readers use it: gradients that vanish, a scale that brings them back, a run that explodes.
 */

import type { Page } from '@playwright/test';
import { RUN_MS } from '../tools/house/patience.mjs';
import { expect, findBeat, openPage, visitTest as test } from './support/lab.ts';

const LESSON = '/lessons/13-mixed-precision';

const findCount = (page: Page, beat: string, label: string) =>
  findBeat(page, beat).locator('dl > div', { hasText: label }).locator('dd');

test('counts vanishing gradients once the guess stands, and brings them back by a scale', async ({
  page,
}) => {
  await openPage(page, LESSON, { format: 'fp16', scale: '10' });
  const beat = findBeat(page, 'predict');
  await expect(page.locator('#predict-exponents svg').first()).toBeVisible({ timeout: RUN_MS });
  await expect(findCount(page, 'predict', 'Becomes zero')).toHaveText('–');
  await beat.getByRole('button', { name: /commit/i }).click();
  await expect(findCount(page, 'predict', 'Becomes zero')).toHaveText('11.4 %');
  await expect(findCount(page, 'scale', 'Becomes zero')).toHaveText('0 %');
});

test('lets a training explode by its scale, and trains on with one that halves', async ({ page }) => {
  await openPage(page, LESSON, { beat: 'train', master: 'on', scaling: 'constant', scale: '22' });
  const beat = findBeat(page, 'train');
  const start = beat.getByRole('button', { name: 'Train from random weights' });
  await start.click();
  await expect(beat.getByText('steps that overflow were taken')).toBeVisible({ timeout: RUN_MS });
  await beat.getByText('dynamic', { exact: true }).click();
  await start.click();
  await expect(beat.getByText('Done: 40 steps')).toBeVisible({ timeout: RUN_MS });
  await expect(findCount(page, 'train', 'Steps left out')).not.toHaveText(/^[0–]$/);
});
