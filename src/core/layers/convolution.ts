/** The forward pass of convolutions and dense layers. */
import * as tf from '@tensorflow/tfjs-core';
import type { Conv2dSpec, DepthwiseConv2dSpec } from '../../spec/layers/convolution.ts';
import type { DenseSpec } from '../../spec/layers/dense.ts';
import { padSide } from '../../spec/layers/shape.ts';
import type { Forward, TensorLookup } from './row.ts';

export const forwardConv2d: Forward<Conv2dSpec> = (x, layer, { lookup }) => {
  const kernel = lookup(`${layer.name}/kernel`) as tf.Tensor4D;
  const { stride = 1 } = layer;
  return addBias(layer, tf.conv2d(x as tf.Tensor4D, kernel, stride, toPad(x as tf.Tensor4D, layer)), lookup);
};

export const forwardDepthwiseConv2d: Forward<DepthwiseConv2dSpec> = (x, layer, { lookup }) => {
  const kernel = lookup(`${layer.name}/kernel`) as tf.Tensor4D;
  const pad = toPad(x as tf.Tensor4D, layer);
  return addBias(layer, tf.depthwiseConv2d(x as tf.Tensor4D, kernel, layer.stride ?? 1, pad), lookup);
};

export const forwardDense: Forward<DenseSpec> = (x, layer, { lookup }) =>
  addBias(layer, tf.matMul(x as tf.Tensor2D, lookup(`${layer.name}/kernel`) as tf.Tensor2D), lookup);

/**
 * tfjs wants the padding of each side; sides that the stride never reaches are left out, as padSide counts
 * them.
 */
export function toPad(
  x: tf.Tensor4D,
  { kernelSize, stride = 1, padding = 'valid' }: Conv2dSpec | DepthwiseConv2dSpec,
): 'same' | 'valid' | tf.backend_util.ExplicitPadding {
  if (typeof padding !== 'number') return padding;
  const [rows, columns] = [
    padSide(x.shape[1], kernelSize, stride, padding),
    padSide(x.shape[2], kernelSize, stride, padding),
  ];
  return [
    [0, 0],
    [rows.before, rows.after],
    [columns.before, columns.after],
    [0, 0],
  ];
}

function addBias(
  layer: { readonly name: string; readonly bias?: boolean },
  x: tf.Tensor,
  lookup: TensorLookup,
): tf.Tensor {
  return layer.bias === false ? x : tf.add(x, lookup(`${layer.name}/bias`));
}
