/**
 * Lesson 01 as a student works through it: guess, brush, train, retrain, curves, masks, pad, ledger,
 * exercises.
 */

import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { RUN_MS } from '../tools/house/patience.mjs';
import { expect, findBeat, openPage, readLink, visitTest as test } from './support/lab.ts';

const LESSON = '/lessons/01-magnitude-pruning';

/** Waits until the count under the cut is there, on all test images, and returns it. */
async function readWrong(page: Page): Promise<number> {
  const entry = findBeat(page, 'cut').locator('dl > div', { hasText: 'Wrong after the cut' });
  await expect(entry).toContainText('of 10,000', { timeout: RUN_MS });
  await expect(entry).toHaveAttribute('aria-busy', 'false');
  return Number((await entry.locator('dd').innerText()).split(/\s/)[0]!.replaceAll(',', ''));
}

async function chooseQuickRetraining(page: Page): Promise<void> {
  const beat = findBeat(page, 'retrain');
  await beat.getByRole('button', { name: 'Cut and retrain' }).click();
  await expect(beat.getByText(/^Done: /)).toBeVisible({ timeout: RUN_MS });
}

test('asks first, then shows the measured curve beside the guess', async ({ page }) => {
  await openPage(page, LESSON);
  await expect(page.locator('#guess-mask canvas')).toBeVisible();
  const beat = findBeat(page, 'predict');
  await expect(page.locator('#guess-curve')).toHaveCount(0);
  const before = await page.locator('#guess-mask').innerText();
  await beat.getByRole('slider', { name: 'Your guess' }).press('PageUp');
  await expect.poll(() => page.locator('#guess-mask').innerText()).not.toBe(before);
  await beat.getByRole('button', { name: 'Commit to it' }).click();
  await expect(page.locator('#guess-curve')).toBeVisible();
  await expect(beat.locator('[data-verdict]')).toBeVisible({ timeout: RUN_MS });
  // The text quotes the level that this page has just measured.
  const measured = await beat.locator('[data-verdict] dd').last().innerText();
  const quoted = await beat.locator('[data-of="freeLevel"]').innerText();
  expect(quoted.replace(/\s/g, '')).toBe(measured.replace(/\s/g, ''));
});

test('counts wrong images as the threshold moves, and says so in the link', async ({ page }) => {
  await openPage(page, LESSON, { beat: 'cut', level: '0.5' });
  const light = await readWrong(page);
  const handle = page.locator('#weights-cut').getByRole('slider', { name: 'Pruning threshold' });
  await handle.focus();
  for (let press = 0; press < 6; press++) await handle.press('PageUp');
  await expect.poll(() => Number(readLink(page).get('level'))).toBeGreaterThan(0.5);
  const deep = findBeat(page, 'cut').getByRole('button', { name: '90 % of each layer' });
  await deep.click();
  await expect.poll(() => readLink(page).get('scope')).toBe('layer');
  await expect.poll(() => readWrong(page)).toBeGreaterThan(light);
  // The text quotes what the figure counts.
  const quoted = await findBeat(page, 'cut').locator('[data-of="cutWrong90Layer"]').innerText();
  expect(await readWrong(page)).toBe(Number(quoted.replaceAll(',', '')));
});

test('trains from random weights, pauses, steps, and goes on', async ({ page }) => {
  // Long enough to be paused on any machine.
  await openPage(page, LESSON, { beat: 'train', epochs: '4' });
  const beat = findBeat(page, 'train');
  // The page may still be taking in the link when its heading is there already.
  await expect(beat.getByRole('textbox', { name: 'Epochs' })).toHaveValue('4');
  await beat.getByRole('button', { name: 'Train', exact: true }).click();
  const paused = beat.getByText(/^Paused at step [\d,]+ of 2,400/);
  // A press right behind another is taken for a doubled one, and does nothing.
  await expect(async () => {
    if (!(await paused.isVisible()))
      await beat.getByRole('button', { name: 'Pause' }).click({ timeout: 1000 });
    await expect(paused).toBeVisible({ timeout: 1000 });
  }).toPass();
  const step = Number(/step ([\d,]+)/.exec(await paused.innerText())![1]!.replaceAll(',', ''));
  await beat.getByRole('button', { name: 'One step' }).click();
  const next = (step + 1).toLocaleString('en');
  await expect(beat.getByText(`Paused at step ${next} of 2,400`)).toBeVisible();
  await expect(page.locator('#weights-training svg').first()).toBeVisible();
  await beat.getByRole('button', { name: 'Go on' }).click();
  await expect(beat.getByText('Done: 2,400 steps')).toBeVisible({ timeout: RUN_MS });
  const wrong = beat.locator('dl > div', { hasText: 'Test images wrong' }).locator('dd');
  expect(Number((await wrong.innerText()).split(/\s/)[0]!.replaceAll(',', ''))).toBeLessThan(1000);
  await beat.getByRole('button', { name: 'Reset' }).click();
  await beat.getByText('The training', { exact: true }).click();
  await expect(beat.getByText('Nothing has been trained yet.')).toBeVisible();
});

