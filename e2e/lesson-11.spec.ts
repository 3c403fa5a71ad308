/** Lesson 11 as its readers use it: a softened answer, a race, and a digit that no image has shown. */

import type { Page } from '@playwright/test';
import { RUN_MS } from '../tools/house/patience.mjs';
import { expect, findBeat, openPage, visitTest as test } from './support/lab.ts';

const LESSON = '/lessons/11-distillation';

const findCount = (page: Page, beat: string, label: string) =>
  findBeat(page, beat).locator('dl > div', { hasText: label }).locator('dd');

test('softens two logits as the text says, and holds the answer until the guess stands', async ({ page }) => {
  await openPage(page, LESSON, { beat: 'temperature', temperature: '1' });
  await expect(findCount(page, 'temperature', 'First:')).toHaveText('0.982', { timeout: RUN_MS });
  await openPage(page, LESSON, { beat: 'temperature', temperature: '10' });
  await expect(findCount(page, 'temperature', 'First:')).toHaveText('0.599');
  await expect(findBeat(page, 'predict').getByText('It knows')).toHaveCount(0);
});

test('races three students on the same images', async ({ page }) => {
  await openPage(page, LESSON, { beat: 'race', images: '500' });
  const beat = findBeat(page, 'race');
  await beat.getByRole('button', { name: 'Start the race' }).click();
  await expect(page.locator('#race-chart svg').first()).toBeVisible({ timeout: RUN_MS });
  await expect(beat.getByText('At the end: by labels')).toContainText('soft targets and a hint', {
    timeout: RUN_MS,
  });
});

test('knows a digit that no image has shown, once its bias is put right', async ({ page }) => {
  await openPage(page, LESSON, { beat: 'left', images: '500', shift: '3' });
  await findBeat(page, 'left').getByRole('button', { name: 'Train without this digit' }).click();
  const known = findCount(page, 'left', 'Known, shifted');
  await expect(known).toContainText('%', { timeout: RUN_MS });
});
