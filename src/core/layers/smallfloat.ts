/** Values on their way forward and gradients on their way back, rounded to the formats of a layer's spec. */
import * as tf from '@tensorflow/tfjs-core';
import { roundTensorToFloat } from '../../kernels/smallfloat.ts';
import type { Precision, SmallFloatSpec } from '../../spec/layers/smallfloat.ts';
import type { Forward } from './row.ts';

/** Always another tensor than `values`, which it may share its memory with. Caller disposes. */
export function roundToPrecision(values: tf.Tensor, precision: Precision): tf.Tensor {
  return precision === 'fp32' ? values.clone() : roundTensorToFloat(values, precision);
}

export const forwardSmallFloat: Forward<SmallFloatSpec> = (x, { activations, gradients }) =>
  tf.customGrad((values) => ({
    value: roundToPrecision(values as tf.Tensor, activations),
    gradFunc: (gradient: tf.Tensor) => roundToPrecision(gradient, gradients),
  }))(x);
