/**
 * Serves and builds the lab, with Vite's own interface; vite.config.ts says everything about the page itself.
 */

import { buildKernels } from '../kernels.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { ROOT } from './paths.mjs';
import { endWithNpm } from './processes.mjs';
import { prepareData, prepareInBackground, setUp } from './setup.mjs';

const PORT = 5173;

/** Serves the lab for use and for work on it, once MNIST is there; CIFAR-10 follows in the background. */
export async function serveLab() {
  endWithNpm();
  const began = performance.now();
  await ensureDependencies();
  await buildKernels();
  const { createServer } = await import('vite');
  const [server] = await Promise.all([
    createServer({
      root: ROOT,
      logLevel: 'warn',
      server: { port: PORT, watch: { ignored: ['**/.cache/**', '**/dist/**', '**/test-results/**'] } },
    }),
    prepareData('mnist'),
  ]);
  await server.listen();
  tellAddress(server.resolvedUrls, began);
  if (hasDisplay()) server.openBrowser();
  prepareInBackground('cifar10');
}

/** Builds the static site in dist/, with all data. */
export async function buildLab() {
  await setUp('mnist', 'cifar10');
  const { build } = await import('vite');
  await build({ root: ROOT, logLevel: 'warn' });
  console.log('  dist/ is ready: put it on any static host, or look at it with "npm run preview"');
}

/** Serves what was built. */
export async function previewLab() {
  endWithNpm();
  const began = performance.now();
  await ensureDependencies();
  const { preview } = await import('vite');
  const server = await preview({ root: ROOT, logLevel: 'warn', preview: { port: 4173 } });
  tellAddress(server.resolvedUrls, began);
  if (hasDisplay()) server.openBrowser();
}

/** @param {{ local: string[] } | null} urls @param {number} began */
function tellAddress(urls, began) {
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`\n  Featherweight is at ${urls?.local[0]} (ready in ${seconds} s; Ctrl-C ends it)\n`);
}

/** Whether there is somebody to open a browser for. */
function hasDisplay() {
  const { CI, BROWSER, DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (CI || BROWSER === 'none' || !process.stdout.isTTY) return false;
  return process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY);
}
