/**
 * What would the cut keep? Computed on the page, at every move of a slider, with the same `math` functions as
 * the engine's pruning; a test holds the two together.
 */
import { keepAbove, keepLargest, keepLargestAcross } from '../../src/math/select.ts';
import { packNonZeros } from '../../src/math/sparsity.ts';
import { standardDeviation } from '../../src/math/statistics.ts';
import type { Kernel } from '../parts/kernels.ts';
import { type Cut, toLayerNumber } from './settings.ts';

/** What the cut does to one kernel. */
export interface KernelCut {
  readonly kernel: Kernel;
  /** 1 keeps a weight. */
  readonly kept: Uint8Array;
  readonly keptCount: number;
  /** Weights with |w| at or below it go. Where a level decides, the largest |w| that goes. */
  readonly threshold: number;
  readonly deviation: number;
}

/** How many of `count` weights stay at a level, as the engine rounds it. */
function toKeepCount(count: number, level: number): number {
  return count - Math.round(count * level);
}

export function cutKernels(kernels: readonly Kernel[], cut: Cut): KernelCut[] {
  if (cut.scope === 'global') {
    const arrays = kernels.map(({ values }) => values);
    const total = arrays.reduce((sum, each) => sum + each.length, 0);
    const masks = keepLargestAcross(arrays, toKeepCount(total, cut.level));
    const each = kernels.map((kernel, index) => toKernelCut(kernel, masks[index]!));
    // One threshold for all: the largest |w| that goes anywhere.
    const threshold = Math.max(...each.map((kernelCut) => kernelCut.threshold));
    return each.map((kernelCut) => ({ ...kernelCut, threshold }));
  }
  return kernels.map((kernel) => {
    const number = toLayerNumber(cut, kernel.layer);
    if (cut.rule === 'quality') {
      const threshold = number * toDeviation(kernel.values);
      return { ...toKernelCut(kernel, keepAbove(kernel.values, threshold)), threshold };
    }
    const { values } = kernel;
    return toKernelCut(kernel, keepLargest(values, toKeepCount(values.length, number)));
  });
}

const deviations = new WeakMap<Float32Array, number>();

/** The deviation of the weights that are left: pruned ones do not shrink it. */
export function toDeviation(values: Float32Array): number {
  const known = deviations.get(values);
  if (known !== undefined) return known;
  const deviation = standardDeviation(packNonZeros(values));
  deviations.set(values, deviation);
  return deviation;
}

/** Takes over the mask; the threshold is the largest |w| that goes. */
function toKernelCut(kernel: Kernel, kept: Uint8Array): KernelCut {
  const { values } = kernel;
  let keptCount = 0;
  let threshold = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    // A weight that is zero already never counts as kept, as in the engine.
    if (value === 0) kept[index] = 0;
    if (kept[index] === 1) keptCount++;
    else if (Math.abs(value) > threshold) threshold = Math.abs(value);
  }
  return { kernel, kept, keptCount, threshold, deviation: toDeviation(values) };
}

/** The level at which a threshold cuts a kernel: the fraction of |w| at or below it. */
export function toLevelAt(values: Float32Array, threshold: number): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (Math.abs(values[i]!) <= threshold) count++;
  return count / values.length;
}

/**
 * How many weights each input still feeds: for a dense kernel [inputs, units], the kept weights of each row.
 * fc1's rows are the image's pixels, so 784 rows make a 28 x 28 picture.
 */
export function countKeptByRow(kept: Uint8Array, rows: number): Uint32Array {
  const counts = new Uint32Array(rows);
  const columns = kept.length / rows;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      counts[row] = counts[row]! + kept[row * columns + column]!;
  return counts;
}
