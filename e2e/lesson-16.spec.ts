/** Lesson 16 as its readers use it: a guess, a column, a small machine, the own layer, queues and joules. */

import type { Page } from '@playwright/test';
import { RUN_MS } from '../tools/house/patience.mjs';
import { expect, findBeat, openPage, visitTest as test } from './support/lab.ts';

const LESSON = '/lessons/16-eie';

const findCount = (page: Page, beat: string, label: string) =>
  findBeat(page, beat).locator('dl > div', { hasText: label }).locator('dd');

test('says how much is idle once the guess stands', async ({ page }) => {
  await openPage(page, LESSON);
  const beat = findBeat(page, 'predict');
  await expect(findCount(page, 'predict', 'The busiest')).toHaveText('13');
  await expect(findCount(page, 'predict', 'Idle, queues of 1')).toHaveText('–');
  await beat.getByRole('button', { name: /commit/i }).click();
  await expect(findCount(page, 'predict', 'Idle, queues of 1')).toHaveText('43 %');
  await expect(findCount(page, 'predict', 'Idle, queues of 8')).toHaveText('3.5 %');
});

test('stores a column that is pressed, and checks it', async ({ page }) => {
  await openPage(page, LESSON, { beat: 'column' });
  const panel = page.locator('[data-panel="column"]');
  await expect(findCount(page, 'column', 'Fillers')).toHaveText('1');
  await panel.getByText('2', { exact: true }).first().click();
  await expect(findCount(page, 'column', 'Fillers')).toHaveText('0');
  await panel.getByText('1', { exact: true }).first().click();
  await panel.getByRole('button', { name: 'All zero' }).click();
  await expect(findCount(page, 'column', 'Entries')).toHaveText('0');
  await panel.getByRole('button', { name: 'Row 17: 0' }).click();
  await expect(findCount(page, 'column', 'Entries')).toHaveText('2');
  const exercise = findBeat(page, 'exercises').getByRole('button', { name: 'Check my work' }).first();
  await exercise.click();
  await expect(findBeat(page, 'exercises').getByText('One weight, and 1 filler before it.')).toBeVisible();
});

test('walks a small matrix through four elements to the end', async ({ page }) => {
  await openPage(page, LESSON, { beat: 'walk', places: '4' });
  const step = findBeat(page, 'walk').getByRole('button', { name: 'One step' });
  for (let cycle = 0; cycle < 8; cycle++) await step.click();
  await expect(step).toBeDisabled();
  await expect(findCount(page, 'walk', 'Idle, in all')).toHaveText('13 %');
});

test('feeds the own layer, whose results are the engine’s, and skips its black columns', async ({ page }) => {
  await openPage(page, LESSON, { beat: 'layer' });
  const columns = findCount(page, 'layer', 'Columns worked on');
  await expect(columns).toHaveText('784 of 784', { timeout: RUN_MS });
  await expect(findCount(page, 'layer', 'Largest difference')).toHaveText(/^0\.\d+ %$/, { timeout: RUN_MS });
  await findBeat(page, 'layer').getByRole('button', { name: 'take the background for zero' }).click();
  await expect(columns).toHaveText('116 of 784');
  await expect(findCount(page, 'layer', 'Largest difference')).toHaveText(/^0\.0\d %$/, { timeout: RUN_MS });
});

test('simulates the paper’s layers beside the page, queue by queue, and counts joules', async ({ page }) => {
  await openPage(page, LESSON, { beat: 'queue', depth: '1' });
  const idle = findCount(page, 'queue', 'Idle');
  await expect(idle).toHaveText('43.2 %', { timeout: RUN_MS });
  await findBeat(page, 'queue').getByRole('button', { name: 'NT-We' }).click();
  await expect(idle).toHaveText('73.5 %', { timeout: RUN_MS });
  await openPage(page, LESSON, { beat: 'joules' });
  await findBeat(page, 'joules').getByRole('button', { name: 'All four together' }).click();
  await expect(findCount(page, 'joules', 'Fewer joules')).toHaveText(/^\d,\d{3} times$/, { timeout: RUN_MS });
});
