/** Lesson 12 as its readers use it: a cut, three phases, what was reborn, and a first pair of twins. */

import type { Page } from '@playwright/test';
import { RUN_MS } from '../tools/house/patience.mjs';
import { expect, findBeat, openPage, visitTest as test } from './support/lab.ts';

const LESSON = '/lessons/12-dense-sparse-dense';

const findCount = (page: Page, beat: string, label: string) =>
  findBeat(page, beat).locator('dl > div', { hasText: label }).locator('dd');

test('cuts the trained net live, and tells who won once the guess stands', async ({ page }) => {
  await openPage(page, LESSON);
  const beat = findBeat(page, 'predict');
  await expect(findCount(page, 'predict', 'Wrong after the cut')).toHaveText('135 of 10,000', {
    timeout: RUN_MS,
  });
  await expect(beat.getByText('In 0 of 5')).toHaveCount(0);
  await beat.getByText('3', { exact: true }).click();
  await beat.getByRole('button', { name: /commit/i }).click();
  await expect(beat.getByText('In 0 of 5')).toBeVisible();
});

test('trains in three phases to the numbers of the text, and shows what was reborn', async ({ page }) => {
  await openPage(page, LESSON, { beat: 'phases' });
  await findBeat(page, 'phases').getByRole('button', { name: 'Dense, sparse, dense' }).click();
  for (const [label, wrong] of [
    ['Wrong, dense', '476'],
    ['Wrong, sparse', '336'],
    ['Wrong, re-dense', '282'],
  ] as const)
    await expect(findCount(page, 'phases', label)).toContainText(wrong, { timeout: RUN_MS });
  await expect(page.locator('#phase-again svg').first()).toBeVisible();
  await expect(findCount(page, 'reborn', 'With the sign they had')).toHaveText('50.8 %');
});

test('trains twins one pair after the other', async ({ page }) => {
  await openPage(page, LESSON, { beat: 'pairs', model: 'lenet-5', pairs: '3' });
  const beat = findBeat(page, 'pairs');
  await beat.getByRole('button', { name: 'Fill in the curves' }).click();
  await expect(findCount(page, 'pairs', 'The detour wins')).toContainText('of 1', { timeout: RUN_MS });
  await beat.getByRole('button', { name: 'Stop' }).click();
  await expect(beat.getByRole('button', { name: 'Fill in the missing points' })).toBeVisible();
});
