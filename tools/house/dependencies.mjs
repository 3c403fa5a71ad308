/**
 * Tells whether the locked dependencies are installed. npm keeps a copy of the lock of what it really
 * installed in node_modules/.package-lock.json, written last; it is compared with package-lock.json, package
 * by package.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeLock } from './lock.mjs';
import { runNpm } from './npm.mjs';
import { CACHE_FOLDER, ROOT } from './paths.mjs';

/**
 * @typedef {{ packages?: Record<string, { version?: string, integrity?: string, optional?: boolean,
 *   devOptional?: boolean }> }} LockFile
 */

/** Installs what package-lock.json says if that is not what is there. */
export async function ensureDependencies() {
  if (areInstalled(ROOT)) return;
  const giveBack = await takeLock(join(CACHE_FOLDER, 'dependencies.lock'), {
    onWait: (holder) => console.error(`  ${holder} is installing the dependencies; waiting for it`),
  });
  try {
    if (areInstalled(ROOT)) return;
    console.error('  installing the locked dependencies (npm ci)');
    await runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], { show: true });
    if (!areInstalled(ROOT))
      throw new Error('npm ci ended well, but not everything in package-lock.json is there');
  } finally {
    await giveBack();
  }
}

/**
 * Whether every package of the lock is installed in its locked version. Optional ones may be missing: most
 * are for other machines.
 *
 * @param {string} root
 */
export function areInstalled(root) {
  const wanted = readLockFile(join(root, 'package-lock.json'))?.packages;
  const installed = readLockFile(join(root, 'node_modules/.package-lock.json'))?.packages;
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(([path, { version, integrity, optional, devOptional }]) => {
    if (path === '') return true;
    const found = installed[path];
    if (!found) return optional === true || devOptional === true;
    return (
      found.version === version &&
      found.integrity === integrity &&
      existsSync(join(root, path, 'package.json'))
    );
  });
}

/** @returns {LockFile | undefined} */
function readLockFile(/** @type {string} */ path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
