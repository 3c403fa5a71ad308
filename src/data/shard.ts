/**
 * Fetches a shard and makes sure that it is what the preparation wrote: checks length and SHA-256 against the
 * manifest, inflates it (RFC 1952) without ever holding more than the manifest's inflated size, and checks
 * every label. What fails is fetched once more, past any cache, before it counts as missing or damaged.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { DATASETS, type DatasetName, type ShardInfo } from '../spec/datasets.ts';
import { toFailure } from '../spec/failure.ts';
import { DataError, type DataProblem } from './error.ts';

/**
 * Gives the bytes of a file below the data folder (`mnist/train-00.shard`), or rejects. `isRetry` asks for
 * the file itself rather than a cached copy of it.
 */
export type FetchBytes = (path: string, isRetry: boolean) => Promise<Uint8Array>;

/** A first byte that no file of ours has: a host without the file may answer with its start page. */
const LESS_THAN = 0x3c;

/**
 * Fetches a file and reads it with `read`, whose error means that the file is damaged. Tries twice, then
 * throws a DataError.
 */
export async function fetchChecked<T>(
  dataset: DatasetName,
  file: string,
  fetchBytes: FetchBytes,
  read: (bytes: Uint8Array) => T | Promise<T>,
): Promise<T> {
  const path = `${dataset}/${file}`;
  for (let attempt = 0; ; attempt++) {
    let problem: DataProblem = 'missing';
    try {
      const bytes = await fetchBytes(path, attempt > 0);
      if (bytes[0] === LESS_THAN) throw new Error('a page came in its place');
      problem = 'damaged';
      return await read(bytes);
    } catch (error) {
      const isAway = toFailure(error).code === 'unreachable';
      if (attempt > 0) throw new DataError(dataset, path, isAway ? 'unreachable' : problem, error);
    }
  }
}

/** The inflated examples of a shard, each its label byte and then its pixel bytes. Throws a DataError. */
export function fetchShard(
  dataset: DatasetName,
  shard: ShardInfo,
  fetchBytes: FetchBytes,
): Promise<Uint8Array> {
  return fetchChecked(dataset, shard.file, fetchBytes, async (bytes) => {
    if (bytes.length !== shard.sizeBytes) {
      throw new Error(`it has ${bytes.length} bytes, not ${shard.sizeBytes}`);
    }
    if (bytesToHex(sha256(bytes)) !== shard.sha256) throw new Error("its SHA-256 is not the manifest's");
    const examples = await inflate(bytes, shard.inflatedBytes);
    checkLabels(examples, shard.inflatedBytes / shard.count, DATASETS[dataset].classes.length);
    return examples;
  });
}

/** Inflates gzip data to exactly `inflatedBytes` bytes; stops and throws as soon as there are more. */
export async function inflate(bytes: Uint8Array, inflatedBytes: number): Promise<Uint8Array> {
  const out = new Uint8Array(inflatedBytes);
  const packed = new Response(bytes as Uint8Array<ArrayBuffer>).body;
  if (!packed) throw new Error('it is empty');
  const reader = packed.pipeThrough(new DecompressionStream('gzip')).getReader();
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (length + value.length > inflatedBytes) {
      await reader.cancel().catch(() => undefined);
      throw new Error(`it inflates to more than ${inflatedBytes} bytes`);
    }
    out.set(value, length);
    length += value.length;
  }
  if (length !== inflatedBytes) throw new Error(`it inflates to ${length} bytes, not ${inflatedBytes}`);
  return out;
}

function checkLabels(examples: Uint8Array, exampleBytes: number, classes: number): void {
  for (let at = 0; at < examples.length; at += exampleBytes) {
    const label = examples[at] ?? classes;
    if (label >= classes) {
      throw new Error(`example ${at / exampleBytes} has the label ${label} of ${classes} classes`);
    }
  }
}
