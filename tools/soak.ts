/**
 * Is memory flat while the lab trains for an hour? `npx tsx tools/soak.ts [--minutes n] [--net name]`: trains in the built
 * lab (`npm run build` first) in a headless Chromium, on Linux, and prints, once a minute, the steps taken and the resident memory of all its
 * processes together; at the end the medians of the second and the last sixth of the time, and their ratio.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { preview } from 'vite';
import { median } from '../src/math/statistics.ts';
import { encodeLink } from '../src/recipe/link.ts';
import type { RecipeInput } from '../src/recipe/schema.ts';
import { MODEL_DATASET, MODEL_NAMES } from '../src/recipe/zoo.ts';
import { ensureChromium } from './house/chromium.mjs';
import { ROOT } from './house/paths.mjs';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-quic',
  '--disable-component-update',
  '--disable-sync',
];
const MINUTE_MS = 60_000;
const PAGE_BYTES = 4096;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    net: { type: 'string', default: 'lenet-5' },
  },
});

/** More epochs than an hour has room for. */
function createRecipe(net: string): RecipeInput {
  const name = MODEL_NAMES.find((each) => each === net);
  if (name === undefined) throw new Error(`--net must be one of ${MODEL_NAMES.join(', ')}, got ${net}`);
  return {
    version: 1,
    seed: 1,
    dataset: { name: MODEL_DATASET[name] },
    model: { name },
    stages: [
      {
        kind: 'train',
        epochs: 1000,
        batchSize: 64,
        optimizer: { kind: 'sgd', learningRate: 0.001, momentum: 0.9 },
      },
    ],
  };
}

/** Resident bytes of every process of the browser. */
async function readMemory(page: Page): Promise<number> {
  const session = await page.context().browser()!.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const sizes = await Promise.all(
    processInfo.map(async ({ id }) => {
      const text = await readFile(`/proc/${id}/statm`, 'utf8').catch(() => '0 0');
      return Number(text.split(' ')[1]) * PAGE_BYTES;
    }),
  );
  return sizes.reduce((sum, each) => sum + each, 0);
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const minutes = Number(values.minutes);
  if (!Number.isInteger(minutes) || minutes < 6)
    throw new Error(`--minutes must be at least 6, got ${values.minutes}`);
  const server = await preview({ root: ROOT, logLevel: 'error', preview: { port: 0, host: 'localhost' } });
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: ARGUMENTS });
  const page = await browser.newPage();
  await page.goto(
    `${server.resolvedUrls?.local[0]}#/bench?a=${encodeURIComponent(encodeLink({ recipe: createRecipe(values.net) }))}`,
  );
  await page.getByRole('button', { name: 'Run', exact: true }).click({ timeout: MINUTE_MS });
  const sizes: number[] = [];
  for (let minute = 1; minute <= minutes; minute++) {
    await page.waitForTimeout(MINUTE_MS);
    sizes.push(await readMemory(page));
    const progress = await page.getByRole('progressbar').first().getAttribute('aria-valuenow');
    print(`minute ${minute}  ${(sizes.at(-1)! / 2 ** 20).toFixed(0)} MiB  progress ${progress} %`);
  }
  const sixth = Math.floor(minutes / 6);
  const [early, late] = [median(sizes.slice(sixth, 2 * sixth)), median(sizes.slice(-sixth))];
  print(
    `${values.net}: ${(early / 2 ** 20).toFixed(0)} MiB early, ${(late / 2 ** 20).toFixed(0)} MiB at the end, ratio ${(late / early).toFixed(3)}`,
  );
  await browser.close();
  await server.close();
}

await main();
process.exit(0);