test('retrains the cut net, which then answers on the pad and passes through its own file', async ({
  page,
}) => {
  await openPage(page, LESSON, { beat: 'retrain', level: '0.95' });
  await chooseQuickRetraining(page);
  const after = findBeat(page, 'retrain')
    .locator('dl > div', { hasText: 'Wrong after retraining' })
    .locator('dd');
  await expect(after).toContainText('of 10,000');
  const wrong = (await after.innerText()).split(/\s/)[0]!;
  // What answers the question stays hidden until there is a guess.
  const told = findBeat(page, 'retrain').locator('[data-of="retrainedWrong95"]');
  await expect(told).toHaveCount(0);
  await findBeat(page, 'retrain').getByRole('button', { name: 'Commit to it' }).click();
  await expect(told).toHaveText(wrong);

  const pad = findBeat(page, 'pad');
  await pad.getByRole('button', { name: 'Where they differ' }).click();
  await expect.poll(() => readLink(page).get('image')).not.toBeNull();
  await expect(pad.locator('#answers')).toContainText('retrained');
  await pad.getByText('draw one', { exact: true }).click();
  const surface = pad.getByRole('application').or(pad.locator('[aria-label="Draw a digit"]')).first();
  const box = (await surface.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.8, { steps: 12 });
  await page.mouse.up();
  await expect(pad.locator('#answers')).toContainText(/\d %/);

  const ledger = findBeat(page, 'ledger');
  const weigh = ledger.getByRole('button', { name: 'Put them on the scales' });
  await expect(weigh).toBeDisabled();
  await ledger.getByRole('button', { name: 'Commit to it' }).first().click();
  await ledger.getByText('2 ×', { exact: true }).click();
  await ledger.getByRole('button', { name: 'Commit to it' }).click();
  await weigh.click();
  await expect(ledger.locator('#ledger')).toContainText('smaller', { timeout: RUN_MS });
  await expect(ledger.locator('[data-verdict]')).toHaveCount(2);
  await ledger.getByText('Files', { exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    ledger.getByRole('button', { name: 'Download the retrained net' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('lenet-300-100-retrained.fwm');
  const bytes = await readFile((await download.path())!);
  await ledger.locator('input[type="file"]').setInputFiles({ name: 'mine.fwm', mimeType: '', buffer: bytes });
  await expect(ledger.getByText(/^mine\.fwm holds lenet-300-100/)).toBeVisible();
  await ledger.getByText('The scales', { exact: true }).click();
  await expect(ledger.locator('#ledger')).toContainText('your file', { timeout: RUN_MS });
  await ledger.getByText('Files', { exact: true }).click();

  const spoiled = Buffer.from(bytes);
  spoiled[bytes.length >> 1]! ^= 1;
  await ledger
    .locator('input[type="file"]')
    .setInputFiles({ name: 'spoiled.fwm', mimeType: '', buffer: spoiled });
  await expect(ledger.getByText(/checksum|damaged/i)).toBeVisible();
});

test('fills in the curves point by point', async ({ page }) => {
  await openPage(page, LESSON, { beat: 'curve' });
  const beat = findBeat(page, 'curve');
  await beat.getByRole('button', { name: 'Fill in the curves' }).click();
  await expect(page.locator('#sparsity-curves')).toContainText('iterative', { timeout: RUN_MS });
  await beat.getByRole('button', { name: 'Stop' }).click();
  await expect(beat.getByRole('button', { name: 'Fill in the missing points' })).toBeVisible();
});

test('checks exercise 3 by the property it asks for', async ({ page }) => {
  const frame = { beat: 'exercises', scope: 'own', levels: 'fc1:0.88,fc2:0,fc3:0' };
  await openPage(page, LESSON, frame);
  await expect(page.locator('#weights-cut svg').first()).toBeVisible({ timeout: RUN_MS });
  const third = findBeat(page, 'exercises').locator('section', { hasText: 'Exercise 3' });
  // A check that comes before the net says so, and to try again.
  await expect(async () => {
    await third.getByRole('button', { name: 'Check my work' }).click();
    await expect(third.getByText(/on its way/)).toBeHidden();
    await expect(third.getByText(/Not one weight on the outermost pixels/)).toBeVisible();
  }).toPass({ timeout: RUN_MS });
});

test('hides the answers for a teacher’s link', async ({ page }) => {
  await openPage(page, LESSON, { answers: 'hidden', beat: 'exercises' });
  await expect(findBeat(page, 'exercises').getByText('A hint').first()).toBeVisible();
  await expect(findBeat(page, 'exercises').getByText('One way to do it')).toHaveCount(0);
});
