import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchTarball } from './tarballs.mjs';

const content = 'what the registry holds';
const pinned = {
  spec: 'some-data@1.2.3',
  sizeBytes: content.length,
  integrity: `sha512-${createHash('sha512').update(content).digest('base64')}`,
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'featherweight-tarballs-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const packing = (bytes: string) => async (_: string, destination: string) =>
  writeFile(join(destination, 'some-data-1.2.3.tgz'), bytes);
const refuse = () => Promise.reject(new Error('no network'));

describe('fetchTarball', () => {
  it('fetches once and keeps what is whole', async () => {
    const path = await fetchTarball(pinned, { folder, pack: packing(content) });
    expect(await readFile(path, 'utf8')).toBe(content);
    expect(await fetchTarball(pinned, { folder, pack: refuse })).toBe(path);
  });

  it('fetches again what is kept but cut off', async () => {
    const path = await fetchTarball(pinned, { folder, pack: packing(content) });
    await writeFile(path, content.slice(0, 5));
    await fetchTarball(pinned, { folder, pack: packing(content) });
    expect(await readFile(path, 'utf8')).toBe(content);
  });

  it('refuses bytes that are not the pinned ones, and keeps nothing of them', async () => {
    await expect(fetchTarball(pinned, { folder, pack: packing('something else') })).rejects.toThrow(
      'some-data@1.2.3 came with the integrity sha512-',
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it('leaves nothing behind when the fetch fails', async () => {
    await expect(fetchTarball(pinned, { folder, pack: refuse })).rejects.toThrow('no network');
    expect(await readdir(folder)).toEqual([]);
  });
});
