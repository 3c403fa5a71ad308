/**
 * What must tfjs's WASM backend learn before it can train? This module registers our kernels behind tfjs's own operations,
 * so that models, gradients and optimizers above stay plain tfjs, and tells which kernels a backend still lacks. Gradient
 * rules, which serve every backend, come with it.
 */
import { getKernel, type KernelFunc, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';
import {
  conv2dBackpropFilter,
  conv2dBackpropInput,
  depthwiseBackpropFilter,
  depthwiseBackpropInput,
} from './composed.ts';
import { registerGradients } from './gradients.ts';
import { createMatMul } from './matmul.ts';
import { maxPoolGrad } from './maxpool.ts';
import { unsortedSegmentSum } from './segmentsum.ts';

/** The tfjs kernels that building, training, compressing and evaluating a model calls. */
export const NEEDED_KERNELS = (
  'Abs Add AddN ArgMax AvgPool AvgPoolGrad BatchMatMul Cast Concat Conv2D Conv2DBackpropFilter Conv2DBackpropInput ' +
  'DepthwiseConv2dNative DepthwiseConv2dNativeBackpropFilter DepthwiseConv2dNativeBackpropInput Equal Exp ExpandDims ' +
  'Fill FusedBatchNorm FusedConv2D _FusedMatMul GatherV2 Greater GreaterEqual Identity IsFinite Less Log LogicalAnd Max ' +
  'Maximum MaxPool MaxPoolGrad Mean Minimum Multiply Neg NotEqual OneHot OnesLike PadV2 Pow RealDiv Relu Reshape ' +
  'Reverse Rsqrt Select Sign Slice Softmax Sqrt Square SquaredDifference Step Sub Sum Tile Transpose ' +
  'UnsortedSegmentSum ZerosLike'
).split(' ');

/** Names of needed kernels that `backend` ('wasm', 'webgl', ...) has not registered; empty when it can train. */
export function listMissingKernels(backend: string): string[] {
  return NEEDED_KERNELS.filter((name) => (getKernel(name, backend) ?? null) === null);
}

let isRegistered = false;

function replaceKernel(kernelName: string, kernelFunc: KernelFunc): void {
  if ((getKernel(kernelName, 'wasm') ?? null) !== null) unregisterKernel(kernelName, 'wasm');
  registerKernel({ kernelName, backendName: 'wasm', kernelFunc });
}

/**
 * Adds gradient rules to tfjs and our kernels to its WASM backend. Call it after `tf.setBackend('wasm')` has resolved;
 * further calls do nothing.
 */
export function registerKernels(): void {
  if (isRegistered) return;
  const stock = getKernel('BatchMatMul', 'wasm');
  if (stock === undefined || stock === null) {
    throw new Error('registerKernels needs @tensorflow/tfjs-backend-wasm to be imported first');
  }
  replaceKernel('BatchMatMul', createMatMul(stock.kernelFunc));
  replaceKernel('Conv2DBackpropFilter', conv2dBackpropFilter);
  replaceKernel('Conv2DBackpropInput', conv2dBackpropInput);
  replaceKernel('DepthwiseConv2dNativeBackpropFilter', depthwiseBackpropFilter);
  replaceKernel('DepthwiseConv2dNativeBackpropInput', depthwiseBackpropInput);
  replaceKernel('MaxPoolGrad', maxPoolGrad);
  replaceKernel('UnsortedSegmentSum', unsortedSegmentSum);
  registerGradients();
  isRegistered = true;
}
