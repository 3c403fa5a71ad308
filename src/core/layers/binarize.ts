/**
 * The forward pass of binary activations, and of what scales the layer that reads them (XNOR-Net, arXiv
 * 1603.05279, section 3.2). The gradient passes where the activation lies between -1 and 1 (section 3.1). The
 * scaling map counts as a constant there, as in the authors' network: what it would add is 1/n of each
 * activation's window.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { BinarizeActivationSpec } from '../../spec/layers/binarizeactivation.ts';
import { type InputScaledSpec, windowedIn } from '../../spec/layers/inputscaled.ts';
import { toPad } from './convolution.ts';
import type { Forward } from './row.ts';

const toFloat = (values: tf.Tensor) => tf.cast(values, 'float32');

export const forwardBinarizeActivation: Forward<BinarizeActivationSpec> = (x) =>
  tf.customGrad((values, save) => {
    const input = values as tf.Tensor;
    (save as tf.GradSaveFunc)([input]);
    return {
      value: tf.sub(tf.mul(toFloat(tf.greaterEqual(input, 0)), 2), 1),
      gradFunc: (gradient: tf.Tensor, saved: tf.Tensor[]) =>
        tf.mul(gradient, toFloat(tf.lessEqual(tf.abs(saved[0]!), 1))),
    };
  })(x);

export const forwardInputScaled: Forward<InputScaledSpec<unknown>> = (x, layer, { runNested }) =>
  tf.mul(runNested(x)[0]!, toScalingMap(x, layer));

/** [batch, height, width, 1] of the output, or [batch, 1]. */
function toScalingMap(x: tf.Tensor, spec: InputScaledSpec<unknown>): tf.Tensor {
  const windowed = windowedIn(spec);
  return tf.customGrad((values) => {
    const input = values as tf.Tensor;
    const means = tf.mean(tf.abs(input), -1, true);
    const gradFunc = () => tf.zerosLike(input);
    if (windowed.kind === 'dense') return { value: means, gradFunc };
    const { kernelSize: size, stride = 1 } = windowed;
    const box = tf.fill([size, size, 1, 1], 1 / size ** 2) as tf.Tensor4D;
    const pad = toPad(input as tf.Tensor4D, windowed);
    return { value: tf.conv2d(means as tf.Tensor4D, box, stride, pad), gradFunc };
  })(x);
}
