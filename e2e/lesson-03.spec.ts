/**
 * Lesson 03 as a student works through it: guess, the four stages, a row by hand, the byte map, the file out
 * and in, exercises.
 */

import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { RUN_MS } from '../tools/house/patience.mjs';
import { expect, findBeat, measureOverflow, openPage, readLink, visitTest as test } from './support/lab.ts';

const LESSON = '/lessons/03-deep-compression';

/** The draft is made without training, within seconds. */
async function waitForDraft(page: Page): Promise<void> {
  await expect(page.locator('#pipeline [data-stage="arithmetic"]')).toContainText(/smaller|\d×/, {
    timeout: RUN_MS,
  });
}

/**
 * Waits until, at one moment of a run, one stage has its square, smaller than the dense one, and another
 * waits.
 */
async function expectMidRun(page: Page, known: string, waiting: string): Promise<void> {
  const isMidRun = ([done, next]: readonly string[]) => {
    const beat = document.querySelector('[data-beat="pipeline"]')!;
    const isLive = [...beat.querySelectorAll('button')].some(({ textContent }) => textContent === 'Pause');
    const sideOf = (stage: string | undefined) =>
      beat.querySelector(`[data-stage="${stage}"] rect[class*="square"]`)?.getBoundingClientRect().width;
    const [side, dense] = [sideOf(done), sideOf('dense')];
    const isSmaller = side !== undefined && dense !== undefined && side < 0.8 * dense;
    return isLive && isSmaller && sideOf(next) === undefined;
  };
  await page.waitForFunction(isMidRun, [known, waiting], { timeout: RUN_MS });
}

test('asks first, and the picture follows the guess', async ({ page }) => {
  await openPage(page, LESSON);
  const beat = findBeat(page, 'predict');
  await expect(page.locator('#guess-file svg')).toBeVisible();
  const before = await page.locator('#guess-file').innerText();
  await beat.getByRole('slider', { name: 'Your guess' }).press('PageUp');
  await expect.poll(() => page.locator('#guess-file').innerText()).not.toBe(before);
  await beat.getByRole('button', { name: 'Commit to it' }).click();
  await expect(beat.locator('[data-verdict]')).toBeVisible();
  await expect(page.locator('#guess-found [data-stage="arithmetic"]')).toContainText('smaller');
});

test('writes a row by hand, chooses a width, and reads the file bit by bit', async ({ page }) => {
  await openPage(page, LESSON, { beat: 'positions', index: '4' });
  await waitForDraft(page);
  const positions = findBeat(page, 'positions');
  const said = positions.getByRole('status').first();
  const before = await said.innerText();
  await positions.getByRole('button', { name: 'Next gap' }).click();
  await expect.poll(() => said.innerText()).not.toBe(before);
  const fillers = positions.locator('dl > div', { hasText: 'of them fillers' }).locator('dd');
  await expect(fillers).not.toHaveText('0');
  await positions.getByRole('button', { name: '8 bits', exact: true }).click();
  await expect.poll(() => readLink(page).get('index')).toBe('8');

  const huffman = findBeat(page, 'huffman');
  await expect(page.locator('#huffman-tree svg')).toBeVisible();
  const kraft = huffman.locator('dl > div', { hasText: 'Kraft sum' }).locator('dd');
  await expect(kraft).toHaveText('1');

  const bytes = findBeat(page, 'bytes');
  const map = page.locator('#byte-map');
  await expect(map.locator('svg')).toBeVisible({ timeout: RUN_MS });
  await expect(bytes.locator('tbody tr').first()).toContainText(/zeros/);
  await bytes.locator('tbody tr').nth(2).click();
  // Close enough for bits to be read.
  await expect(map.locator('text', { hasText: /^[01]$/ }).first()).toBeVisible();
  await bytes.getByRole('button', { name: 'Fields after' }).click();
  await expect(bytes.getByText(/^\d+–\d+ of/)).toBeVisible();
  await map.getByRole('slider').press('0');
  await expect(map.getByRole('button', { name: 'Show all' })).toBeDisabled();
  await bytes.getByText('arithmetic', { exact: true }).click();
  await expect.poll(() => readLink(page).get('coding')).toBe('arithmetic');
});

test('runs the four stages to the bytes that the text quotes; the file goes out and comes back', async ({
  page,
}) => {
  await openPage(page, LESSON, { beat: 'pipeline' });
  const beat = findBeat(page, 'pipeline');
  await beat.getByRole('button', { name: 'Run the four stages' }).click();
  // A square is drawn as soon as its file is written, while the run goes on to the next.
  await expectMidRun(page, 'pruned', 'shared');
  await expect(beat.getByText(/^Done: /)).toBeVisible({ timeout: RUN_MS });
  for (const [stage, key] of [
    ['pruned', 'prunedBytes'],
    ['shared', 'sharedBytes'],
    ['huffman', 'huffmanBytes'],
    ['arithmetic', 'arithmeticBytes'],
  ] as const) {
    const quoted = await beat.locator(`[data-of="${key}"]`).innerText();
    await expect(page.locator(`#pipeline [data-stage="${stage}"]`)).toContainText(
      quoted.replace(' ', '\u00a0'),
    );
  }
  const wrong = await beat.locator('[data-of="sharedWrong"]').innerText();
  const counted = beat.locator('dl > div', { hasText: /^Wrong\d/ }).locator('dd');
  await expect(counted).toContainText(`${wrong} of`);

  const file = findBeat(page, 'file');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    file.getByRole('button', { name: /^Download: Huffman/ }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('lenet-300-100-huffman.fwm');
  const bytes = await readFile((await download.path())!);
  const input = file.locator('input[type="file"]');
  const damaged = Buffer.from(bytes);
  damaged[Math.floor(bytes.length / 2)]! ^= 1;
  await input.setInputFiles({ name: 'damaged.fwm', mimeType: '', buffer: damaged });
  await expect(file.getByText(/its checksum should be/)).toBeVisible();
  await input.setInputFiles({ name: 'mine.fwm', mimeType: '', buffer: bytes });
  const again = file.locator('dl > div', { hasText: 'Wrong, from its bytes alone' }).locator('dd');
  await expect(again).toContainText(`${wrong}`, { timeout: RUN_MS });
  await file.getByText('Answers', { exact: true }).click();
  await expect(file.locator('#answers')).toContainText('your file');

  const exercises = findBeat(page, 'exercises');
  await exercises.getByRole('button', { name: 'Check' }).first().click();
  await expect(exercises.getByText(/the task asks for/)).toBeVisible();
});

test('clamps a nonsense link, in Chinese, on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await openPage(page, LESSON, { lang: 'zh', sparsity: '7', fc: 'x', index: '99', coding: 'nonsense' });
  // The guess of an earlier reader of this page is kept.
  await expect(page.locator('#guess-file svg, #guess-found svg')).toBeVisible();
  await expect(page.getByText('链接中 sparsity 的值“7”超出范围，现显示为 0.99。')).toBeVisible();
  await expect(page.getByText('链接中 index 的值“99”超出范围，现显示为 10。')).toBeVisible();
  expect(await measureOverflow(page)).toBeLessThanOrEqual(0);
});
