/**
 * Batch normalization (Ioffe and Szegedy 2015, arXiv 1502.03167, Algorithm 1): y = scale * (x - mean) /
 * sqrt(variance + epsilon) + shift, per channel. In training, mean and (biased) variance are those of the
 * batch and the gradient goes through them; in inference they are the moving averages.
 */
import * as tf from '@tensorflow/tfjs-core';
import { type NormalizedBatch, batchNormTrain as normalizeBatch } from '../../kernels/batchnorm.ts';
import { BATCH_NORM_EPSILON } from '../../spec/layers/batchnorm.ts';

/** Share of the old moving average that is kept at each training step. */
export const BATCH_NORM_MOMENTUM = 0.9;

/** Normalizes by the batch's own statistics, and applies the relu that follows, if any. Inside a tidy. */
export function batchNormTrain(
  x: tf.Tensor,
  scale: tf.Tensor,
  shift: tf.Tensor,
  relu: boolean,
): NormalizedBatch {
  return normalizeBatch(x, scale, shift, BATCH_NORM_EPSILON, relu);
}

/** Normalizes with the moving averages, as one multiplication and one addition per value. */
export function batchNormInfer(
  x: tf.Tensor,
  scale: tf.Tensor,
  shift: tf.Tensor,
  mean: tf.Tensor,
  variance: tf.Tensor,
): tf.Tensor {
  return tf.tidy(() => {
    const factor = tf.mul(scale, tf.rsqrt(tf.add(variance, BATCH_NORM_EPSILON)));
    return tf.add(tf.mul(x, factor), tf.sub(shift, tf.mul(mean, factor)));
  });
}
