/**
 * How fast do the workers together train a model? As many threads as a batch of 128 images keeps busy (it is
 * cut into micro-shards: four for a net with convolutions, one for a dense net) take the gradients of as many
 * images at once, the helpers by the very tasks of a training step. Left out are the sum of the gradients and
 * the update, which cost little.
 */
import { createStream } from '../../math/random.ts';
import { DATASETS } from '../../spec/datasets.ts';
import { isTrainable, type ModelSpec } from '../../spec/model.ts';
import { sizeOf } from '../../spec/shapes.ts';
import { initializeModel } from '../models/initialize.ts';
import type { HelperPool } from '../parallel/pool.ts';
import { cutBatch, shardSizeOf, shareOut } from '../parallel/shards.ts';
import type { GradientTask } from '../parallel/task.ts';
import { countPaceImages, createPasses } from './pace.ts';

/** Trains on noise; answers on how many images. */
export type Round = () => Promise<number>;

const USUAL_BATCH = 128;

/** Rounds of the own thread and the pool's helpers, which start with the first. */
export function createRound(spec: ModelSpec, pool: HelperPool): Round {
  const images = Math.min(shardSizeOf(spec), countPaceImages(spec));
  const shards = cutBatch(USUAL_BATCH, shardSizeOf(spec)).length;
  const createTask = createTasks(spec, images);
  // Helpers are given images as bytes of a data set; a net that reads no known one is trained on one thread.
  const threads = createTask === null ? 1 : shareOut(shards, 1 + pool.size).length;
  const passes = createPasses(spec, images);
  return async () => {
    // Asked before this thread is busy.
    const asked = Array.from({ length: threads - 1 }, (_, helper) => pool.perform(helper, createTask!));
    await Promise.all([passes.run(), ...asked]);
    return images * threads;
  };
}

/** Makes tasks of one micro-shard each: images of noise, and weights as they are at first. */
function createTasks(spec: ModelSpec, images: number): (() => GradientTask) | null {
  const shape = spec.inputShape.join();
  const dataset = Object.values(DATASETS).find(({ imageShape }) => imageShape.join() === shape);
  if (dataset === undefined) return null;
  const trainable = initializeModel(spec, 1).tensors.filter(({ role }) => isTrainable(role));
  const tensors = trainable.map(({ name, shape }) => ({ name, shape }));
  const weights = flatten(trainable.map(({ values }) => values));
  const noise = new Float32Array(images * sizeOf(dataset.imageShape));
  createStream(1, 'together').fillUniform(noise, 0, 256);
  // A task's buffers change hands.
  return () => ({
    kind: 'gradients',
    spec,
    tensors,
    weights: weights.slice(),
    images: {
      dataset: dataset.name,
      pixels: Uint8Array.from(noise),
      labels: Uint8Array.from({ length: images }, (_, i) => i % spec.classes),
    },
    noise: { seed: 1, at: { stage: 0, epoch: 0, step: 0 } },
    batchImages: USUAL_BATCH,
    firstShard: 0,
  });
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
