/**
 * Weights of DoReFa-Net (`techniques/dorefa/values.ts`). The gradient goes through the rounding as if there
 * were none, and through tanh and the division by the largest as they are (Zhou et al. 2016, arXiv
 * 1606.06160, section 2.3); of one bit it passes as it is (equation 8).
 */
import * as tf from '@tensorflow/tfjs-core';
import { DENOMINATOR, LARGEST_ANGLE, NUMERATOR } from '../../math/tangent.ts';
import type { TensorInfo } from '../../spec/tensors.ts';
import type { DoReFaSnapshot } from '../../techniques/dorefa/transform.ts';
import { countSteps, SMALLEST_SIZE } from '../../techniques/dorefa/values.ts';
import { createBinary } from './binary.ts';
import type { WeightTransform } from './transform.ts';

/** @param info the tensor whose values get few bits */
export function createDoReFa(snapshot: DoReFaSnapshot, info: TensorInfo): WeightTransform {
  const { tensor, bits } = snapshot;
  const own = { kind: 'doReFa', toSnapshot: () => snapshot, dispose: () => undefined } as const;
  if (bits === 1) {
    const { apply } = createBinary({ kind: 'binary', tensor, scale: 'tensor' }, info);
    return { ...own, apply, pullBack: (gradient) => ({ input: gradient.clone() }) };
  }
  const steps = countSteps(bits);
  return {
    ...own,
    apply: (weights) =>
      tf.tidy(() => {
        const { bent, largest } = measure(weights);
        const shares = tf.add(tf.mul(tf.div(bent, largest), 0.5), 0.5);
        const levels = tf.mul(tf.sub(tf.round(tf.mul(shares, steps)), steps / 2), 2 / steps);
        return tf.mul(levels, tf.cast(tf.notEqual(weights, 0), 'float32'));
      }),
    pullBack: (gradient, input) => ({
      input: tf.tidy(() => {
        const { bent, largest } = measure(input);
        const slope = tf.div(tf.sub(1, tf.mul(bent, bent)), largest);
        // Each weight at the largest size makes all others smaller.
        const isLargest = tf.cast(tf.equal(tf.abs(bent), largest), 'float32');
        const pulled = tf.div(
          tf.sum(tf.mul(gradient, bent)),
          tf.mul(largest, tf.maximum(tf.sum(isLargest), 1)),
        );
        const byLargest = tf.mul(isLargest, tf.mul(tf.div(bent, largest), pulled));
        return tf.mul(tf.sub(gradient, byLargest), slope);
      }),
    }),
  };
}

function measure(weights: tf.Tensor): { readonly bent: tf.Tensor; readonly largest: tf.Tensor } {
  const bent = bend(weights);
  return { bent, largest: tf.maximum(tf.max(tf.abs(bent)), SMALLEST_SIZE) };
}

/** tanh, as `math/tangent.ts` has it. */
function bend(values: tf.Tensor): tf.Tensor {
  const x = tf.maximum(tf.minimum(values, LARGEST_ANGLE), -LARGEST_ANGLE);
  const square = tf.mul(x, x);
  const sum = ([first = 0, ...terms]: readonly number[]) =>
    terms.reduce<tf.Tensor>((total, term) => tf.add(tf.mul(total, square), term), tf.fill(x.shape, first));
  return tf.div(tf.mul(x, sum(NUMERATOR)), sum(DENOMINATOR));
}
