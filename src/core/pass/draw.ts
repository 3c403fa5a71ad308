/**
 * The images that a micro-shard sees, with their noise. Every draw comes from a stream keyed by (seed,
 * purpose, stage, epoch, step, shard), so that any of them can be drawn again, by any worker, with the same
 * bits.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Examples } from '../../data/examples.ts';
import { createStream, type Stream } from '../../math/random.ts';
import type { RunPosition } from '../../protocol/snapshots.ts';
import type { TrainStage } from '../../recipe/schema.ts';
import type { ModelSpec } from '../../spec/model.ts';
import { toOneHot } from '../loss/labels.ts';
import { type LossTerm, takeImages } from '../loss/terms.ts';
import type { ShardInput } from './shard.ts';

/** What is random about a step. Plain data. */
export interface Noise {
  readonly seed: number;
  readonly at: RunPosition;
  readonly augment?: TrainStage['augment'];
  readonly dropout?: TrainStage['dropout'];
}

export function toNoise(stage: TrainStage, seed: number, at: RunPosition): Noise {
  return {
    seed,
    at,
    ...(stage.augment && { augment: stage.augment }),
    ...(stage.dropout !== undefined && { dropout: stage.dropout }),
  };
}

/**
 * @param indices of the shard's images among `examples`
 * @param terms what the loss is made of, for the same examples; the labels alone where absent
 */
export function drawShard(
  spec: ModelSpec,
  examples: Examples,
  indices: ArrayLike<number>,
  noise: Noise,
  shard: number,
  terms?: readonly LossTerm[],
): ShardInput {
  const { seed, at, augment, dropout } = noise;
  const keys = [at.stage, at.epoch, at.step, shard] as const;
  const count = indices.length;
  const pixels = new Float32Array(count * tf.util.sizeFromShape([...spec.inputShape]));
  const labels = new Int32Array(count);
  const moves = augment && { ...augment, stream: createStream(seed, 'augment', ...keys) };
  examples.fillBatch(indices, pixels, labels, moves);
  return {
    images: tf.tensor4d(pixels, [count, ...spec.inputShape]),
    targets: toOneHot(labels, spec.classes),
    labels,
    ...(terms && { terms: takeImages(terms, indices, spec) }),
    dropout: (index, rate, shape) =>
      drawDropout(dropout ?? rate, shape, createStream(seed, 'dropout', index, ...keys)),
    draw: (purpose, name, values) => drawUniform(noise, { purpose, name, shape: values }, shard),
  };
}

/**
 * Uniform numbers from 0 to below 1 for a step's values of one name, which tell the purposes of a seed apart.
 * Caller disposes.
 * @param keys more that tells draws of one step apart
 */
export function drawUniform(
  { seed, at }: Pick<Noise, 'seed' | 'at'>,
  {
    purpose,
    name,
    shape,
  }: { readonly purpose: string; readonly name: string; readonly shape: readonly number[] },
  ...keys: readonly number[]
): tf.Tensor {
  const values = new Float32Array(tf.util.sizeFromShape([...shape]));
  createStream(seed, purpose, name, at.stage, at.epoch, at.step, ...keys).fillUniform(values, 0, 1);
  return tf.tensor(values, [...shape]);
}

export function disposeShard({ images, targets }: ShardInput): void {
  tf.dispose([images, targets]);
}

function drawDropout(rate: number, shape: number[], stream: Stream): tf.Tensor | null {
  if (rate === 0) return null;
  const survivors = new Float32Array(tf.util.sizeFromShape(shape));
  stream.fillBernoulli(survivors, 1 - rate);
  for (let index = 0; index < survivors.length; index++) survivors[index]! /= 1 - rate;
  return tf.tensor(survivors, shape);
}
