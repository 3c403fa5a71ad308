/**
 * Keeps two preparations out of each other's way: a lock file that names its holder. The holder touches it
 * every two seconds; a lock whose process is gone, or that nobody touched for a while, is stale and taken
 * over. Work under a lock must still be safe against a holder that was merely asleep: write elsewhere, then
 * rename.
 */
import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const TOUCH_EVERY_MS = 2000;
const STALE_AFTER_MS = 60_000;
const LOOK_EVERY_MS = 250;

/**
 * Waits for the lock and takes it.
 *
 * @param {string} path
 * @param {{ onWait?: (holder: string) => void, staleAfterMs?: number }} [options] `onWait` is called once if
 *   somebody else holds it.
 * @returns {Promise<() => Promise<void>>} Gives the lock back.
 */
export async function takeLock(path, { onWait, staleAfterMs = STALE_AFTER_MS } = {}) {
  const mine = JSON.stringify({ pid: process.pid, host: hostname(), id: randomUUID() });
  await mkdir(dirname(path), { recursive: true });
  for (let hasTold = false; !(await tryCreate(path, mine)); ) {
    const holder = await readLock(path);
    if (holder === undefined) continue;
    if (isStale(holder, staleAfterMs)) {
      await removeExactly(path, holder.text);
      continue;
    }
    if (!hasTold) onWait?.(describeHolder(holder.text));
    hasTold = true;
    await sleep(LOOK_EVERY_MS);
  }
  const touching = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, TOUCH_EVERY_MS);
  touching.unref();
  return async () => {
    clearInterval(touching);
    await removeExactly(path, mine);
  };
}

async function tryCreate(/** @type {string} */ path, /** @type {string} */ text) {
  // Written aside and linked into place, so that nobody ever reads half a lock.
  const aside = `${path}.${randomUUID()}`;
  const file = await open(aside, 'wx');
  await file.writeFile(text);
  await file.close();
  try {
    await link(aside, path);
    return true;
  } catch (error) {
    if (toCode(error) !== 'EEXIST') throw error;
    return false;
  } finally {
    await rm(aside, { force: true });
  }
}

async function readLock(/** @type {string} */ path) {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
    return { text, mtimeMs };
  } catch (error) {
    if (toCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** @param {{ text: string, mtimeMs: number }} lock @param {number} staleAfterMs */
function isStale({ text, mtimeMs }, staleAfterMs) {
  if (Date.now() - mtimeMs > staleAfterMs) return true;
  const { pid, host } = parse(text);
  if (host !== hostname() || typeof pid !== 'number') return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return toCode(error) === 'ESRCH';
  }
}

/**
 * Removes the lock if it still says what it said. Taking it away by renaming lets only one of several do it;
 * a newer lock caught by mistake is put back.
 */
async function removeExactly(/** @type {string} */ path, /** @type {string} */ text) {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (toCode(error) === 'ENOENT') return;
    throw error;
  }
  if ((await readFile(aside, 'utf8')) !== text) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

function describeHolder(/** @type {string} */ text) {
  const { pid, host } = parse(text);
  return `process ${pid ?? 'unknown'} on ${host ?? 'an unknown machine'}`;
}

/** @returns {{ pid?: unknown, host?: unknown }} */
function parse(/** @type {string} */ text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

/** @returns {string | undefined} */
function toCode(/** @type {unknown} */ error) {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
