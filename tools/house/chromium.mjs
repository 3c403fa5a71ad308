/**
 * The Chromium of the end-to-end tests: the one named in CHROME_PATH, or one on this machine, or Playwright's
 * own; failing these, one is installed. A candidate counts only if it starts and tells its version.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runNode, toProgram } from './processes.mjs';

/** What it is started with: no calls home, and no sandbox, which a container does not offer. */
export const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-quic',
  '--disable-component-update',
  '--disable-sync',
];

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge',
];

const MAC_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge'];

const WINDOWS_PATHS = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

/** The path of a Chromium that runs, or undefined. */
export async function findChromium() {
  for (const path of listCandidates(process.env, process.platform)) {
    if (existsSync(path) && tellsVersion(path)) return path;
  }
  const { chromium } = await import('@playwright/test');
  const own = chromium.executablePath();
  return existsSync(own) && tellsVersion(own) ? own : undefined;
}

/**
 * The path of a Chromium that runs, installing one if there is none. Throws an Error that says what to do.
 */
export async function ensureChromium() {
  const found = await findChromium();
  if (found) return found;
  console.log('  no Chrome or Chromium found: installing one (npx playwright install chromium)');
  const { code } = await runNode(toProgram('@playwright/test/cli.js', 'install', 'chromium'), { show: true });
  if (code !== 0 && isDebianRoot()) {
    console.log("  that did not work: installing the distribution's (apt-get install chromium)");
    runAptGet('update');
    runAptGet('install', '-y', 'chromium', 'fonts-noto-cjk');
  }
  const installed = await findChromium();
  if (installed) return installed;
  throw new Error(
    'The end-to-end tests need Chrome or Chromium and none could be installed. Install one (for example with ' +
      '"npx playwright install --with-deps chromium" or "sudo apt-get install chromium"), or name its program in ' +
      'the environment variable CHROME_PATH, and start again.',
  );
}

/**
 * Where a browser may lie, likeliest first.
 *
 * @param {Record<string, string | undefined>} env
 * @param {string} platform
 * @returns {string[]}
 */
export function listCandidates(env, platform) {
  const named = env.CHROME_PATH ? [env.CHROME_PATH] : [];
  if (platform === 'darwin') {
    return [...named, ...MAC_APPS.map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`)];
  }
  if (platform === 'win32') {
    const folders = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA];
    return [
      ...named,
      ...folders.flatMap((folder) => (folder ? WINDOWS_PATHS.map((path) => `${folder}\\${path}`) : [])),
    ];
  }
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  return [...named, ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))];
}

function tellsVersion(/** @type {string} */ path) {
  // On Windows the browser opens a window when asked for its version.
  if (process.platform === 'win32') return true;
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 });
  return status === 0 && /\d+\.\d+/.test(stdout);
}

function isDebianRoot() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get') || !existsSync('/etc/os-release'))
    return false;
  return /^(ID|ID_LIKE)=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));
}

function runAptGet(/** @type {string[]} */ ...args) {
  spawnSync('apt-get', args, {
    stdio: 'inherit',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
