/**
 * Weights of three values (`techniques/ternarize/values.ts`). By the rule `mean` the gradient passes to the
 * latent weights as it is (ternary-weight networks, arXiv 1605.04711, section 2.3). Scales that learn get the
 * gradients of all weights that have them, and give theirs to the latent weights, which under the threshold
 * get 1 (trained ternary quantization, arXiv 1612.01064, equations 7 and 8).
 */
import * as tf from '@tensorflow/tfjs-core';
import type { TensorInfo } from '../../spec/tensors.ts';
import { type TernarySnapshot, toScaleTensors } from '../../techniques/ternarize/transform.ts';
import { THRESHOLD_SHARES } from '../../techniques/ternarize/values.ts';
import type { ReadTensor, WeightTransform } from './transform.ts';

/** @param info the tensor whose values become ternary */
export function createTernary(snapshot: TernarySnapshot, info: TensorInfo): WeightTransform {
  const { rule } = snapshot;
  const [positive, negative] = toScaleTensors(snapshot.tensor, info).map(({ name }) => name) as [
    string,
    string,
  ];
  const toFloat = (values: tf.Tensor) => tf.cast(values, 'float32');
  const meanSize = (sizes: tf.Tensor, isCounted: tf.Tensor) =>
    tf.div(tf.sum(tf.mul(sizes, isCounted)), tf.maximum(tf.sum(isCounted), 1));
  /** Ones where a weight is above the threshold, and where it is below its negative. */
  const split = (weights: tf.Tensor) => {
    const sizes = tf.abs(weights);
    const size = rule === 'mean' ? meanSize(sizes, toFloat(tf.notEqual(weights, 0))) : tf.max(sizes);
    const threshold = tf.mul(size, THRESHOLD_SHARES[rule]);
    const above = toFloat(tf.greater(weights, threshold));
    const below = toFloat(tf.less(weights, tf.neg(threshold)));
    return { sizes, above, below };
  };
  const readScales = (read: ReadTensor, { sizes, above, below }: ReturnType<typeof split>) => {
    if (rule === 'learnt') return [read(positive), read(negative)] as const;
    const scale = meanSize(sizes, tf.add(above, below));
    return [scale, scale] as const;
  };
  return {
    kind: 'ternary',
    apply: (weights, read) =>
      tf.tidy(() => {
        const parts = split(weights);
        const [up, down] = readScales(read, parts);
        return tf.sub(tf.mul(parts.above, up), tf.mul(parts.below, down));
      }),
    pullBack: (gradient, input, read) => {
      if (rule === 'mean') return { input: gradient.clone() };
      const [pulled, byPositive, byNegative] = tf.tidy(() => {
        const { above, below } = split(input);
        const between = tf.sub(1, tf.add(above, below));
        const factor = tf.add(between, tf.add(tf.mul(above, read(positive)), tf.mul(below, read(negative))));
        const sumOver = (places: tf.Tensor) => tf.reshape(tf.sum(tf.mul(gradient, places)), [1]);
        return [tf.mul(gradient, factor), sumOver(above), tf.neg(sumOver(below))] as const;
      });
      const parameters = new Map<string, tf.Tensor>([
        [positive, byPositive],
        [negative, byNegative],
      ]);
      return { input: pulled, parameters };
    },
    toSnapshot: () => snapshot,
    dispose: () => undefined,
  };
}
