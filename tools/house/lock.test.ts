import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeLock } from './lock.mjs';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'featherweight-lock-'));
  path = join(folder, 'deep/down/work.lock');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('takeLock', () => {
  it('lets one in at a time, and each in the end', async () => {
    let inside = 0;
    let most = 0;
    const work = async () => {
      const giveBack = await takeLock(path);
      most = Math.max(most, ++inside);
      await new Promise((resolve) => setTimeout(resolve, 20));
      inside--;
      await giveBack();
    };
    await Promise.all([work(), work(), work(), work()]);
    expect(most).toBe(1);
    expect(await readdir(join(folder, 'deep/down'))).toEqual([]);
  });

  it('tells once who holds it', async () => {
    const giveBack = await takeLock(path);
    const told: string[] = [];
    const second = takeLock(path, { onWait: (holder) => told.push(holder) });
    await new Promise((resolve) => setTimeout(resolve, 600));
    await giveBack();
    await (await second)();
    expect(told).toEqual([`process ${process.pid} on ${hostname()}`]);
  });

  it('takes over the lock of a process that is gone', async () => {
    await (await takeLock(path))();
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    await writeFile(path, JSON.stringify({ pid, host: hostname() }));
    await (await takeLock(path))();
  });

  it('takes over a lock that nobody has touched for long, whatever it says', async () => {
    await (await takeLock(path))();
    await writeFile(path, 'nonsense');
    const old = new Date(Date.now() - 5000);
    await utimes(path, old, old);
    await (await takeLock(path, { staleAfterMs: 1000 }))();
  });

  it('gives back only what is still its own', async () => {
    const giveBack = await takeLock(path);
    await writeFile(path, JSON.stringify({ pid: process.pid, host: hostname(), id: 'another' }));
    await giveBack();
    expect(await readdir(join(folder, 'deep/down'))).toEqual(['work.lock']);
  });
});
