/**
 * Weights on a grid whose step size learns with them (LSQ, Esser et al. 2020, arXiv 1902.08153). With r =
 * v / s: the effective weight is s round(clip(r)); its gradient passes to v where r lies inside the range
 * (equation 5), and to s with the slope round(r) - r inside, and the end of the range outside (equation 3),
 * summed over the weights of the step and scaled by 1 / sqrt(N Qp) (section 2.2).
 */
import * as tf from '@tensorflow/tfjs-core';
import type { TensorInfo } from '../../spec/tensors.ts';
import { SMALLEST_STEP, toIntegerRange, toStepGradientScale } from '../../techniques/quantize/steps.ts';
import { type QuantizerSnapshot, toStepTensor } from '../../techniques/quantize/transform.ts';
import type { ReadTensor, WeightTransform } from './transform.ts';

/** @param info the tensor whose values are quantized */
export function createQuantizer(snapshot: QuantizerSnapshot, info: TensorInfo): WeightTransform {
  const { bits } = snapshot;
  const { least, most } = toIntegerRange(bits);
  const { name: stepName, units: steps } = toStepTensor(snapshot, info);
  const readStep = (read: ReadTensor) => tf.maximum(read(stepName), SMALLEST_STEP);
  /** One column for each step. */
  const toColumns = (values: tf.Tensor) => tf.reshape(values, [-1, steps]);
  const gradientScale = toStepGradientScale(tf.util.sizeFromShape([...info.shape]) / steps, bits);
  return {
    kind: 'quantizer',
    apply: (weights, read) =>
      tf.tidy(() => {
        const step = readStep(read);
        const ratio = tf.div(toColumns(weights), step);
        return tf.reshape(tf.mul(tf.round(tf.clipByValue(ratio, least, most)), step), weights.shape);
      }),
    pullBack: (gradient, input, read) => {
      const [pulled, byStep] = tf.tidy(() => {
        const ratio = tf.div(toColumns(input), readStep(read));
        const columns = toColumns(gradient);
        const isInside = tf.cast(tf.logicalAnd(tf.greater(ratio, least), tf.less(ratio, most)), 'float32');
        const slope = tf.sub(tf.round(tf.clipByValue(ratio, least, most)), tf.mul(ratio, isInside));
        return [
          tf.reshape(tf.mul(columns, isInside), gradient.shape),
          tf.mul(tf.sum(tf.mul(columns, slope), 0), gradientScale),
        ] as const;
      });
      return { input: pulled, parameters: new Map([[stepName, byStep]]) };
    },
    toSnapshot: () => snapshot,
    dispose: () => undefined,
  };
}
