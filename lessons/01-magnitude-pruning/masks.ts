/**
 * What would the cut keep? Computed on the page, at every move of a slider, with the same `math` functions as the engine's
 * pruning; a test holds the two together.
 */
import { findThreshold, keepAbove, keepLargest, keepLargestAcross } from '../../src/math/select.ts';
import { standardDeviation } from '../../src/math/statistics.ts';
import { type Cut, toLayerNumber } from './settings.ts';

/** One kernel with its weights. */
export interface Kernel {
  readonly layer: string;
  /** The tensor's name, as in `fc1/kernel`. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

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

function toMagnitudes(values: Float32Array): Float32Array {
  return values.map(Math.abs);
}

/** How many of `count` weights stay at a level, as the engine rounds it. */
function toKeepCount(count: number, level: number): number {
  return count - Math.round(count * level);
}

export function cutKernels(kernels: readonly Kernel[], cut: Cut): KernelCut[] {
  if (cut.scope === 'global') {
    const magnitudes = kernels.map(({ values }) => toMagnitudes(values));
    const total = magnitudes.reduce((sum, each) => sum + each.length, 0);
    const masks = keepLargestAcross(magnitudes, toKeepCount(total, cut.level));
    const threshold = toLargestCut(magnitudes, masks);
    return kernels.map((kernel, index) => toKernelCut(kernel, masks[index]!, threshold));
  }
  return kernels.map((kernel) => {
    const magnitudes = toMagnitudes(kernel.values);
    const number = toLayerNumber(cut, kernel.layer);
    if (cut.rule === 'quality') {
      const threshold = number * toDeviation(kernel.values);
      return toKernelCut(kernel, keepAbove(kernel.values, threshold), threshold);
    }
    const mask = keepLargest(magnitudes, toKeepCount(magnitudes.length, number));
    return toKernelCut(kernel, mask, toLargestCut([magnitudes], [mask]));
  });
}

/** The deviation of the weights that are left: pruned ones do not shrink it. */
export function toDeviation(values: Float32Array): number {
  return standardDeviation(values.filter((value) => value !== 0));
}

function toKernelCut(kernel: Kernel, mask: Uint8Array, threshold: number): KernelCut {
  // A weight that is zero already never counts as kept, as in the engine.
  const kept = mask.map((keep, index) => (kernel.values[index] === 0 ? 0 : keep));
  return {
    kernel,
    kept,
    keptCount: kept.reduce((sum, each) => sum + each, 0),
    threshold,
    deviation: toDeviation(kernel.values),
  };
}

function toLargestCut(magnitudes: readonly Float32Array[], masks: readonly Uint8Array[]): number {
  let largest = 0;
  magnitudes.forEach((each, which) => {
    const mask = masks[which]!;
    for (let i = 0; i < each.length; i++) if (mask[i] === 0 && each[i]! > largest) largest = each[i]!;
  });
  return largest;
}

/** The level at which a threshold cuts a kernel: the fraction of |w| at or below it. */
export function toLevelAt(values: Float32Array, threshold: number): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (Math.abs(values[i]!) <= threshold) count++;
  return count / values.length;
}

/** The |w| above which the fraction `1 - level` lies. */
export function toThresholdAt(values: Float32Array, level: number): number {
  return findThreshold(toMagnitudes(values), Math.max(1, toKeepCount(values.length, level)));
}

/** Weights with the cut ones at zero. */
export function applyMask(values: Float32Array, kept: Uint8Array): Float32Array {
  return values.map((value, index) => (kept[index] === 1 ? value : 0));
}

/**
 * How many weights each input still feeds: for a dense kernel [inputs, units], the kept weights of each row. fc1's rows are
 * the image's pixels, so 784 rows make a 28 x 28 picture.
 */
export function countKeptByRow(kept: Uint8Array, rows: number): Uint32Array {
  const counts = new Uint32Array(rows);
  const columns = kept.length / rows;
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      counts[row] = counts[row]! + kept[row * columns + column]!;
  return counts;
}
