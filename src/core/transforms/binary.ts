/**
 * Weights of one bit (`techniques/binarize/values.ts`). Gradients pass where the latent weight lies between
 * -1 and 1 (the straight-through estimator). With a scale a, the mean size of its n weights, a weight's
 * gradient is g (1/n + a [|w| <= 1]) (Rastegari et al. 2016, arXiv 1603.05279, section 3.1). Without one,
 * latent weights are held between -1 and 1 (BinaryConnect, arXiv 1511.00363, section 2.4); signs may then be
 * drawn in training, +1 with the chance of a hard sigmoid (section 2.2). Whatever is evaluated or written has
 * the latent weight's own sign: of the paper's three ways to test, the one that leaves a net of one bit.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { TensorInfo } from '../../spec/tensors.ts';
import type { BinarySnapshot } from '../../techniques/binarize/transform.ts';
import { countScales } from '../../techniques/binarize/values.ts';
import type { WeightTransform } from './transform.ts';

/** @param info the tensor whose values become binary */
export function createBinary(snapshot: BinarySnapshot, { units }: TensorInfo): WeightTransform {
  const { scale, isStochastic = false } = snapshot;
  const columns = countScales(scale, units);
  const toColumns = (values: tf.Tensor) => tf.reshape(values, [-1, columns]);
  /** -1, 0 or 1: tfjs has no sign kernel on WASM. */
  const toSign = (values: tf.Tensor) =>
    tf.sub(tf.cast(tf.greater(values, 0), 'float32'), tf.cast(tf.less(values, 0), 'float32'));
  const drawSign = (weights: tf.Tensor, uniform: tf.Tensor) => {
    const chance = tf.clipByValue(tf.mul(tf.add(weights, 1), 0.5), 0, 1);
    const sign = tf.sub(tf.mul(tf.cast(tf.less(uniform, chance), 'float32'), 2), 1);
    return tf.mul(sign, tf.cast(tf.notEqual(weights, 0), 'float32'));
  };
  /** The weights of each scale that are not zero, and their mean size; one for a scale without any. */
  const measure = (values: tf.Tensor) => {
    const members = tf.maximum(tf.sum(tf.cast(tf.notEqual(values, 0), 'float32'), 0), 1);
    return { members, sizes: tf.div(tf.sum(tf.abs(values), 0), members) };
  };
  return {
    kind: 'binary',
    apply: (weights, _, draw) =>
      tf.tidy(() => {
        if (isStochastic && draw) return drawSign(weights, draw('sign', weights.shape));
        if (scale === 'none') return toSign(weights);
        const values = toColumns(weights);
        return tf.reshape(tf.mul(toSign(values), measure(values).sizes), weights.shape);
      }),
    pullBack: (gradient, input) => ({
      input: tf.tidy(() => {
        const values = toColumns(input);
        const isNear = tf.cast(tf.lessEqual(tf.abs(values), 1), 'float32');
        if (scale === 'none') return tf.mul(gradient, tf.reshape(isNear, gradient.shape));
        const { members, sizes } = measure(values);
        const factor = tf.add(tf.div(1, members), tf.mul(isNear, sizes));
        return tf.mul(gradient, tf.reshape(factor, gradient.shape));
      }),
    }),
    ...(scale === 'none' && { constrain: (latent: tf.Tensor) => tf.clipByValue(latent, -1, 1) }),
    toSnapshot: () => snapshot,
    dispose: () => undefined,
  };
}
