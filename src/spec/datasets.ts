/**
 * Which data sets are there, and what do their images look like? The names, shapes, counts and class names
 * that the page, the engine and the preparation tool share. Pixels are normalised per batch as (byte / 255 -
 * mean) / deviation, per channel, with the training set's own statistics.
 *
 * MNIST: LeCun, Cortes, Burges. CIFAR-10: Krizhevsky, "Learning Multiple Layers of Features from Tiny
 * Images", 2009.
 */
import { withCode } from './failure.ts';
import type { ModelSpec } from './model.ts';

export const DATASET_NAMES = ['mnist', 'cifar10'] as const;
export type DatasetName = (typeof DATASET_NAMES)[number];

export interface DatasetInfo {
  readonly name: DatasetName;
  readonly title: string;
  /** [height, width, channels] of one image. */
  readonly imageShape: readonly [number, number, number];
  readonly classes: readonly string[];
  readonly trainCount: number;
  readonly testCount: number;
  /** Per-channel mean and standard deviation of pixel / 255 over the training images. */
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
}

export const DATASETS: Readonly<Record<DatasetName, DatasetInfo>> = {
  mnist: {
    name: 'mnist',
    title: 'MNIST',
    imageShape: [28, 28, 1],
    classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
    trainCount: 60000,
    testCount: 10000,
    mean: [0.1307],
    deviation: [0.3081],
  },
  cifar10: {
    name: 'cifar10',
    title: 'CIFAR-10',
    imageShape: [32, 32, 3],
    classes: ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
    trainCount: 50000,
    testCount: 10000,
    mean: [0.4914, 0.4822, 0.4465],
    deviation: [0.247, 0.2435, 0.2616],
  },
};

/** Why a net cannot answer for a data set's images; null where it can. */
export function findMismatch(
  { name, inputShape, classes }: Pick<ModelSpec, 'name' | 'inputShape' | 'classes'>,
  dataset: DatasetName,
): string | null {
  const { imageShape, classes: answers } = DATASETS[dataset];
  if (inputShape.join() !== imageShape.join())
    return `${name} reads [${inputShape}] images, but ${dataset} has [${imageShape}]`;
  return classes === answers.length
    ? null
    : `${name} tells ${classes} classes apart, but ${dataset} has ${answers.length}`;
}

/** The data set whose images a net reads; undefined where there is none. */
export function findDataset(
  spec: Pick<ModelSpec, 'name' | 'inputShape' | 'classes'>,
): DatasetName | undefined {
  return DATASET_NAMES.find((name) => findMismatch(spec, name) === null);
}

/** @throws with one sentence where a net cannot answer for a data set's images */
export function checkReads(
  spec: Pick<ModelSpec, 'name' | 'inputShape' | 'classes'>,
  dataset: DatasetName,
): void {
  const mismatch = findMismatch(spec, dataset);
  if (mismatch === null) return;
  const [model, shape, classes] = [spec.name, spec.inputShape.join('×'), spec.classes];
  throw withCode(new Error(mismatch), 'wrongDataset', { model, shape, classes, dataset });
}

/**
 * One shard of a split: `file` holds `count` gzip-compressed examples, each its label byte and then its pixel
 * bytes.
 */
export interface ShardInfo {
  /** File name beside the manifest. */
  readonly file: string;
  /** Length of the file, and of its content once inflated, in bytes. */
  readonly sizeBytes: number;
  readonly inflatedBytes: number;
  /** SHA-256 of the file as it lies on disk, lower-case hex. */
  readonly sha256: string;
  readonly count: number;
}

/**
 * `public/data/<dataset>/manifest.json`: written last by the preparation, so that its presence means
 * "complete".
 */
export interface DataManifest {
  readonly version: 1;
  readonly dataset: DatasetName;
  /** SHA-256 over the concatenated shard hashes, train first: names the data in a checkpoint's provenance. */
  readonly sha256: string;
  readonly train: readonly ShardInfo[];
  readonly test: readonly ShardInfo[];
}
