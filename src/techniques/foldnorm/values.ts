/**
 * The arithmetic of folding: batch norm with its moving averages is x * factor + shift for each channel, so
 * that w' = w * factor and b' = b * factor + shift (Jacob et al. 2018, arXiv 1712.05877, section 3.2). It
 * leaves every zero of a kernel zero.
 */
import { BATCH_NORM_EPSILON } from '../../spec/layers/batchnorm.ts';

type Read = (name: string) => Float32Array;

/** @param norm name of the batch-norm layer */
export function readNorm(
  norm: string,
  read: Read,
): { readonly factors: Float32Array; readonly shifts: Float32Array } {
  const [scale, shift, mean, variance] = ['scale', 'shift', 'movingMean', 'movingVariance'].map((role) =>
    read(`${norm}/${role}`),
  ) as [Float32Array, Float32Array, Float32Array, Float32Array];
  const factors = scale.map((value, i) => value / Math.sqrt((variance[i] ?? 0) + BATCH_NORM_EPSILON));
  return { factors, shifts: shift.map((value, i) => value - (mean[i] ?? 0) * (factors[i] ?? 0)) };
}

/**
 * Kernel and bias with a batch norm in them.
 * @param kernel the value at a place in row-major order belongs to unit place % units
 */
export function foldNormValues(
  { kernel, bias }: { readonly kernel: Float32Array; readonly bias: Float32Array },
  { factors, shifts }: ReturnType<typeof readNorm>,
): { readonly kernel: Float32Array; readonly bias: Float32Array } {
  return {
    kernel: kernel.map((value, i) => value * (factors[i % bias.length] ?? 0)),
    bias: shifts.map((value, i) => value + (bias[i] ?? 0) * (factors[i] ?? 0)),
  };
}
