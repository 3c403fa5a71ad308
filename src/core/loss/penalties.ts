/**
 * Penalties on weights: terms of the loss that need no image, so their gradients are added once, after the
 * sum over the batch. L2 (weight decay): strength / 2 * sum w^2; L1: strength * sum |w|.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { TrainStage } from '../../recipe/schema.ts';

/**
 * Adds the gradients of weight decay and regularizer by the effective weights. Takes ownership of `gradient`.
 */
export function addPenalty(
  gradient: tf.Tensor,
  weights: tf.Tensor,
  { optimizer, regularizer }: Pick<TrainStage, 'optimizer' | 'regularizer'>,
): tf.Tensor {
  const strength = { l1: 0, l2: optimizer.weightDecay };
  if (regularizer !== undefined) strength[regularizer.kind] += regularizer.strength;
  if (strength.l1 === 0 && strength.l2 === 0) return gradient;
  const total = tf.tidy(() => {
    let sum = gradient;
    if (strength.l2 > 0) sum = tf.add(sum, tf.mul(weights, strength.l2));
    if (strength.l1 > 0) sum = tf.add(sum, tf.mul(toSign(weights), strength.l1));
    return sum;
  });
  gradient.dispose();
  return total;
}

/** -1, 0 or 1 for every weight that is not smaller than 1e-30 in size: tfjs has no sign kernel on WASM. */
function toSign(weights: tf.Tensor): tf.Tensor {
  return tf.clipByValue(tf.mul(weights, 1e30), -1, 1);
}
