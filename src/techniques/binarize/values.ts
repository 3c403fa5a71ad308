/**
 * Weights of one bit: plus or minus a scale. Without a scale these are BinaryConnect's +1 and -1
 * (Courbariaux et al. 2015, arXiv 1511.00363, equation 1); with one, the mean size of the weights, they are
 * the nearest binary tensor (binary-weight networks, Rastegari et al. 2016, arXiv 1603.05279, equation 6).
 * Zeros, which pruning left, stay zero and have no say in the mean.
 */
import type { TensorGrid } from '../../spec/tensors.ts';

/**
 * The grid of values that are plus or minus a scale: two levels on both sides of zero where none is zero, and
 * otherwise three with zero among them.
 * @param count scales; a value at a place belongs to place % count
 */
export function toSignGrid(tensor: string, values: Float32Array, count: number): TensorGrid {
  const sizes = new Float32Array(count);
  values.forEach((value, place) => {
    sizes[place % count] = Math.max(sizes[place % count]!, Math.abs(value));
  });
  const hasZeros = values.some((value) => value === 0);
  const scales = sizes.map((size) => (size === 0 ? 1 : hasZeros ? size : 2 * size));
  return { tensor, bits: hasZeros ? 2 : 1, scales, zeroPoints: scales.map(() => (hasZeros ? 1 : 0.5)) };
}

/** What has a scale of its own; `none` stands for a scale of 1. */
export const BINARY_SCALES = ['channel', 'tensor', 'none'] as const;
export type BinaryScale = (typeof BINARY_SCALES)[number];

/** Values whose scales differ: 1, or the units of the layer. */
export function countScales(scale: BinaryScale, units: number): number {
  return scale === 'channel' ? units : 1;
}

/** Scales of the values at place % count, in the engine's order of float32 sums; 0 where all are zero. */
export function toBinaryScales(values: Float32Array, scale: BinaryScale, units: number): Float32Array {
  const count = countScales(scale, units);
  if (scale === 'none') return Float32Array.of(1);
  const sums = new Float32Array(count);
  const members = new Float32Array(count);
  values.forEach((value, place) => {
    sums[place % count]! += Math.abs(value);
    members[place % count]! += value === 0 ? 0 : 1;
  });
  return sums.map((sum, index) => sum / Math.max(members[index]!, 1));
}

/**
 * How likely a value is to be drawn as +1 in a training step: the hard sigmoid (BinaryConnect, equations 2
 * and 3).
 */
export function toChanceOfOne(value: number): number {
  return Math.min(Math.max((value + 1) / 2, 0), 1);
}

/** Each value's sign times its scale, in row-major order, to the engine's bits. */
export function binarizeValues(values: Float32Array, scale: BinaryScale, units: number): Float32Array {
  const scales = toBinaryScales(values, scale, units);
  return values.map((value, place) => (value === 0 ? 0 : Math.sign(value) * scales[place % scales.length]!));
}
