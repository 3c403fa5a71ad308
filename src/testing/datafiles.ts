/**
 * What the preparation would have written for a small data set: files of seeded noise in the form of the real
 * ones, in memory, so that tests of the loader and of training need no data on disk.
 */

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { gzipSync } from 'fflate';
import { createStream } from '../math/random.ts';
import { DATASETS, type DataManifest, type DatasetName, type ShardInfo } from '../spec/datasets.ts';

export interface TinyData {
  readonly manifest: DataManifest;
  /** All examples of a split, each its label byte and then its pixel bytes. */
  readonly examples: Readonly<Record<'train' | 'test', Uint8Array>>;
  /** By path, such as `mnist/manifest.json`. A test may change or delete entries. */
  readonly files: Map<string, Uint8Array>;
  /** Serves `files`; rejects for what is not there. */
  readonly fetchBytes: (path: string) => Promise<Uint8Array>;
}

/** Draws a picture of its class over an example's noise, in place: [height, width, channels] bytes. */
export type Painter = (
  pixels: Uint8Array,
  label: number,
  imageShape: readonly [number, number, number],
) => void;

/** Makes a data set of shards with these numbers of examples. */
export function createTinyData(
  name: DatasetName,
  counts: { readonly train: readonly number[]; readonly test: readonly number[] },
  seed = 1,
  paint: Painter = () => undefined,
): TinyData {
  const [height, width, channels] = DATASETS[name].imageShape;
  const exampleBytes = 1 + height * width * channels;
  const files = new Map<string, Uint8Array>();
  const examples = { train: new Uint8Array(0), test: new Uint8Array(0) };
  const makeSplit = (split: 'train' | 'test'): ShardInfo[] => {
    const stream = createStream(seed, name, split);
    const all = new Uint8Array(exampleBytes * counts[split].reduce((sum, count) => sum + count, 0));
    for (let i = 0; i < all.length; i++) all[i] = stream.nextBelow(i % exampleBytes === 0 ? 10 : 256);
    for (let at = 0; at < all.length; at += exampleBytes) {
      paint(all.subarray(at + 1, at + exampleBytes), all[at]!, DATASETS[name].imageShape);
    }
    examples[split] = all;
    let start = 0;
    return counts[split].map((count, index) => {
      const part = all.subarray(start, start + count * exampleBytes);
      start += part.length;
      const bytes = gzipSync(part, { mtime: 0 });
      const file = `${split}-${index}.shard`;
      files.set(`${name}/${file}`, bytes);
      const hash = bytesToHex(sha256(bytes));
      return { file, sizeBytes: bytes.length, inflatedBytes: part.length, sha256: hash, count };
    });
  };
  const train = makeSplit('train');
  const test = makeSplit('test');
  const hashes = [...train, ...test].map((shard) => shard.sha256).join('');
  const manifest: DataManifest = {
    version: 1,
    dataset: name,
    sha256: bytesToHex(sha256(utf8ToBytes(hashes))),
    train,
    test,
  };
  files.set(`${name}/manifest.json`, utf8ToBytes(JSON.stringify(manifest)));
  return {
    manifest,
    examples,
    files,
    fetchBytes: async (path) => {
      const bytes = files.get(path);
      if (!bytes) throw new Error('404');
      return bytes;
    },
  };
}
