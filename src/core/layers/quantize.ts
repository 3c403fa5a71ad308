/**
 * The forward pass of quantized activations, with gradients of its own (PACT, Choi et al. 2018, arXiv
 * 1805.06085, equation 3): what lies in [0, bound) passes its gradient on as if nothing had been rounded, and
 * what lies at or above the bound gives its gradient to the bound.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { QuantizeActivationSpec } from '../../spec/layers/quantizeactivation.ts';
import { countLevels, SMALLEST_BOUND } from '../../techniques/quantizeactivations/values.ts';
import type { Forward } from './row.ts';

export const forwardQuantizeActivation: Forward<QuantizeActivationSpec> = (x, { name, bits }, { lookup }) =>
  quantize(x, lookup(`${name}/bound`), bits);

function quantize(x: tf.Tensor, bound: tf.Tensor, bits: number): tf.Tensor {
  const run = tf.customGrad((values, limit, save) => {
    const [input, learnt] = [values as tf.Tensor, limit as tf.Tensor];
    (save as tf.GradSaveFunc)([input, learnt]);
    const top = tf.maximum(learnt, SMALLEST_BOUND);
    const step = tf.div(top, countLevels(bits));
    const clipped = tf.minimum(tf.relu(input), top);
    const gradFunc = (gradient: tf.Tensor, saved: tf.Tensor[]) => {
      const [seen, limited] = saved as [tf.Tensor, tf.Tensor];
      const isAbove = tf.cast(tf.greaterEqual(seen, tf.maximum(limited, SMALLEST_BOUND)), 'float32');
      const isBelow = tf.cast(tf.less(seen, 0), 'float32');
      const isInside = tf.sub(1, tf.add(isAbove, isBelow));
      return [tf.mul(gradient, isInside), tf.reshape(tf.sum(tf.mul(gradient, isAbove)), limited.shape)];
    };
    return { value: tf.mul(tf.round(tf.div(clipped, step)), step), gradFunc };
  });
  return run(x, bound);
}
