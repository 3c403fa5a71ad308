/**
 * Reads `manifest.json`, and checks every field before anything is allocated or fetched by it: names stay
 * inside the folder, counts stay within the data set's own, and each shard's inflated size is exactly its
 * examples.
 *
 * A manifest may hold fewer examples than the data set is known for (small sets made for tests), never more.
 */
import { DATASETS, type DataManifest, type DatasetName, type ShardInfo } from '../spec/datasets.ts';

/** Largest shard that is fetched, in bytes: far above ours, far below what would hurt a page. */
const SHARD_LIMIT_BYTES = 64 * 1024 * 1024;

/** Bytes of one image of a data set. */
export function countImageBytes(name: DatasetName): number {
  const [height, width, channels] = DATASETS[name].imageShape;
  return height * width * channels;
}

export function countExamples(shards: readonly ShardInfo[]): number {
  return shards.reduce((sum, shard) => sum + shard.count, 0);
}

/** Throws an Error whose message completes "the manifest is damaged: ...". */
export function parseManifest(bytes: Uint8Array, name: DatasetName): DataManifest {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Error('it is not JSON');
  }
  if (!isRecord(value)) throw new Error('it is not an object');
  if (value.version !== 1) throw new Error(`its version must be 1, got ${JSON.stringify(value.version)}`);
  if (value.dataset !== name) {
    throw new Error(`its dataset must be ${name}, got ${JSON.stringify(value.dataset)}`);
  }
  if (!isHash(value.sha256)) throw new Error('its sha256 is not 64 hexadecimal digits');
  const info = DATASETS[name];
  return {
    version: 1,
    dataset: name,
    sha256: value.sha256,
    train: checkShards(value.train, 'train', name, info.trainCount),
    test: checkShards(value.test, 'test', name, info.testCount),
  };
}

function checkShards(value: unknown, split: string, name: DatasetName, limit: number): readonly ShardInfo[] {
  if (!Array.isArray(value) || value.length === 0) throw new Error(`its ${split} shards are not a list`);
  const exampleBytes = 1 + countImageBytes(name);
  const shards = value.map((each, index) => checkShard(each, `${split} shard ${index}`, exampleBytes));
  const total = countExamples(shards);
  if (total > limit) throw new Error(`it lists ${total} ${split} examples, more than ${limit}`);
  return shards;
}

function checkShard(value: unknown, where: string, exampleBytes: number): ShardInfo {
  if (!isRecord(value)) throw new Error(`${where} is not an object`);
  const { file, sizeBytes, inflatedBytes, sha256, count } = value;
  if (typeof file !== 'string' || !/^[a-z0-9-]{1,60}\.shard$/.test(file)) {
    throw new Error(`${where} has the file name ${JSON.stringify(file)}`);
  }
  if (!isCount(sizeBytes) || sizeBytes > SHARD_LIMIT_BYTES) {
    throw new Error(`${where} has the size ${JSON.stringify(sizeBytes)}`);
  }
  if (!isCount(count)) throw new Error(`${where} has the count ${JSON.stringify(count)}`);
  if (inflatedBytes !== count * exampleBytes || inflatedBytes > SHARD_LIMIT_BYTES) {
    throw new Error(`${where} has the inflated size ${JSON.stringify(inflatedBytes)} for ${count} examples`);
  }
  if (!isHash(sha256)) throw new Error(`${where} has no SHA-256`);
  return { file, sizeBytes, inflatedBytes, sha256, count };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

function isHash(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}
