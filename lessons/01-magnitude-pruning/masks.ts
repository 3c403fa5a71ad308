/**
 * What the cut keeps, worked out on the page at every move of a slider with the engine's own masks, and what
 * figures draw of it.
 */
import { packNonZeros } from '../../src/math/sparsity.ts';
import { standardDeviation } from '../../src/math/statistics.ts';
import { computeMasks } from '../../src/techniques/criteria/masks.ts';
import type { Kernel } from '../parts/kernels.ts';
import { SEED } from './recipe.ts';
import { type Cut, toLayerNumber, toPruneStage } from './settings.ts';

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

/** What the engine's own masks leave of each kernel. */
export function cutKernels(kernels: readonly Kernel[], cut: Cut): KernelCut[] {
  const layers = kernels.map(({ layer }) => layer);
  const tensors = kernels.map((kernel) => ({ ...kernel, units: kernel.shape.at(-1) ?? 1 }));
  const masks = computeMasks(tensors, toPruneStage(cut, layers), SEED);
  const cuts = kernels.map((kernel) => toKernelCut(kernel, masks.get(kernel.name)!));
  // One threshold for all: the largest |w| that goes anywhere.
  const common = Math.max(...cuts.map(({ threshold }) => threshold));
  return cuts.map((each) => {
    const { layer } = each.kernel;
    if (cut.scope === 'global') return { ...each, threshold: common };
    return cut.rule === 'quality' ? { ...each, threshold: toLayerNumber(cut, layer) * each.deviation } : each;
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
    if (kept[index] === 1) keptCount++;
    else threshold = Math.max(threshold, Math.abs(values[index]!));
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
