/** What an engine hands to the worker that runs it: something to step, and how to let go of it. */
import { type Examples, openPacked } from '../../../src/data/examples.ts';
import { createStream } from '../../../src/math/random.ts';
import { DATASETS } from '../../../src/spec/datasets.ts';
import { sizeOf } from '../../../src/spec/shapes.ts';
import { MODEL_DATASET, type ModelName } from '../../../src/spec/zoo.ts';
import type { Prepared } from '../messages.ts';

export interface Running extends Prepared {
  /** How many images a step computes. */
  readonly images: number;
  /**
   * Does the work of one batch. @returns the loss before the step, in training; nothing where it is done at
   * once: a promise would cost more than a small layer
   */
  step(): Promise<number | undefined> | undefined;
  dispose(): void;
}

/** The same input for every engine: uniform from -1 to 1, row-major [batch, ...shape]. */
export function drawInput(batch: number, shape: readonly number[]): Float32Array {
  const values = new Float32Array(batch * sizeOf(shape));
  createStream(1, 'bench input').fillUniform(values, -1, 1);
  return values;
}

/** As many images as a micro-shard of a convolutional net holds. */
const DISTINCT_IMAGES = 32;

/**
 * The same training images for every engine: random bytes, and labels in turn. They repeat, so that batch
 * statistics are the same whether an engine takes them over the batch or over micro-shards.
 */
export function drawTrainingImages(
  net: ModelName,
  batch: number,
): { examples: Examples; values: Float32Array; labels: Int32Array } {
  const info = DATASETS[MODEL_DATASET[net]];
  const size = sizeOf(info.imageShape);
  const noise = new Float32Array(DISTINCT_IMAGES * size);
  createStream(1, 'bench images').fillUniform(noise, 0, 256);
  const pixels = new Uint8Array(batch * size);
  for (let i = 0; i < pixels.length; i++) pixels[i] = Math.min(255, noise[i % noise.length]!);
  const bytes = Uint8Array.from({ length: batch }, (_, i) => (i % DISTINCT_IMAGES) % info.classes.length);
  const examples = openPacked(info, pixels, bytes);
  const [values, labels] = [new Float32Array(batch * size), new Int32Array(batch)];
  examples.fillBatch(Int32Array.from(bytes.keys()), values, labels);
  return { examples, values, labels };
}

/** How many images' logits a sample holds. */
export const SAMPLE_IMAGES = 4;
