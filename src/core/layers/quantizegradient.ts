/**
 * Gradients of few bits (`techniques/dorefa/values.ts`): each image's have a range of their own, and are
 * rounded up or down by numbers drawn for the step.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { QuantizeGradientSpec } from '../../spec/layers/quantizegradient.ts';
import { countSteps, SMALLEST_SIZE } from '../../techniques/dorefa/values.ts';
import type { Forward } from './row.ts';

export const forwardQuantizeGradient: Forward<QuantizeGradientSpec> = (x, { name, bits }, { training }) => {
  const uniform = training?.draw?.('gradient', name, x.shape);
  if (uniform === undefined) return x;
  return tf.customGrad((values, save) => {
    (save as tf.GradSaveFunc)([uniform]);
    return {
      value: tf.clone(values as tf.Tensor),
      gradFunc: (gradient: tf.Tensor, saved: tf.Tensor[]) => quantize(gradient, saved[0]!, bits),
    };
  })(x);
};

function quantize(gradient: tf.Tensor, uniform: tf.Tensor, bits: number): tf.Tensor {
  const steps = countSteps(bits);
  const axes = gradient.shape.map((_, axis) => axis).slice(1);
  const largest = tf.max(tf.abs(gradient), axes, true);
  const shares = tf.add(tf.mul(tf.div(gradient, tf.maximum(largest, SMALLEST_SIZE)), 0.5), 0.5);
  const numbers = tf.round(tf.add(tf.mul(shares, steps), tf.sub(uniform, 0.5)));
  const levels = tf.sub(tf.clipByValue(numbers, 0, steps), steps / 2);
  return tf.mul(tf.mul(levels, 2 / steps), largest);
}
