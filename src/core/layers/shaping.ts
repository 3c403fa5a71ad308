/** The forward pass of layers without weights: pooling, dropout, flatten. */
import * as tf from '@tensorflow/tfjs-core';
import type { DropoutSpec, FlattenSpec } from '../../spec/layers/pointwise.ts';
import type { AveragePoolSpec, GlobalAveragePoolSpec, MaxPoolSpec } from '../../spec/layers/pool.ts';
import type { Forward } from './row.ts';

export const forwardFlatten: Forward<FlattenSpec> = (x) => tf.reshape(x, [x.shape[0]!, -1]);

export const forwardGlobalAveragePool: Forward<GlobalAveragePoolSpec> = (x) =>
  tf.mean(tf.reshape(x, [x.shape[0]!, -1, x.shape[3]!]), 1);

export const forwardMaxPool: Forward<MaxPoolSpec> = (x, { size, stride, padding = 'valid' }) =>
  tf.maxPool(x as tf.Tensor4D, size, stride, padding);

export const forwardAveragePool: Forward<AveragePoolSpec> = (x, { size, stride, padding = 'valid' }) =>
  tf.avgPool(x as tf.Tensor4D, size, stride, padding);

export const forwardDropout: Forward<DropoutSpec> = (x, { rate }, { training, countDropout }) => {
  const mask = training?.dropout(countDropout(), rate, x.shape) ?? null;
  return mask === null ? x : tf.mul(x, mask);
};
