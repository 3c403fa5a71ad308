/** The reader's sharing of the net on the page, layer by layer, worked out once and only where a figure looks. */
import { useMemo } from 'react';
import type { ClusterStart } from '../../../src/math/kmeans.ts';
import type { Kernel } from '../../parts/kernels.ts';
import { useKernels } from '../../parts/nets.ts';
import { type Sharing, useSharing } from '../settings.ts';
import { pruneKernels, type SharedLayer, shareKernel, toLayerBits } from '../sharing.ts';
import { SLOTS } from './slots.ts';

const prunedByKernels = new WeakMap<
  readonly Kernel[],
  { readonly level: number; readonly kernels: readonly Kernel[] }
>();

/** Kernels after pruning; the same array for the same question. */
export function toPrunedKernels(kernels: readonly Kernel[], level: number): readonly Kernel[] {
  const known = prunedByKernels.get(kernels);
  if (known?.level === level) return known.kernels;
  const pruned = pruneKernels(kernels, level);
  prunedByKernels.set(kernels, { level, kernels: pruned });
  return pruned;
}

/** A few codebooks of each kernel: what figures on one page ask for in turn. */
const MOST_KEPT = 12;
const sharesByKernel = new WeakMap<Kernel, Map<string, SharedLayer>>();

export function toShare(kernel: Kernel, bits: number, init: ClusterStart, draw: number): SharedLayer {
  const shares = sharesByKernel.get(kernel) ?? new Map<string, SharedLayer>();
  sharesByKernel.set(kernel, shares);
  const key = init === 'forgy' ? `${bits} ${init} ${draw}` : `${bits} ${init}`;
  const known = shares.get(key);
  if (known !== undefined) return known;
  const share = shareKernel(kernel, bits, init, draw);
  const [oldest] = shares.keys();
  if (shares.size >= MOST_KEPT && oldest !== undefined) shares.delete(oldest);
  shares.set(key, share);
  return share;
}

export function toShares(kernels: readonly Kernel[], sharing: Sharing): readonly SharedLayer[] {
  return toPrunedKernels(kernels, sharing.prune).map((kernel) =>
    toShare(kernel, toLayerBits(kernel, sharing), sharing.init, sharing.draw),
  );
}

/** The kernels of the trained net after the reader's pruning; empty while the net is on its way. */
export function usePrunedKernels(): readonly Kernel[] {
  const { sharing } = useSharing();
  const kernels = useKernels(SLOTS.dense, sharing.model);
  return useMemo(() => toPrunedKernels(kernels, sharing.prune), [kernels, sharing.prune]);
}

/** The sharing of one layer; null while the net is on its way. */
export function useShare(layer: string): SharedLayer | null {
  const { sharing } = useSharing();
  const kernel = usePrunedKernels().find((each) => each.layer === layer);
  return useMemo(
    () =>
      kernel === undefined ? null : toShare(kernel, toLayerBits(kernel, sharing), sharing.init, sharing.draw),
    [kernel, sharing],
  );
}
