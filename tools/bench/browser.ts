/**
 * The bench runs in a page of its own, built apart from the lab's and served on a free port of this machine,
 * in the Chromium that the end-to-end tests use, without a window.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import { CHROMIUM_ARGUMENTS, ensureChromium } from '../house/chromium.mjs';
import { CACHE_FOLDER, toPath } from '../house/paths.mjs';
import type { Asker } from './measure.ts';
import type { Answers, BenchPage, Command, PageWorkerKind } from './messages.ts';

/** So that backends without a GPU behind them run too, in software. */
const ARGUMENTS = [...CHROMIUM_ARGUMENTS, '--enable-unsafe-swiftshader', '--enable-unsafe-webgpu'];

export interface Bench {
  readonly asker: Asker;
  readonly browser: string;
  close(): Promise<void>;
}

/** Builds the page, serves it and opens it. */
export async function openBench(): Promise<Bench> {
  const outDir = join(CACHE_FOLDER, `bench-${process.pid}`);
  const settings = {
    root: toPath('tools/bench/page'),
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    base: './',
    worker: { format: 'es' },
  } as const;
  await build({ ...settings, build: { outDir, emptyOutDir: true, chunkSizeWarningLimit: 1e6 } });
  const server = await preview({ ...settings, build: { outDir }, preview: { port: 0, host: 'localhost' } });
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: ARGUMENTS });
  const close = async () => {
    await browser.close();
    await server.close();
    await rm(outDir, { recursive: true, force: true });
  };
  try {
    const page = await browser.newPage();
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    await page.waitForFunction(() => 'bench' in window);
    return { asker: createAsker(page), browser: `Chromium ${browser.version()}`, close };
  } catch (error) {
    await close();
    throw error;
  }
}

type BenchWindow = Window & { bench: BenchPage };

function createAsker(page: Page): Asker {
  return {
    open: (key, kind) =>
      page.evaluate(([name, what]) => (window as unknown as BenchWindow).bench.open(name, what), [
        key,
        kind,
      ] as [string, PageWorkerKind]),
    async ask<K extends keyof Answers>(
      key: string,
      command: Extract<Command, { kind: K }>,
      timeoutMs: number,
    ) {
      const answer = await page.evaluate(
        ([name, what, limit]) => (window as unknown as BenchWindow).bench.ask(name, what, limit),
        [key, command, timeoutMs] as [string, Command, number],
      );
      return answer as Answers[K];
    },
    close: (key) => page.evaluate((name) => (window as unknown as BenchWindow).bench.close(name), key),
  };
}
