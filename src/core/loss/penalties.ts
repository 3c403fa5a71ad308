/**
 * Penalties on weights: terms of the loss that need no image, so their gradients are added once, after the
 * sum over the batch. L2 (weight decay): strength / 2 * sum w^2; L1: strength * sum |w|.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { TrainStage } from '../../recipe/schema.ts';
import { TENSOR_ROLES, type TensorInfo } from '../../spec/tensors.ts';

/** Strengths of the penalties on one tensor. */
export interface Penalty {
  readonly l1: number;
  readonly l2: number;
}

/**
 * What a stage asks of a tensor: the optimizer's weight decay and the regularizer where the tensor's role
 * decays, and its own decay alone where it has one.
 */
export function toPenalty(
  { role, training }: Pick<TensorInfo, 'role' | 'training'>,
  { optimizer, regularizer }: Pick<TrainStage, 'optimizer' | 'regularizer'>,
): Penalty {
  if (training !== undefined) return { l1: 0, l2: training.decay };
  const penalty = { l1: 0, l2: 0 };
  if (!TENSOR_ROLES[role].decays) return penalty;
  penalty.l2 = optimizer.weightDecay;
  if (regularizer !== undefined) penalty[regularizer.kind] += regularizer.strength;
  return penalty;
}

/**
 * Adds the gradients of a penalty by the effective weights. Takes ownership of `gradient`.
 * @returns a tensor of the gradient's shape
 */
export function addPenalty(gradient: tf.Tensor, weights: tf.Tensor, { l1, l2 }: Penalty): tf.Tensor {
  if (l1 === 0 && l2 === 0) return gradient;
  const total = tf.tidy(() => {
    let sum = gradient;
    if (l2 > 0) sum = tf.add(sum, tf.mul(weights, l2));
    if (l1 > 0) sum = tf.add(sum, tf.mul(toSign(weights), l1));
    return sum;
  });
  gradient.dispose();
  return total;
}

/** -1, 0 or 1 for every weight that is not smaller than 1e-30 in size: tfjs has no sign kernel on WASM. */
function toSign(weights: tf.Tensor): tf.Tensor {
  return tf.clipByValue(tf.mul(weights, 1e30), -1, 1);
}
