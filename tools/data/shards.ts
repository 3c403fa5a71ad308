/**
 * Cuts a data set for the page into gzip-compressed shards of consecutive examples, the first test shard
 * small so that a first evaluation is early. The same input gives the same bytes on every machine: the
 * compressor is a pinned package in JavaScript, and the time in the gzip header is zero.
 */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'fflate';
import { DATASETS, type DataManifest, type DatasetName, type ShardInfo } from '../../src/spec/datasets.ts';
import type { RawExamples } from './raw.ts';

const FIRST_TEST_SHARD = 1000;
const SHARD_COUNT: Readonly<Record<DatasetName, number>> = { mnist: 5000, cifar10: 2500 };

/**
 * Writes the shards of a data set and then its manifest into an empty folder. `onShard` is told how many of
 * all examples are written. Throws an Error unless every example the data set should have came.
 */
export async function writeShards(
  name: DatasetName,
  pieces: Iterable<RawExamples>,
  folder: string,
  onShard: (examplesDone: number, examplesTotal: number) => void,
): Promise<DataManifest> {
  const { trainCount, testCount } = DATASETS[name];
  const shards: Record<RawExamples['split'], ShardInfo[]> = { train: [], test: [] };
  let done = 0;
  for (const piece of pieces) {
    const written = shards[piece.split];
    for (let start = 0, count = 0; start < piece.labels.length; start += count) {
      const isFirstTest = piece.split === 'test' && written.length === 0;
      count = Math.min(isFirstTest ? FIRST_TEST_SHARD : SHARD_COUNT[name], piece.labels.length - start);
      const stem = `${piece.split}-${String(written.length).padStart(2, '0')}`;
      written.push(await writeShard(folder, stem, packExamples(piece, start, count), count));
      done += count;
      onShard(done, trainCount + testCount);
    }
  }
  checkCount(name, 'train', shards.train, trainCount);
  checkCount(name, 'test', shards.test, testCount);
  const manifest: DataManifest = { version: 1, dataset: name, sha256: hashShards(shards), ...shards };
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
  return manifest;
}

/** SHA-256 over the concatenated shard hashes (as hex), train first. */
export function hashShards({ train, test }: Pick<DataManifest, 'train' | 'test'>): string {
  return hashBytes([...train, ...test].map((shard) => shard.sha256).join(''));
}

export function hashBytes(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The file's name carries part of its hash, so that a cache may keep it for ever. */
async function writeShard(
  folder: string,
  stem: string,
  examples: Uint8Array,
  count: number,
): Promise<ShardInfo> {
  const packed = gzipSync(examples, { level: 6, mtime: 0 });
  const sha256 = hashBytes(packed);
  const file = `${stem}-${sha256.slice(0, 8)}.shard`;
  await writeFile(join(folder, file), packed);
  return { file, sizeBytes: packed.length, inflatedBytes: examples.length, sha256, count };
}

/** Each example as its label byte and then its pixel bytes. */
function packExamples({ labels, pixels }: RawExamples, start: number, count: number): Uint8Array {
  const imageBytes = pixels.length / labels.length;
  const out = new Uint8Array(count * (1 + imageBytes));
  for (let i = 0; i < count; i++) {
    const at = i * (1 + imageBytes);
    out[at] = labels[start + i]!;
    out.set(pixels.subarray((start + i) * imageBytes, (start + i + 1) * imageBytes), at + 1);
  }
  return out;
}

function checkCount(name: DatasetName, split: string, shards: readonly ShardInfo[], expected: number): void {
  const count = shards.reduce((sum, shard) => sum + shard.count, 0);
  if (count !== expected) throw new Error(`${name} has ${count} ${split} examples, not ${expected}`);
}
