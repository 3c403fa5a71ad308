/** Lesson 02 as its three readers use it: by mouse, by keyboard and by link, in both languages. */

import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { RUN_MS } from '../tools/house/patience.mjs';
import { expect, findBeat, openPage, readLink, visitTest as test } from './support/lab.ts';

const LESSON = '/lessons/02-weight-sharing';

/** The net is loaded and its first picture drawn. */
async function waitForNet(page: Page): Promise<void> {
  await expect(page.locator('#guess-histogram svg').first()).toBeVisible({ timeout: RUN_MS });
}

test('draws the guess, takes it, and shows what was measured', async ({ page }) => {
  await openPage(page, LESSON);
  await waitForNet(page);
  const beat = findBeat(page, 'predict');
  await beat.getByText('8', { exact: true }).click();
  await expect(page.locator('#guess-histogram')).toContainText('8 different values');
  await beat.getByRole('button', { name: /commit/i }).click();
  await expect(beat.locator('[data-verdict]')).toContainText('16', { timeout: RUN_MS });
  await expect(page.locator('#guess-curve svg').first()).toBeVisible();
});

test('opens any weight to its arithmetic, by arrow keys and by link', async ({ page }) => {
  await openPage(page, LESSON, { beat: 'codebook', fc: '3', at: '350-7' });
  const lens = page.locator('[data-lens]');
  await expect(lens).toHaveAttribute('data-lens', String(350 * 300 + 7));
  await expect(lens).toContainText('as 3 bits');
  const reader = page.locator('#codes [role="slider"]');
  await reader.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(lens).toHaveAttribute('data-lens', String(351 * 300 + 8));
  await expect.poll(() => readLink(page).get('at')).toBe('351-8');
  await expect(reader).toHaveAttribute('aria-valuetext', /code \d/);
});

test('steps, plays and resets the starts, and solves the layer exactly', async ({ page }) => {
  await openPage(page, LESSON, { beat: 'starts', prune: '0.9', k: '6' });
  const beat = findBeat(page, 'starts');
  await expect(page.locator('#start-optimal svg').first()).toBeVisible({ timeout: RUN_MS });
  const error = async () => (await page.locator('#start-linear').innerText()).match(/error ([\d.]+)/)?.[1];
  const before = Number(await error());
  await beat.getByRole('button', { name: 'One step' }).click();
  await expect.poll(async () => Number(await error())).toBeLessThan(before);
  await beat.getByRole('button', { name: 'Play' }).click();
  await beat.getByRole('button', { name: 'Pause' }).click();
  await beat.getByRole('button', { name: 'Back to the start' }).click();
  await expect.poll(async () => Number(await error())).toBe(before);
});

test('answers with error and bytes while the bits move', async ({ page }) => {
  await openPage(page, LESSON, { beat: 'bits' });
  const beat = findBeat(page, 'bits');
  const wrong = beat.locator('dl > div', { hasText: 'Wrong after sharing' }).locator('dd');
  await expect(wrong).toContainText('of 10,000', { timeout: RUN_MS });
  await expect(wrong).toContainText('140');
  const file = beat.locator('dl > div', { hasText: 'File' }).locator('dd');
  await expect(file).toContainText('7.9 times smaller', { timeout: RUN_MS });
  const slider = beat.getByRole('slider', { name: 'Bits for a weight' });
  await slider.focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => readLink(page).get('fc')).toBe('3');
  await expect(wrong).toContainText('164', { timeout: RUN_MS });
  await expect(page.locator('#shared-histogram')).toContainText('8 values');
});

test('walks the worked example to the published values', async ({ page }) => {
  await openPage(page, LESSON, { beat: 'example' });
  const beat = findBeat(page, 'example');
  const figure = page.locator('#example');
  for (const _ of [1, 2, 3, 4]) await beat.getByRole('button', { name: 'One step' }).click();
  for (const value of ['1.96', '1.48', '−0.04', '−0.97'])
    await expect(figure.locator('svg').first()).toContainText(`→ ${value}`);
  // The link follows when the reader rests.
  await expect.poll(() => readLink(page).get('step')).toBe('update');
  await beat.getByRole('button', { name: 'Back to the start' }).click();
  await expect(figure.locator('svg').first()).not.toContainText('→');
});

