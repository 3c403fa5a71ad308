/**
 * Which images does a step see, and which weights? Every draw comes from a stream keyed by (seed, purpose,
 * stage, epoch, step), so that any step can be run again, or for the first time after a pause, with the same
 * bits. What is random about each image and unit is drawn micro-shard by micro-shard (`parallel/draw.ts`).
 */
import * as tf from '@tensorflow/tfjs-core';
import { createStream } from '../../math/random.ts';
import type { RunPosition } from '../../protocol/snapshots.ts';
import type { TrainStage } from '../../recipe/schema.ts';
import type { Network } from '../models/network.ts';
import { createDropConnect } from '../transforms/mask.ts';
import type { WeightTransform } from '../transforms/transform.ts';

/** The order in which an epoch visits the examples. */
export function drawOrder(count: number, seed: number, stage: number, epoch: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, index) => index);
  createStream(seed, 'order', stage, epoch).shuffle(order);
  return order;
}

/** The part of an epoch's order that a step trains on. */
export function takeBatch(order: Int32Array, { batchSize }: TrainStage, step: number): Int32Array {
  return order.subarray(step * batchSize, (step + 1) * batchSize);
}

/**
 * DropConnect for one step on every dense kernel but the last, whose outputs are the classes. Caller
 * disposes.
 */
export function drawDropConnect(
  network: Network,
  rate: number,
  seed: number,
  at: RunPosition,
): ReadonlyMap<string, readonly WeightTransform[]> {
  if (rate === 0) return new Map();
  const dense = network.tensors
    .filter(({ role, shape }) => role === 'kernel' && shape.length === 2)
    .slice(0, -1);
  return new Map(
    dense.map(({ name, shape }) => {
      const survivors = new Float32Array(tf.util.sizeFromShape([...shape]));
      createStream(seed, 'dropConnect', name, at.stage, at.epoch, at.step).fillBernoulli(survivors, 1 - rate);
      return [name, [createDropConnect(shape, survivors, rate)]];
    }),
  );
}
