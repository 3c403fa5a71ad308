/**
 * The reader's sharing of the net on the page, layer by layer, worked out once and only where a figure looks.
 */
import type { ClusterStart } from '../../../src/math/kmeans.ts';
import type { Kernel } from '../../parts/kernels.ts';
import type { Sharing } from '../settings.ts';
import { pruneKernels, type SharedLayer, shareKernel, toLayerBits } from '../sharing.ts';

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
