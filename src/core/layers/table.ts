/**
 * How each kind of layer computes: one forward function for training, for inference and for what looks at a
 * net's layers.
 */
import type { LayerKind, LayerOf, LayerSpec } from '../../spec/layers/table.ts';
import { forwardBinarizeActivation, forwardInputScaled } from './binarize.ts';
import { forwardConv2d, forwardDense, forwardDepthwiseConv2d } from './convolution.ts';
import { forwardFixedPoint } from './fixedpoint.ts';
import { forwardBranches, forwardResidual } from './joining.ts';
import { forwardBatchNorm, forwardRelu } from './normalization.ts';
import { forwardQuantizeActivation } from './quantize.ts';
import { forwardQuantizeGradient } from './quantizegradient.ts';
import type { Forward } from './row.ts';
import {
  forwardAveragePool,
  forwardDropout,
  forwardFlatten,
  forwardGlobalAveragePool,
  forwardMaxPool,
} from './shaping.ts';
import { forwardSmallFloat } from './smallfloat.ts';

const FORWARDS: { readonly [Kind in LayerKind]: Forward<LayerOf<Kind>> } = {
  conv2d: forwardConv2d,
  depthwiseConv2d: forwardDepthwiseConv2d,
  dense: forwardDense,
  batchNorm: forwardBatchNorm,
  maxPool: forwardMaxPool,
  averagePool: forwardAveragePool,
  dropout: forwardDropout,
  relu: forwardRelu,
  flatten: forwardFlatten,
  globalAveragePool: forwardGlobalAveragePool,
  quantizeActivation: forwardQuantizeActivation,
  binarizeActivation: forwardBinarizeActivation,
  quantizeGradient: forwardQuantizeGradient,
  fixedPoint: forwardFixedPoint,
  smallFloat: forwardSmallFloat,
  inputScaled: forwardInputScaled,
  residual: forwardResidual,
  branches: forwardBranches,
};

/** The forward function of a layer, which takes that layer. */
export function forwardOf({ kind }: LayerSpec): Forward<LayerSpec> {
  return FORWARDS[kind] as Forward<LayerSpec>;
}
