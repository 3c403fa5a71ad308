/**
 * The built lab (`npm run build` first) in a headless Chromium with a fresh profile, something training in
 * it: what the tools that watch a training from outside begin with.
 */
import { chromium, type Page } from '@playwright/test';
import { preview } from 'vite';
import { encodeLink } from '../../src/recipe/link.ts';
import type { RecipeInput } from '../../src/recipe/schema.ts';
import { MODEL_DATASET, MODEL_NAMES } from '../../src/spec/zoo.ts';
import { CHROMIUM_ARGUMENTS, ensureChromium } from '../house/chromium.mjs';
import { ROOT } from '../house/paths.mjs';

const READY_MS = 60_000;

export interface WatchedLab {
  readonly page: Page;
  close(): Promise<void>;
}

/**
 * Opens a page and presses what starts its training.
 * @param place what comes after the # in the address
 * @param button as it is written on the page, in English
 * @param settleMs how long the page is left alone before
 * @throws when there is no such button within a minute
 */
export async function openLab(place: string, button: string, settleMs = 0): Promise<WatchedLab> {
  const server = await preview({ root: ROOT, logLevel: 'error', preview: { port: 0, host: 'localhost' } });
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: CHROMIUM_ARGUMENTS,
  });
  const close = async () => {
    await browser.close();
    await server.close();
  };
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${server.resolvedUrls?.local[0]}#${place}`);
    const start = page.getByRole('button', { name: button, exact: true }).first();
    await start.waitFor({ timeout: READY_MS });
    await page.waitForTimeout(settleMs);
    await start.click();
    return { page, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * Trains a net on the free bench, for hours.
 * @param net a net of the lab's own, as `--net` names it
 * @throws when there is no such net
 */
export const openTraining = (net: string, settleMs = 0): Promise<WatchedLab> =>
  openLab(`/bench?a=${encodeURIComponent(encodeLink({ recipe: createRecipe(net) }))}`, 'Run', settleMs);

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