test('takes the same step on the live layer, and the loss falls', async ({ page }) => {
  await openPage(page, LESSON, { beat: 'live', liveStep: 'update' });
  const beat = findBeat(page, 'live');
  await expect(page.locator('#live-step svg').first()).toContainText('→', { timeout: RUN_MS });
  const loss = async (name: string) =>
    Number.parseFloat(
      await beat.locator('dl > div', { hasText: name }).locator('dd').innerText({ timeout: RUN_MS }),
    );
  await expect.poll(() => loss('Loss after the step'), { timeout: RUN_MS }).toBeGreaterThan(0);
  expect(await loss('Loss after the step')).toBeLessThan(await loss('Loss on these images'));
});

test('trains the values, asks all nets, weighs them, and opens its own file', async ({ page }) => {
  await openPage(page, LESSON, { beat: 'tune', fc: '2' });
  const tune = findBeat(page, 'tune');
  await tune.getByRole('button', { name: 'Share and train the values' }).click();
  await expect(tune.getByText(/^Done:/)).toBeVisible({ timeout: RUN_MS });
  const after = tune.locator('dl > div', { hasText: 'Wrong after training' }).locator('dd');
  await expect(after).toContainText('of 10,000');
  const wrong = (await after.innerText()).split(/\s/)[0]!;
  await expect(tune.locator('[data-of="tuned4"]')).toHaveCount(0);
  await tune.getByRole('button', { name: 'Commit to it' }).click();
  await expect(tune.locator('[data-of="tuned4"]')).toHaveText(wrong);
  await expect(page.locator('#moves svg').first()).toBeVisible();

  const pad = findBeat(page, 'pad');
  await pad.getByRole('button', { name: 'Where they differ' }).click();
  await expect.poll(() => readLink(page).get('image')).not.toBeNull();
  await expect(pad.locator('#answers')).toContainText('values trained');

  const ledger = findBeat(page, 'ledger');
  await ledger.getByRole('button', { name: 'Commit to it' }).first().click();
  await ledger.getByText('1 ×', { exact: true }).click();
  await ledger.getByRole('button', { name: 'Commit to it' }).click();
  await ledger.getByRole('button', { name: 'Put them on the scales' }).click();
  await expect(ledger.locator('#ledger')).toContainText('smaller', { timeout: RUN_MS });
  await ledger.getByText('Files', { exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    ledger.getByRole('button', { name: 'Download the values trained net' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('lenet-300-100-tuned.fwm');
  const bytes = await readFile((await download.path())!);
  await ledger.locator('input[type="file"]').setInputFiles({ name: 'mine.fwm', mimeType: '', buffer: bytes });
  await expect(ledger.getByText(/^mine\.fwm holds lenet-300-100/)).toBeVisible();
  await ledger.getByText('The scales', { exact: true }).click();
  await expect(ledger.locator('#ledger')).toContainText('your file', { timeout: RUN_MS });
});

test('fills in curves point by point, pauses and stops', async ({ page }) => {
  await openPage(page, LESSON, { beat: 'large', prune: '0.9' });
  const beat = findBeat(page, 'large');
  await beat.getByRole('button', { name: 'count images' }).click();
  await beat.getByRole('button', { name: 'Fill in the curves' }).click();
  await expect(page.locator('#start-curves svg').first()).toContainText('linear', { timeout: RUN_MS });
  await beat.getByRole('button', { name: 'Pause' }).click();
  await beat.getByRole('button', { name: 'Stop' }).click();
  await expect(beat.getByRole('button', { name: 'Fill in the missing points' })).toBeVisible();
});

test('checks exercise 1 by the property it asks for', async ({ page }) => {
  await openPage(page, LESSON, { beat: 'exercises', fc: '3' });
  const first = findBeat(page, 'exercises').locator('section', { hasText: 'Exercise 1' });
  // What is checked is what the link has set.
  await expect(first.getByRole('textbox', { name: 'Bits for a weight' })).toHaveValue('3');
  // A check that comes before the net says so, and to try again.
  await expect(async () => {
    await first.getByRole('button', { name: 'Check my work' }).click();
    await expect(first.getByText(/on its way/)).toBeHidden();
    await expect(first.getByText(/times smaller, and \d+ more images wrong/)).toBeVisible();
  }).toPass({ timeout: RUN_MS });
});

test('hides the answers for a teacher’s link', async ({ page }) => {
  await openPage(page, LESSON, { answers: 'hidden', beat: 'exercises' });
  await expect(findBeat(page, 'exercises').getByText('A hint').first()).toBeVisible();
  await expect(findBeat(page, 'exercises').getByText('One way to do it')).toHaveCount(0);
});
