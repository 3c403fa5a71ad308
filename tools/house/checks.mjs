/**
 * The checks of `npm test` by name, each with what it must come after. A check resolves to whether it passed,
 * what to show if not, and the tests it counted, if it is a test runner.
 */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { weighFirstRoute } from './budget.mjs';
import { ensureChromium } from './chromium.mjs';
import { CACHE_FOLDER, toPath } from './paths.mjs';
import { runNode, toProgram } from './processes.mjs';
import { checkWalls } from './walls.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/** @typedef {{ passed: boolean, output: string, note?: string, counts?: Counts }} Outcome */
/**
 * @typedef {{ name: string, title: string, after: string[], isAlone: boolean, run: () => Promise<Outcome> }}
 *   Check
 */

/** Output that is kept for later is for reading, not for a terminal. */
const PLAIN = { NO_COLOR: '1', FORCE_COLOR: '0' };

/** @returns {Check} */
function program(/** @type {string} */ name, /** @type {string} */ title, /** @type {string[]} */ ...args) {
  const [script = '', ...rest] = args;
  return {
    name,
    title,
    after: [],
    isAlone: false,
    run: async () => {
      const { code, output } = await runNode(toProgram(script, ...rest), { env: PLAIN });
      return { passed: code === 0, output };
    },
  };
}

const types = (/** @type {string} */ project) =>
  program(`types-${project}`, `types: ${project}`, 'typescript/bin/tsc', '-p', `tsconfig.${project}.json`);

/** @type {Check[]} */
export const CHECKS = [
  {
    name: 'build',
    title: 'production build and bundle budget',
    after: [],
    isAlone: false,
    run: buildAndWeigh,
  },
  program('format', 'formatting and lint', '@biomejs/biome/bin/biome', 'ci', '--colors=off', '.'),
  types('engine'),
  types('page'),
  types('tools'),
  { name: 'walls', title: 'import walls', after: [], isAlone: false, run: checkWalls },
  {
    name: 'style',
    title: 'lengths of comments, functions and files',
    after: [],
    isAlone: false,
    // Loaded when it runs: its compiler is there only after the set-up.
    run: async () => (await import('./style.mjs')).checkStyle(),
  },
  program('dead', 'dead code', 'knip/bin/knip.js', '--no-progress'),
  { name: 'unit', title: 'unit tests', after: [], isAlone: true, run: () => runUnitTests() },
  { name: 'e2e', title: 'end-to-end tests', after: ['build'], isAlone: true, run: () => runEndToEnd() },
];

async function buildAndWeigh() {
  const { code, output } = await runNode(toProgram('vite/bin/vite.js', 'build', '--logLevel', 'warn'), {
    env: PLAIN,
  });
  if (code !== 0) return { passed: false, output };
  const { sizeBytes, problems, files } = weighFirstRoute(toPath('dist'));
  const list = files.map((each) => `  ${each.sizeBytes} ${each.file}`).join('\n');
  return {
    passed: problems.length === 0,
    output: `${output}${problems.join('\n')}\n${list}\n`,
    note: `first route: ${(sizeBytes / 1000).toFixed(1)} kB gzip of JavaScript`,
  };
}

/** All, or those whose path contains one of the filters. */
export async function runUnitTests(/** @type {string[]} */ filters = []) {
  const report = await makeReportPath('unit.json');
  const { code } = await runNode(
    toProgram(
      'vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...filters,
    ),
    { show: true },
  );
  const result = await readReport(report);
  const counts = {
    passed: Number(result?.numPassedTests ?? 0),
    failed: Number(result?.numFailedTests ?? 0),
    skipped: Number(result?.numPendingTests ?? 0) + Number(result?.numTodoTests ?? 0),
  };
  return { passed: code === 0 && counts.passed > 0, output: '', counts };
}

/** All, or these specs, which open these pages where they would open all. */
export async function runEndToEnd(/** @type {string[]} */ specs = [], /** @type {string[]} */ pages = []) {
  if (!existsSync(toPath('dist/index.html'))) {
    return { passed: false, output: 'there is no build to test: node tools/test.mjs build e2e' };
  }
  const report = await makeReportPath('e2e.json');
  const { code } = await runNode(
    toProgram('@playwright/test/cli.js', 'test', '--reporter=list,json', ...specs),
    {
      show: true,
      env: {
        CHROME_PATH: await ensureChromium(),
        E2E_PORT: String(await findFreePort()),
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
        ...(pages.length > 0 ? { E2E_PAGES: pages.join() } : {}),
      },
    },
  );
  const stats = (await readReport(report))?.stats ?? {};
  const counts = {
    passed: Number(stats.expected ?? 0) + Number(stats.flaky ?? 0),
    failed: Number(stats.unexpected ?? 0),
    skipped: Number(stats.skipped ?? 0),
  };
  return { passed: code === 0 && counts.passed > 0, output: '', counts };
}

async function findFreePort() {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 4517;
}

async function makeReportPath(/** @type {string} */ name) {
  await mkdir(`${CACHE_FOLDER}reports`, { recursive: true });
  const path = `${CACHE_FOLDER}reports/${name}`;
  await rm(path, { force: true });
  return path;
}

async function readReport(/** @type {string} */ path) {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}
