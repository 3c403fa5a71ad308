/**
 * Which images does a step see, and with what noise? Every draw comes from a stream keyed by (seed, purpose, stage, epoch,
 * step), so that any step can be run again, or for the first time after a pause, with the same bits.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Examples } from '../../data/examples.ts';
import { createStream } from '../../math/random.ts';
import type { RunPosition } from '../../protocol/snapshots.ts';
import type { TrainStage } from '../../recipe/schema.ts';
import type { Network } from '../models/network.ts';
import { toOneHot } from '../train/loss.ts';
import type { StepInput } from '../train/step.ts';
import { createDropConnect } from '../transforms/mask.ts';
import type { WeightTransform } from '../transforms/transform.ts';

/** The order in which an epoch visits the examples. */
export function drawOrder(count: number, seed: number, stage: number, epoch: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, index) => index);
  createStream(seed, 'order', stage, epoch).shuffle(order);
  return order;
}

/** Everything random about one step, ready for `trainStep`; free it with `disposeBatch`. */
export function drawBatch(
  network: Network,
  examples: Examples,
  order: Int32Array,
  stage: TrainStage,
  seed: number,
  at: RunPosition,
): Omit<StepInput, 'learningRate'> {
  const { spec } = network;
  const indices = order.subarray(at.step * stage.batchSize, (at.step + 1) * stage.batchSize);
  const keys = [at.stage, at.epoch, at.step] as const;
  const pixels = new Float32Array(indices.length * tf.util.sizeFromShape([...spec.inputShape]));
  const labels = new Int32Array(indices.length);
  const { augment } = stage;
  const moves = augment && {
    crop: augment.crop,
    flip: augment.flip,
    stream: createStream(seed, 'augment', ...keys),
  };
  examples.fillBatch(indices, pixels, labels, moves);
  return {
    images: tf.tensor4d(pixels, [indices.length, ...spec.inputShape]),
    targets: toOneHot(labels, spec.classes),
    labels,
    dropout: (index, rate, shape) =>
      drawDropout(stage.dropout ?? rate, shape, createStream(seed, 'dropout', index, ...keys)),
    extraTransforms: drawDropConnect(network, stage.dropConnect ?? 0, seed, keys),
  };
}

export function disposeBatch(batch: Omit<StepInput, 'learningRate'>): void {
  tf.dispose([batch.images, batch.targets]);
  for (const transforms of batch.extraTransforms.values()) for (const each of transforms) each.dispose();
}

function drawDropout(
  rate: number,
  shape: number[],
  stream: ReturnType<typeof createStream>,
): tf.Tensor | null {
  if (rate === 0) return null;
  const survivors = new Float32Array(tf.util.sizeFromShape(shape));
  stream.fillBernoulli(survivors, 1 - rate);
  for (let index = 0; index < survivors.length; index++) survivors[index]! /= 1 - rate;
  return tf.tensor(survivors, shape);
}

/** DropConnect on every dense kernel but the last, whose outputs are the classes. */
function drawDropConnect(
  network: Network,
  rate: number,
  seed: number,
  keys: readonly number[],
): ReadonlyMap<string, readonly WeightTransform[]> {
  if (rate === 0) return new Map();
  const dense = network.trainable
    .filter(({ role, shape }) => role === 'kernel' && shape.length === 2)
    .slice(0, -1);
  return new Map(
    dense.map(({ name, shape }) => {
      const survivors = new Float32Array(tf.util.sizeFromShape([...shape]));
      createStream(seed, 'dropConnect', name, ...keys).fillBernoulli(survivors, 1 - rate);
      return [name, [createDropConnect(shape, survivors, rate)]];
    }),
  );
}
