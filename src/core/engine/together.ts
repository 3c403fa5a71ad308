/**
 * How fast do all workers together train a model? Every thread, the own one included, takes the gradients of as many images at once,
 * by the very tasks of a training step; only the update, which costs little, is left out.
 */
import { createStream } from '../../math/random.ts';
import { DATASETS, type DatasetName } from '../../recipe/datasets.ts';
import { isTrainable, type ModelSpec } from '../../recipe/model.ts';
import { sizeOf } from '../../recipe/shapes.ts';
import { initializeModel } from '../models/initialize.ts';
import { performTask } from '../parallel/perform.ts';
import type { HelperPool } from '../parallel/pool.ts';
import type { GradientTask } from '../parallel/task.ts';

/**
 * @param images for each thread
 * @returns performs a round and answers how many images that were
 */
export function createRound(
  spec: ModelSpec,
  dataset: DatasetName,
  pool: HelperPool,
  images: number,
): () => Promise<number> {
  const weights = flatten(
    initializeModel(spec, 1).tensors.flatMap(({ role, values }) => (isTrainable(role) ? [values] : [])),
  );
  const threads = 1 + pool.size;
  const pixels = new Uint8Array(images * sizeOf(DATASETS[dataset].imageShape));
  const noise = new Float32Array(pixels.length);
  createStream(1, 'together').fillUniform(noise, 0, 256);
  pixels.set(noise);
  const createTask = (): GradientTask => ({
    kind: 'gradients',
    spec,
    weights: weights.slice(),
    images: {
      dataset,
      pixels: pixels.slice(),
      labels: Uint8Array.from({ length: images }, (_, i) => i % spec.classes),
    },
    noise: { seed: 1, at: { stage: 0, epoch: 0, step: 0 } },
    batchImages: images * threads,
    firstShard: 0,
  });
  return async () => {
    const asked = Array.from({ length: threads - 1 }, (_, helper) => pool.perform(helper, createTask));
    await Promise.all([performTask(createTask()), ...asked]);
    return images * threads;
  };
}

function flatten(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
