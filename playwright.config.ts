/**
 * The end-to-end tests run against the production build, served on a port of its own, in the Chromium that
 * CHROME_PATH names or that is found on the machine. Run them with `node tools/test.mjs build e2e`.
 */
import { defineConfig } from '@playwright/test';
import { CHROMIUM_ARGUMENTS, findChromium } from './tools/house/chromium.mjs';
import { STATE_MS, SUITE_MS, TEST_MS } from './tools/house/patience.mjs';

const PORT = Number(process.env.E2E_PORT ?? 4517);
const executablePath = await findChromium();

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // Charts are laid out without the machine's fonts (e2e/gallery.spec.ts), so one set serves every platform.
  snapshotPathTemplate: '{testDir}/{testFileName}-snapshots/{arg}{ext}',
  // No test waits for a time, so two pages may share two cores; while one trains, the other is looked at.
  workers: 2,
  timeout: TEST_MS,
  globalTimeout: SUITE_MS,
  expect: { timeout: STATE_MS, toHaveScreenshot: { maxDiffPixelRatio: 0.02 } },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    baseURL: `http://localhost:${PORT}/`,
    locale: 'en-US',
    // So that a test can stand in for the network; e2e/offline.spec.ts lets it in.
    serviceWorkers: 'block',
    screenshot: 'only-on-failure',
    // A trace costs a third of a test's time: `--trace on` when one is to be looked into.
    trace: 'off',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: CHROMIUM_ARGUMENTS,
    },
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --port ${PORT} --strictPort`,
    url: `http://localhost:${PORT}/`,
    reuseExistingServer: false,
    stdout: 'ignore',
  },
});
