/** The layer that a figure looks at, of the trained net after the reader's pruning and sharing. */
import { useMemo } from 'react';
import type { Kernel } from '../../parts/kernels.ts';
import { type ShownKernel, useShownKernel } from '../../parts/layers.ts';
import { toPrunedKernels, toShare } from '../lab/shares.ts';
import { useDenseKernels, useSettings } from '../lesson.ts';
import { isConvolution, type Sharing } from '../settings.ts';
import { type SharedLayer, toLayerBits } from '../sharing.ts';

export interface ShownLayer extends ShownKernel {
  readonly sharing: Sharing;
  readonly change: (change: Partial<Sharing>) => void;
  /** After pruning; empty while the net is on its way. */
  readonly kernels: readonly Kernel[];
  readonly hasConv: boolean;
}

export function useLayer(): ShownLayer {
  const { settings: sharing, change } = useSettings();
  const dense = useDenseKernels();
  const kernels = useMemo(() => toPrunedKernels(dense, sharing.prune), [dense, sharing.prune]);
  const hasConv = kernels.some(({ shape }) => isConvolution(shape));
  return { ...useShownKernel(kernels), sharing, change, kernels, hasConv };
}

/** The reader's sharing of that layer; null while the net is on its way. */
export function useShare({ kernel, sharing }: Pick<ShownLayer, 'kernel' | 'sharing'>): SharedLayer | null {
  return useMemo(
    () =>
      kernel === undefined ? null : toShare(kernel, toLayerBits(kernel, sharing), sharing.init, sharing.draw),
    [kernel, sharing],
  );
}
