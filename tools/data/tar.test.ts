import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTar } from './tar.ts';
import { createTar } from './tarfiles.ts';

const text = (value: string) => new TextEncoder().encode(value);

async function* toChunks(bytes: Uint8Array, length: number) {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

async function readAll(bytes: Uint8Array, length = 100, isWanted = (_: string) => true) {
  const files: Record<string, string> = {};
  for await (const file of readTar(toChunks(bytes, length), isWanted)) {
    files[file.name] = new TextDecoder().decode(file.bytes);
  }
  return files;
}

const FILES = {
  'package/a.txt': text('hello'),
  'package/empty': text(''),
  'package/b.bin': text('x'.repeat(1300)),
};

describe('readTar', () => {
  it.each([1, 7, 512, 100_000])('reads every file, whatever the chunks (%i bytes)', async (length) => {
    expect(await readAll(createTar(FILES), length)).toEqual({
      'package/a.txt': 'hello',
      'package/empty': '',
      'package/b.bin': 'x'.repeat(1300),
    });
  });

  it('passes over what is not wanted', async () => {
    expect(await readAll(createTar(FILES), 64, (name) => name.endsWith('a.txt'))).toEqual({
      'package/a.txt': 'hello',
    });
  });

  it('joins prefix and name of a long path', async () => {
    const name = `package/${'folder/'.repeat(12)}${'n'.repeat(60)}.txt`;
    expect(Object.keys(await readAll(createTar({ [name]: text('1') })))).toEqual([name]);
  });

  it('reads what npm itself packs', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'featherweight-tar-'));
    try {
      writeFileSync(join(folder, 'package.json'), '{"name":"tiny","version":"1.0.0"}');
      writeFileSync(join(folder, 'data.txt'), 'some data');
      const options = { cwd: folder, shell: process.platform === 'win32' };
      execFileSync('npm', ['pack', '--silent', '--ignore-scripts'], options);
      const { gunzipSync } = await import('node:zlib');
      const files = await readAll(gunzipSync(readFileSync(join(folder, 'tiny-1.0.0.tgz'))));
      expect(files['package/data.txt']).toBe('some data');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('refuses an archive that is cut off, in a file or before its end', async () => {
    const tar = createTar(FILES);
    await expect(readAll(tar.subarray(0, 600))).rejects.toThrow('the tar archive is cut off');
    await expect(readAll(tar.subarray(0, tar.length - 1024))).rejects.toThrow('the tar archive is cut off');
  });

  it('refuses a header with a wrong checksum', async () => {
    const tar = createTar(FILES);
    tar[3]! ^= 1;
    await expect(readAll(tar)).rejects.toThrow('the checksum of a header is wrong');
  });
});
