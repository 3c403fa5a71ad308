/** What the reader's cut does to a net on the page, and what was cut in one that is there already. */
import type { ModelSnapshot } from '../../../src/protocol/snapshots.ts';
import type { MaskSnapshot } from '../../../src/techniques/mask/transform.ts';
import type { Kernel } from '../../parts/kernels.ts';
import { cutKernels, type KernelCut, toDeviation } from '../masks.ts';
import type { Cut } from '../settings.ts';

interface CachedCut {
  readonly kernels: readonly Kernel[];
  readonly key: string;
  readonly cuts: readonly KernelCut[];
}
let lastCut: CachedCut | null = null;

/** The cut of these kernels; several figures ask for the same one in one frame. */
export function toCuts(kernels: readonly Kernel[], cut: Cut): readonly KernelCut[] {
  const key = JSON.stringify(cut);
  if (lastCut === null || lastCut.kernels !== kernels || lastCut.key !== key)
    lastCut = { kernels, key, cuts: cutKernels(kernels, cut) };
  return lastCut.cuts;
}

/** A model with the cut as its masks. */
export function toPrunedModel(model: ModelSnapshot, cuts: readonly KernelCut[]): ModelSnapshot {
  return {
    ...model,
    transforms: cuts.map(({ kernel, kept }) => ({ kind: 'mask', tensor: kernel.name, kept })),
  };
}

/** A pruned model's kernels with their masks; the threshold is not known, so it is 0. */
export function readCuts(model: ModelSnapshot): KernelCut[] {
  return model.tensors
    .filter(({ role }) => role === 'kernel')
    .map(({ name, layer, shape, values }) => {
      const mask = model.transforms.find(
        (each): each is MaskSnapshot => each.kind === 'mask' && each.tensor === name,
      );
      const kept = Uint8Array.from(values, (value, index) =>
        value !== 0 && mask?.kept[index] !== 0 ? 1 : 0,
      );
      const effective = values.map((value, index) => (kept[index] === 1 ? value : 0));
      return {
        kernel: { name, layer, shape, values: effective },
        kept,
        keptCount: kept.reduce((sum, each) => sum + each, 0),
        threshold: 0,
        deviation: toDeviation(effective),
      };
    });
}

export interface CutTotals {
  readonly weights: number;
  readonly kept: number;
}

export function toTotals(cuts: readonly KernelCut[]): CutTotals {
  return {
    weights: cuts.reduce((sum, { kernel }) => sum + kernel.values.length, 0),
    kept: cuts.reduce((sum, { keptCount }) => sum + keptCount, 0),
  };
}
