/** The kernels of a model on the page, and what the reader's cut does to them. */
import { useRef } from 'react';
import type { ModelSnapshot } from '../../../src/protocol/snapshots.ts';
import { useModel } from '../../../src/state/hooks.ts';
import { applyMask, cutKernels, type Kernel, type KernelCut } from '../masks.ts';
import { type Cut, useCut } from '../settings.ts';
import { useIsSeen } from './seen.tsx';
import { SLOTS } from './slots.ts';

const NONE: readonly Kernel[] = [];
const kernelsBySnapshot = new WeakMap<ModelSnapshot, readonly Kernel[]>();

/** Every kernel tensor with its masks applied, in the model's order; the same array for the same snapshot. */
export function toKernels(snapshot: ModelSnapshot | null): readonly Kernel[] {
  if (snapshot === null) return NONE;
  const known = kernelsBySnapshot.get(snapshot);
  if (known !== undefined) return known;
  const kernels = snapshot.tensors
    .filter(({ role }) => role === 'kernel')
    .map(({ name, layer, shape, values }): Kernel => {
      const masks = snapshot.transforms.filter((each) => each.kind === 'mask' && each.tensor === name);
      return {
        layer,
        name,
        shape,
        values: masks.reduce((result, { kept }) => applyMask(result, kept), values),
      };
    });
  kernelsBySnapshot.set(snapshot, kernels);
  return kernels;
}

/** The kernels of the trained net that the reader chose; empty while it is on its way. */
export function useDenseKernels(): readonly Kernel[] {
  const { cut } = useCut();
  const snapshot = useModel(SLOTS.dense, (state) => state.snapshot);
  return snapshot?.spec.name === cut.model ? toKernels(snapshot) : NONE;
}

/** Why the net that the reader chose is not there; null while it is, or is on its way. */
export function useDenseFailure(): string | null {
  const { cut } = useCut();
  return useModel(SLOTS.dense, ({ summary, failure, status }) =>
    summary?.name === cut.model || status === 'loading' ? null : failure,
  );
}

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

const NO_CUTS: readonly KernelCut[] = [];

/**
 * What the reader's cut does to each kernel of the trained net. Empty until the net is there. In a figure that is out of sight it
 * stays as it was, so that a slider moves as fast as what is seen can be drawn.
 */
export function useCuts(): readonly KernelCut[] {
  const kernels = useDenseKernels();
  const { cut } = useCut();
  const isSeen = useIsSeen();
  const last = useRef<{ readonly kernels: readonly Kernel[]; readonly cuts: readonly KernelCut[] }>({
    kernels: NONE,
    cuts: NO_CUTS,
  });
  if (isSeen || last.current.kernels !== kernels) last.current = { kernels, cuts: toCuts(kernels, cut) };
  return last.current.cuts;
}

/** A model with the cut as its masks. */
export function toPrunedModel(model: ModelSnapshot, cuts: readonly KernelCut[]): ModelSnapshot {
  return {
    ...model,
    transforms: cuts.map(({ kernel, kept }) => ({ kind: 'mask', tensor: kernel.name, kept })),
  };
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
