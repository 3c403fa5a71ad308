/**
 * Batch normalization in training, fused: y = scale * (x - mean) / sqrt(variance + epsilon) + shift over all
 * axes but the last, with the statistics of the batch, and optionally the relu that follows (Ioffe and
 * Szegedy 2015, arXiv 1502.03167, Algorithm 1). Memory is its cost, so the WASM kernels read and write as few
 * times as possible: three passes forward, five back. On other backends it is composed of tfjs operations.
 */
import * as tf from '@tensorflow/tfjs-core';
import { type KernelModule, kernelModuleOf } from './module.ts';

export interface NormalizedBatch {
  /** Shape of x. */
  readonly y: tf.Tensor;
  /** [channels]; statistics of the batch, through which no gradient flows. Variance is the biased one. */
  readonly mean: tf.Tensor1D;
  readonly variance: tf.Tensor1D;
}

interface Attrs {
  readonly epsilon: number;
  readonly relu: boolean;
}

const FORWARD = 'BatchNormTrain';
const BACKWARD = 'BatchNormTrainGrad';

/**
 * Normalizes by the batch's own statistics; its gradient by x, scale and shift goes through them. Caller
 * disposes the three results.
 * @param x rank 2 or more, channels last
 * @param scale [channels]
 * @param shift [channels]
 * @param epsilon added to the variance
 * @param relu whether to cut negative results to zero, in the same pass
 */
export function batchNormTrain(
  x: tf.Tensor,
  scale: tf.Tensor,
  shift: tf.Tensor,
  epsilon: number,
  relu = false,
): NormalizedBatch {
  if ((tf.getKernel(FORWARD, tf.getBackend()) ?? null) === null)
    return composeBatchNorm(x, scale, shift, { epsilon, relu });
  const outputs = tf.engine().runKernel(FORWARD, { x, scale, shift }, { epsilon, relu });
  const [y, mean, variance] = outputs as unknown as [tf.Tensor, tf.Tensor1D, tf.Tensor1D];
  return { y, mean, variance };
}

function composeBatchNorm(
  x: tf.Tensor,
  scale: tf.Tensor,
  shift: tf.Tensor,
  { epsilon, relu }: Attrs,
): NormalizedBatch {
  const [y, mean, variance] = tf.tidy(() => {
    const rows = tf.reshape(x, [-1, x.shape.at(-1) as number]);
    const average = tf.mean(rows, 0);
    const centred = tf.sub(rows, average);
    const spread = tf.mean(tf.square(centred), 0);
    const normal = tf.mul(centred, tf.rsqrt(tf.add(spread, epsilon)));
    const output = tf.reshape(tf.add(tf.mul(normal, scale), shift), x.shape);
    return [relu ? tf.relu(output) : output, average, spread];
  }) as [tf.Tensor, tf.Tensor1D, tf.Tensor1D];
  return { y, mean, variance };
}

function readSizes(x: tf.TensorInfo): { rows: number; channels: number } {
  const channels = x.shape.at(-1) as number;
  return { rows: x.shape.reduce((product, size) => product * size, 1) / channels, channels };
}

function addressesOf<const T extends readonly tf.TensorInfo[]>(kernels: KernelModule, ...tensors: T) {
  return tensors.map((each) => kernels.address(each)) as { [K in keyof T]: number };
}

const forward: tf.KernelFunc = ({ inputs, attrs, backend }) => {
  const kernels = kernelModuleOf(backend);
  const { x, scale, shift } = inputs as unknown as Record<'x' | 'scale' | 'shift', tf.TensorInfo>;
  const { epsilon, relu } = attrs as unknown as Attrs;
  const { rows, channels } = readSizes(x);
  const [y, mean, variance] = [x.shape, [channels], [channels]].map((shape) => kernels.allocate(shape)) as [
    tf.TensorInfo,
    tf.TensorInfo,
    tf.TensorInfo,
  ];
  const [factor, totals] = kernels.scratch(4 * channels, 16 * channels) as [number, number];
  const [from, gain, offset, to, average, spread] = addressesOf(kernels, x, scale, shift, y, mean, variance);
  kernels.exports.batchNormMoments(from, rows, channels, average, spread, totals);
  kernels.exports.batchNormFactor(gain, spread, channels, epsilon, factor);
  kernels.exports.batchNormApply(from, to, rows, channels, average, factor, offset, relu ? 1 : 0);
  return [y, mean, variance];
};

const backward: tf.KernelFunc = ({ inputs, attrs, backend }) => {
  const kernels = kernelModuleOf(backend);
  const { exports } = kernels;
  const { dy, x, scale, shift, mean, variance } = inputs as unknown as Record<
    'dy' | 'x' | 'scale' | 'shift' | 'mean' | 'variance',
    tf.TensorInfo
  >;
  const { epsilon, relu } = attrs as unknown as Attrs;
  const { rows, channels } = readSizes(x);
  const dx = kernels.allocate(x.shape);
  const dscale = kernels.allocate([channels]);
  const dshift = kernels.allocate([channels]);
  const [factor, offset, slope, sums, moments] = kernels.scratch(
    ...[4, 4, 4, 8, 8].map((bytes) => bytes * channels),
  ) as [number, number, number, number, number];
  const [g, from, gain, base, average, spread] = addressesOf(kernels, dy, x, scale, shift, mean, variance);
  const [to, toScale, toShift] = addressesOf(kernels, dx, dscale, dshift);
  const cut = relu ? 1 : 0;
  exports.batchNormFactor(gain, spread, channels, epsilon, factor);
  exports.batchNormGradientSums(from, g, rows, channels, average, factor, base, cut, sums, moments);
  exports.batchNormGradientFactors(
    sums,
    moments,
    rows,
    channels,
    spread,
    epsilon,
    factor,
    toScale,
    toShift,
    offset,
    slope,
  );
  exports.batchNormGradientApply(from, g, to, rows, channels, average, factor, base, cut, offset, slope);
  return [dx, dscale, dshift];
};

export const BATCH_NORM_KERNELS = { [FORWARD]: forward, [BACKWARD]: backward };

export const BATCH_NORM_GRADIENT: tf.GradConfig = {
  kernelName: FORWARD,
  inputsToSave: ['x', 'scale', 'shift'],
  outputsToSave: [false, true, true],
  gradFunc: (dys, saved, attrs) => {
    const [x, scale, shift, mean, variance] = saved as [
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
      tf.Tensor,
    ];
    const dy = (dys as tf.Tensor[])[0] as tf.Tensor;
    const results = tf.engine().runKernel(BACKWARD, { dy, x, scale, shift, mean, variance }, attrs);
    const [dx, dscale, dshift] = results as unknown as [tf.Tensor, tf.Tensor, tf.Tensor];
    return { x: () => dx, scale: () => dscale, shift: () => dshift };
  },
};
