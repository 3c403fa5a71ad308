/** The kernels of a model on the page, and what the reader's cut does to them. */
import { useRef } from 'react';
import type { ModelSnapshot } from '../../../src/protocol/snapshots.ts';
import type { Kernel } from '../../parts/kernels.ts';
import { useKernels } from '../../parts/nets.ts';
import { useIsSeen } from '../../parts/seen.tsx';
import { cutKernels, type KernelCut } from '../masks.ts';
import { type Cut, useCut } from '../settings.ts';
import { SLOTS } from './slots.ts';

const NONE: readonly Kernel[] = [];

/** The kernels of the trained net that the reader chose; empty while it is on its way. */
export function useDenseKernels(): readonly Kernel[] {
  const { cut } = useCut();
  return useKernels(SLOTS.dense, cut.model);
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
