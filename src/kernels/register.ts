/**
 * Teaches tfjs's WASM backend what training needs. It registers our kernels behind tfjs's own operations, so
 * that models, gradients and optimizers above stay plain tfjs, and tells which kernels a backend still lacks.
 * Gradient rules, which serve every backend, come with it.
 */
import { getKernel, type KernelFunc, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';
import { BATCH_NORM_KERNELS } from './batchnorm.ts';
import { conv2dBackpropFilter, createConv2d } from './convolution.ts';
import { createDepthwiseConv2d, depthwiseBackpropFilter, depthwiseBackpropInput } from './depthwise.ts';
import { createIdentity, reluGrad } from './elementwise.ts';
import { registerGradients } from './gradients.ts';
import { GROUP_KERNELS } from './groupsum.ts';
import { conv2dBackpropInput } from './inputgradient.ts';
import { LOSS_KERNELS } from './loss.ts';
import { batchMatMul } from './matmul.ts';
import { avgPoolGrad, maxPool, maxPoolGrad } from './pool.ts';
import { unsortedSegmentSum } from './segmentsum.ts';
import { SMALL_FLOAT_KERNELS } from './smallfloat.ts';
import { UPDATE_KERNELS } from './update.ts';

/** The tfjs kernels that building, training, compressing and evaluating a model calls. */
export const NEEDED_KERNELS = (
  'Abs Add AddN ArgMax AvgPool AvgPoolGrad BatchMatMul Cast Concat Conv2D Conv2DBackpropFilter Conv2DBackpropInput ' +
  'DepthwiseConv2dNative DepthwiseConv2dNativeBackpropFilter DepthwiseConv2dNativeBackpropInput Equal Exp ExpandDims ' +
  'Fill FusedBatchNorm FusedConv2D _FusedMatMul GatherV2 Greater GreaterEqual Identity IsFinite Less Log LogicalAnd Max ' +
  'Maximum MaxPool MaxPoolGrad Mean Minimum Multiply Neg NotEqual OneHot OnesLike PadV2 Pow RealDiv Relu Reshape ' +
  'Reverse Rsqrt Select Sign Slice Softmax Sqrt Square SquaredDifference Step Sub Sum Tile Transpose ' +
  'UnsortedSegmentSum ZerosLike'
).split(' ');

/**
 * Names of needed kernels that `backend` ('wasm', 'webgl', ...) has not registered; empty when it can train.
 */
export function listMissingKernels(backend: string): string[] {
  return NEEDED_KERNELS.filter((name) => (getKernel(name, backend) ?? null) === null);
}

/** Our kernels that stand alone, by the operation of tfjs that they serve or by a name of their own. */
const KERNELS: Readonly<Record<string, KernelFunc>> = {
  AvgPoolGrad: avgPoolGrad,
  BatchMatMul: batchMatMul,
  Conv2DBackpropFilter: conv2dBackpropFilter,
  Conv2DBackpropInput: conv2dBackpropInput,
  DepthwiseConv2dNativeBackpropFilter: depthwiseBackpropFilter,
  DepthwiseConv2dNativeBackpropInput: depthwiseBackpropInput,
  MaxPool: maxPool,
  MaxPoolGrad: maxPoolGrad,
  ReluGrad: reluGrad,
  UnsortedSegmentSum: unsortedSegmentSum,
  ...BATCH_NORM_KERNELS,
  ...GROUP_KERNELS,
  ...LOSS_KERNELS,
  ...SMALL_FLOAT_KERNELS,
  ...UPDATE_KERNELS,
};

let isRegistered = false;

function replaceKernel(kernelName: string, kernelFunc: KernelFunc): void {
  if ((getKernel(kernelName, 'wasm') ?? null) !== null) unregisterKernel(kernelName, 'wasm');
  registerKernel({ kernelName, backendName: 'wasm', kernelFunc });
}

/** Replaces a stock kernel by one that may still call it. */
function wrapKernel(kernelName: string, create: (stock: KernelFunc) => KernelFunc): void {
  const stock = getKernel(kernelName, 'wasm');
  if (stock === undefined || stock === null) {
    throw new Error('registerKernels needs @tensorflow/tfjs-backend-wasm to be imported first');
  }
  replaceKernel(kernelName, create(stock.kernelFunc));
}

/**
 * Adds gradient rules to tfjs and our kernels to its WASM backend. Call it after `tf.setBackend('wasm')` has
 * resolved; further calls do nothing.
 */
export function registerKernels(): void {
  if (isRegistered) return;
  wrapKernel('Conv2D', createConv2d);
  wrapKernel('DepthwiseConv2dNative', createDepthwiseConv2d);
  wrapKernel('Identity', createIdentity);
  for (const [name, kernel] of Object.entries(KERNELS)) replaceKernel(name, kernel);
  registerGradients();
  isRegistered = true;
}
