/**
 * Training with several workers on the page: the same file as with one, also when a worker dies in the middle
 * of a step. The lab is served through a proxy that makes the first helper mortal, because no test can reach
 * into a worker of a worker.
 */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { encodeLink } from '../src/recipe/link.ts';
import type { RecipeInput } from '../src/recipe/schema.ts';
import { ROOT } from '../tools/house/paths.mjs';
import { RUN_MS } from '../tools/house/patience.mjs';
import { expect, test as labTest, openPage } from './support/lab.ts';

const recipe: RecipeInput = {
  version: 1,
  seed: 5,
  dataset: { name: 'mnist', trainExamples: 1000 },
  model: { name: 'lenet-5' },
  stages: [
    {
      kind: 'train',
      epochs: 1,
      batchSize: 100,
      optimizer: { kind: 'sgd', learningRate: 0.01, momentum: 0.9 },
      dropout: 0.3,
    },
  ],
};

/**
 * The thread ends with its third task, before it has answered. The helper that follows has another name and
 * lives.
 */
const DEATH = `
if (self.name.endsWith('-helper-1')) {
  let tasks = 0;
  self.addEventListener('message', (event) => {
    if (event.data.kind !== 'perform' || ++tasks < 3) return;
    event.stopImmediatePropagation();
    self.close();
  });
}
`;

const test = labTest.extend<{ baseURL: string }>({
  baseURL: async ({ baseURL }, use) => {
    const server = createServer(async ({ url = '/' }, answer) => {
      const from = await fetch(new URL(url, baseURL));
      answer.writeHead(from.status, { 'Content-Type': from.headers.get('Content-Type') ?? '' });
      const body = Buffer.from(await from.arrayBuffer());
      answer.end(/\/helper\.worker-[^/]*\.js$/.test(url) ? DEATH + body.toString() : body);
    });
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    await use(`http://localhost:${(server.address() as AddressInfo).port}/`);
    server.closeAllConnections();
    server.close();
  },
});

test('a helper that dies in a step is replaced, and the file is the one of a single worker', async ({
  page,
}, info) => {
  const [recipeFile, modelFile] = [info.outputPath('recipe.json'), info.outputPath('model.fwm')];
  await writeFile(recipeFile, JSON.stringify(recipe));
  const alone = promisify(execFile)(
    'node',
    ['tools/run.mjs', 'tools/lab.ts', 'run', recipeFile, '--out', modelFile, '--workers', '1'],
    { cwd: ROOT },
  );
  await page.addInitScript(() =>
    localStorage.setItem('featherweight-settings', JSON.stringify({ workers: 2 })),
  );
  await openPage(page, '/bench', { a: encodeLink({ recipe }) });
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByText(/^Finished in/)).toBeVisible({ timeout: RUN_MS });
  const badge = page.getByTestId('engine-badge');
  await badge.locator('summary').click();
  await expect(badge).toContainText('Workers replaced1');
  await badge.locator('summary').click();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the model' }).click();
  const saved = await readFile(await (await saving).path());
  await alone;
  expect(saved.equals(await readFile(modelFile))).toBe(true);
});
