/**
 * The shell and the bench as a student, an instructor and a self-learner use them: link, languages, keys,
 * runs.
 */
import type { Page } from '@playwright/test';
import { RUN_MS } from '../tools/house/patience.mjs';
import { expect, findBarriers, openPage, readLink, test } from './support/lab.ts';

const LESSON = '/lessons/01-magnitude-pruning';

test.describe('the link', () => {
  test('works with its parameters in front of the hash, too', async ({ page }) => {
    await page.goto('./?lang=zh&theme=dark#/settings');
    await expect(page.getByRole('heading', { level: 1, name: '设置' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  });

  test('keeps a control when language and theme are switched, and back', async ({ page }) => {
    await openPage(page, LESSON, { level: '0.75', scope: 'layer', beat: 'cut' });
    const slider = page.locator('input[type="range"][aria-valuetext="75%"]').first();
    await expect(slider).toBeVisible();
    await slider.press('ArrowRight');
    await expect.poll(() => Number(readLink(page).get('level'))).toBeGreaterThan(0.75);
    const level = readLink(page).get('level');
    await page.getByRole('button', { name: '中文' }).click();
    await expect(page.getByRole('heading', { name: '只剪，不训练' })).toBeVisible();
    await page.getByRole('combobox', { name: '主题' }).selectOption('projector');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'projector');
    expect(readLink(page).get('level')).toBe(level);
    expect(readLink(page).get('lang')).toBe('zh');
    await page.reload();
    await expect(page.getByRole('heading', { name: '只剪，不训练' })).toBeVisible();
    expect(readLink(page).get('level')).toBe(level);
  });

  test('of the menu leads back to what was left, and the bench’s own changes nothing there', async ({
    page,
  }) => {
    await openPage(page, '/bench');
    const model = page.getByRole('combobox', { name: 'Model' });
    await page.getByText('Recipes kept by name').click();
    await page.getByRole('button', { name: 'Use lenet-300-100, quick in A' }).click();
    await model.selectOption('lenet-5');
    const bits = page.getByRole('textbox', { name: 'Bits of a code' });
    await expect(bits).toHaveValue('6');
    await page.getByRole('link', { name: 'Lessons' }).click();
    await page.getByRole('link', { name: 'Bench', exact: true }).click();
    await expect(model).toHaveValue('lenet-5');
    await expect(bits).toHaveValue('6');
    await page.getByRole('link', { name: 'Bench', exact: true }).click();
    await expect(bits).toHaveValue('6');
    await expect(model).toHaveValue('lenet-5');
    await page.reload();
    await expect(model).toHaveValue('lenet-5');
    await expect(bits).toHaveValue('6');
  });

  test('brings a number that is out of range into range, and says so', async ({ page }) => {
    await openPage(page, LESSON, { level: '7', beat: 'cut' });
    await expect(page.getByText('The link asked for level = “7”')).toBeVisible();
  });
});

test.describe('the keyboard', () => {
  test('opens the list of shortcuts, and closes it', async ({ page }) => {
    await openPage(page, '/');
    await page.keyboard.press('?');
    const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(list).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(list).toBeHidden();
  });

  test('jumps over the header', async ({ page }) => {
    await openPage(page, '/');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Skip to the content' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
  });

  test('walks a lesson in presenter mode, even from a slider, and leaves it', async ({ page }) => {
    await openPage(page, LESSON);
    await expect(page.getByRole('heading', { name: 'Guess first' })).toBeVisible();
    await page.keyboard.press('p');
    const bar = page.getByRole('navigation', { name: 'Presenter mode' });
    await expect(bar).toContainText('1 of 10');
    await page.keyboard.press('ArrowRight');
    await expect(bar).toContainText('2 of 10');
    await expect(page.getByRole('heading', { name: 'Guess first' })).toBeHidden();
    await page.locator('input[type="range"]:visible').first().focus();
    await page.keyboard.press('PageDown');
    await expect(bar).toContainText('3 of 10');
    expect(readLink(page).get('beat')).toBe('train');
    await page.keyboard.press('PageUp');
    await expect(bar).toContainText('2 of 10');
    await page.keyboard.press('Escape');
    await expect(bar).toBeHidden();
    await expect(page.getByRole('heading', { name: 'Cut, and do nothing else' })).toBeInViewport();
  });
});

test('a digit drawn with the keys is read by the nets, and stays when the language changes', async ({
  page,
}) => {
  await openPage(page, LESSON, { beat: 'pad', pad: 'draw' });
  const pad = page.getByRole('application', { name: 'Draw a digit' });
  await pad.focus();
  // A one: up the middle, pen down, down the middle.
  for (const key of [...Array<string>(8).fill('ArrowUp'), ' ', ...Array<string>(15).fill('ArrowDown'), ' ']) {
    await page.keyboard.press(key);
  }
  await expect(page.getByText(/dense: 1 \(\d/).first()).toBeAttached();
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.getByText(/剪枝前：1（\d/).first()).toBeAttached();
});

/** A recipe that runs in a moment, through the bench's own text field. */
async function useTinyRecipe(page: Page): Promise<void> {
  await page.getByText('As JSON').click();
  await page.getByLabel(/Edit it here/).fill(
    JSON.stringify({
      version: 1,
      seed: 7,
      dataset: { name: 'mnist', trainExamples: 500 },
      model: { name: 'lenet-300-100' },
      stages: [
        {
          kind: 'train',
          epochs: 1,
          batchSize: 50,
          optimizer: { kind: 'adam', learningRate: 0.001 },
        },
        { kind: 'prune', sparsity: 0.9 },
      ],
    }),
  );
  await page.getByRole('button', { name: 'Use this text' }).click();
}

test.describe('the bench', () => {
  test('runs a recipe, weighs the model, keeps the run over a reload', async ({ page }) => {
    await openPage(page, '/bench');
    await useTinyRecipe(page);
    await expect(page.getByLabel('Training images')).toHaveValue('500');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.getByText(/^Finished in/)).toBeVisible({ timeout: RUN_MS });
    const scales = page.getByRole('region', { name: 'On the scales' });
    await expect(scales.getByText(/Run A has .*B on disk/).first()).toBeVisible();
    const after = page.getByRole('region', { name: 'After each stage' });
    await page.setViewportSize({ width: 360, height: 900 });
    // A table that is wider than the page scrolls by itself, and can be reached by keyboard.
    await expect(after).toHaveAttribute('tabindex', '0');
    await expect.poll(() => findBarriers(page, 'structure')).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 720 });
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save the model' }).click();
    expect((await download).suggestedFilename()).toBe('lenet-300-100-pruned.fwm');
    const saved = page.getByRole('region', { name: 'Saved runs' }).getByRole('row');
    await expect(saved).toHaveCount(2);
    await expect.poll(() => readLink(page).get('a')).not.toBeNull();
    await page.reload();
    await expect(page.getByLabel('Training images')).toHaveValue('500');
    await expect(saved).toHaveCount(2);
    await page.getByRole('checkbox', { name: 'Compare run 1' }).check();
    await expect(scales.getByText(/lenet-300-100 #1 has/).first()).toBeVisible();
  });

  test('takes a recipe kept by name, and prunes while it trains, removes dead units and sets layers apart by its form', async ({
    page,
  }) => {
    await openPage(page, '/bench');
    await page.getByText('Recipes kept by name').click();
    await page.getByRole('button', { name: 'Use lenet-300-100, quick in A' }).click();
    await expect(page.getByText('5. Code the file', { exact: true })).toBeVisible();
    const prune = page.getByRole('listitem').filter({ hasText: '1. Prune' });
    await expect(prune.getByRole('textbox', { name: 'fc1' })).toHaveValue('92');
    // The link follows when the reader rests.
    await expect.poll(() => readLink(page).get('a')).not.toBeNull();
    await page.reload();
    await expect(page.getByText('5. Code the file', { exact: true })).toBeVisible();

    await useTinyRecipe(page);
    const train = page.getByRole('listitem').filter({ hasText: '1. Train' });
    await train.getByText('Prune while it trains').click();
    await train.getByRole('combobox', { name: 'Sparsity at the end set' }).selectOption('layer by layer');
    const fc1 = train.getByRole('textbox', { name: 'fc1' });
    await fc1.fill('95');
    await fc1.press('Enter');
    await train.getByRole('textbox', { name: 'Steps between cuts' }).fill('2');
    await train.getByRole('textbox', { name: 'Steps between cuts' }).press('Enter');
    const last = page.getByRole('listitem').filter({ hasText: '2. Prune' });
    await last.getByText('Then take away units that no answer depends on').click();
    await expect(page.getByLabel(/Edit it here/)).toHaveValue(
      /"fc1": 0\.95[\s\S]*"every": 2[\s\S]*"removeDeadUnits": true/,
    );
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.getByText(/^Finished in/)).toBeVisible({ timeout: RUN_MS });
    const left = page.getByRole('table', { name: 'After each stage' }).getByRole('row').nth(1);
    await expect(left).toContainText(/5\.\d+\s%/);
  });

  test('says which field of a recipe is wrong, and changes nothing', async ({ page }) => {
    await openPage(page, '/bench');
    await page.getByText('As JSON').click();
    await page.getByLabel(/Edit it here/).fill('{"version": 1, "seed": -3}');
    await page.getByRole('button', { name: 'Use this text' }).click();
    await expect(page.getByText(/Seed: .*got -3/)).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Seed', exact: true })).toHaveValue('1');
  });

  test('shows its example for a recipe in the link that makes no sense', async ({ page }) => {
    await openPage(page, '/bench', { a: 'no recipe at all' });
    await expect(page.getByText(/The recipe in the link cannot be used/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeEnabled();
  });

  test('sets a number that is typed out of range to the nearest one', async ({ page }) => {
    await openPage(page, '/bench');
    const epochs = page.getByRole('textbox', { name: 'Epochs' }).first();
    await epochs.fill('99999');
    await epochs.press('Enter');
    await expect(epochs).toHaveValue('1000');
    await expect(page.getByText('From 1 to 1000; set to 1000.')).toBeVisible();
  });
});

test.describe('without a network', () => {
  test.use({ serviceWorkers: 'allow' });

  test('trains after a single visit to the lesson', async ({ page, context, problems }) => {
    await openPage(page, LESSON);
    // Kept by the service worker, though most of it was fetched before it was there.
    const countKept = () =>
      page.evaluate(async () => (await (await caches.open('featherweight-data')).keys()).length);
    await expect.poll(countKept, { timeout: RUN_MS }).toBeGreaterThanOrEqual(15);
    await context.setOffline(true);
    await page.goto('./#/bench');
    await page.reload();
    await useTinyRecipe(page);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.getByText(/^Finished in/)).toBeVisible({ timeout: RUN_MS });
    await context.setOffline(false);
    problems.length = 0;
  });
});

test('settings survive a reload and go back to the original', async ({ page }) => {
  await openPage(page, '/settings');
  await page.getByText('Dark', { exact: true }).last().click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.goto('./');
  await page.goto('./#/settings');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('button', { name: 'Reset to original' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
});
