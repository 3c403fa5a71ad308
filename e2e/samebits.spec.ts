/** The same recipe gives the same model file, byte for byte, in the browser and on the command line. */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { encodeLink } from '../src/recipe/link.ts';
import type { RecipeInput } from '../src/recipe/schema.ts';
import { ROOT } from '../tools/house/paths.mjs';
import { RUN_MS } from '../tools/house/patience.mjs';
import { expect, openPage, test } from './support/lab.ts';

const train = { kind: 'train' as const, epochs: 1, batchSize: 50 };

const RECIPES: Readonly<Record<string, RecipeInput>> = {
  'lenet-5': {
    version: 1,
    seed: 3,
    dataset: { name: 'mnist', trainExamples: 1000 },
    model: { name: 'lenet-5' },
    stages: [
      {
        ...train,
        optimizer: { kind: 'adam', learningRate: 0.001 },
        dropout: 0.3,
        schedule: { kind: 'cosine' },
      },
      { kind: 'prune', scope: 'global', sparsity: 0.8 },
      {
        ...train,
        optimizer: { kind: 'sgd', learningRate: 0.01, momentum: 0.9, nesterov: true, weightDecay: 1e-4 },
      },
    ],
  },
  'resnet-20': {
    version: 1,
    seed: 4,
    dataset: { name: 'cifar10', trainExamples: 200 },
    model: { name: 'resnet-20' },
    stages: [
      {
        ...train,
        optimizer: { kind: 'sgd', learningRate: 0.1, momentum: 0.9 },
        augment: { crop: 4, flip: true },
      },
    ],
  },
};

for (const [name, recipe] of Object.entries(RECIPES)) {
  test(`${name} trained on the page and on the command line is one and the same file`, async ({
    page,
  }, info) => {
    const [recipeFile, modelFile] = [info.outputPath('recipe.json'), info.outputPath('model.fwm')];
    await writeFile(recipeFile, JSON.stringify(recipe));
    const headless = promisify(execFile)(
      'node',
      ['tools/run.mjs', 'tools/lab.ts', 'run', recipeFile, '--out', modelFile],
      { cwd: ROOT },
    );

    await openPage(page, '/bench', { a: encodeLink({ recipe }) });
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.getByText(/^Finished in/)).toBeVisible({ timeout: RUN_MS });
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save the model' }).click();
    const saved = await readFile(await (await saving).path());

    await headless;
    expect(saved.equals(await readFile(modelFile))).toBe(true);
  });
}
