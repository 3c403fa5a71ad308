/**
 * 16-bit fixed point (`techniques/fixedpoint/values.ts`): values on their way forward and gradients on their
 * way back, by numbers drawn for the step where rounding is by chance. The gradient passes as if nothing had
 * been rounded or cut.
 */
import * as tf from '@tensorflow/tfjs-core';
import { type FixedPointSpec, WORD_BITS } from '../../spec/layers/fixedpoint.ts';
import { roundTensor } from './rounding.ts';
import type { Forward } from './row.ts';

/**
 * Values on the grid of a fraction of so many bits, inside a tidy.
 * @param uniform numbers from 0 to below 1 where chance decides; to nearest where absent
 */
export function roundToFixed(values: tf.Tensor, fraction: number, uniform?: tf.Tensor): tf.Tensor {
  const number = roundTensor(tf.mul(values, 2 ** fraction), uniform);
  const end = 2 ** (WORD_BITS - 1);
  return tf.mul(tf.clipByValue(number, -end, end - 1), 2 ** -fraction);
}

export const forwardFixedPoint: Forward<FixedPointSpec> = (x, { name, fraction, rounding }, { training }) => {
  const draw = (purpose: string) =>
    rounding === 'stochastic' ? training?.draw?.(purpose, name, x.shape) : undefined;
  const [forth, back] = [draw('value'), draw('gradient')];
  return tf.customGrad((values, save) => {
    (save as tf.GradSaveFunc)(back === undefined ? [] : [back]);
    return {
      value: roundToFixed(values as tf.Tensor, fraction, forth),
      gradFunc: (gradient: tf.Tensor, saved: tf.Tensor[]) => roundToFixed(gradient, fraction, saved[0]),
    };
  })(x);
};
