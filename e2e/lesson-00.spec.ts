/**
 * Lesson 00 as its readers use it: a guess that opens where the power goes, areas that fill a square, a net
 * made small, and what that is worth to a battery.
 */

import type { Page } from '@playwright/test';
import { RUN_MS } from '../tools/house/patience.mjs';
import { expect, findBeat, openPage, visitTest as test } from './support/lab.ts';

const LESSON = '/lessons/00-why-compress';

const findCount = (page: Page, beat: string, label: string) =>
  findBeat(page, beat).locator('dl > div', { hasText: label }).locator('dd').first();

test('keeps what the power is for until the guess stands', async ({ page }) => {
  await openPage(page, LESSON);
  const beat = findBeat(page, 'predict');
  await expect(findCount(page, 'predict', 'Power')).toHaveText('12.9 W');
  await expect(findCount(page, 'predict', 'fetching weights')).toHaveText('–');
  await beat.getByRole('button', { name: /commit/i }).click();
  await expect(findCount(page, 'predict', 'fetching weights')).toHaveText('12.8 W');
  await expect(beat.getByText('173 ×')).toBeVisible();
});

test('packs operations into a read by dragging, and by words', async ({ page }) => {
  await openPage(page, LESSON, { beat: 'areas', count: '6400' });
  await expect(findCount(page, 'areas', 'Of one read')).toHaveText('100 %');
  await findBeat(page, 'areas').getByRole('button', { name: 'A float32 multiplication' }).click();
  await expect(findCount(page, 'areas', 'Fit into it')).toHaveText('173');
  const square = page.locator('#areas-pack svg').first();
  await square.scrollIntoViewIfNeeded();
  const box = (await square.boundingBox())!;
  await page.mouse.move(box.x + 20, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 60, box.y + 60, { steps: 4 });
  await page.mouse.up();
  await expect(findCount(page, 'areas', 'Of one read')).toHaveText(/^\d\.?\d* %$/);
});

test('makes a net small in a moment, and solves the first exercise with it', async ({ page }) => {
  await openPage(page, LESSON, { beat: 'joules', kept: '0.12', bits: '4' });
  await findBeat(page, 'joules').getByRole('button', { name: 'Make it small' }).click();
  // Of the text: 12 % and 4 bits, 286 wrong.
  await expect(findCount(page, 'joules', 'Yours, wrong')).toHaveText('286', { timeout: RUN_MS });
  await expect(page.locator('#joules-length [data-row="own"]').first()).toBeVisible();
  await findBeat(page, 'exercises').getByRole('button', { name: 'Check my work' }).first().click();
  await expect(findBeat(page, 'exercises').getByText('it lies on the chip')).toBeVisible();
});

test('lets a battery last longer with whole numbers', async ({ page }) => {
  await openPage(page, LESSON, { beat: 'battery', model: 'resnet-20' });
  await expect(findCount(page, 'battery', 'Lasts')).toHaveText('4.59 h');
  await findBeat(page, 'battery').getByRole('button', { name: 'int8' }).click();
  await expect(findCount(page, 'battery', 'Lasts')).toHaveText('29 h');
});
