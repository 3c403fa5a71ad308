/** The layer that a figure looks at, of the trained net after the reader's pruning and sharing. */
import { useMemo } from 'react';
import type { Kernel } from '../../parts/kernels.ts';
import { useShownLayer } from '../../parts/layers.ts';
import { toPrunedKernels, toShare } from '../lab/shares.ts';
import { useDenseKernels, useSettings } from '../lesson.ts';
import { isConvolution, type Sharing } from '../settings.ts';
import { type SharedLayer, toLayerBits } from '../sharing.ts';

export interface ShownLayer {
  readonly sharing: Sharing;
  readonly change: (change: Partial<Sharing>) => void;
  /** After pruning; empty while the net is on its way. */
  readonly kernels: readonly Kernel[];
  readonly hasConv: boolean;
  readonly kernel: Kernel | undefined;
  readonly layer: string;
  /** Props of `LayerChoice`. */
  readonly choice: {
    readonly layers: readonly string[];
    readonly shown: string;
    readonly onShow: (layer: string) => void;
  };
}

export function useLayer(): ShownLayer {
  const { settings: sharing, change } = useSettings();
  const dense = useDenseKernels();
  const kernels = useMemo(() => toPrunedKernels(dense, sharing.prune), [dense, sharing.prune]);
  const layers = useMemo(() => kernels.map(({ layer }) => layer), [kernels]);
  const [layer, onShow] = useShownLayer(layers);
  return {
    sharing,
    change,
    kernels,
    hasConv: kernels.some(({ shape }) => isConvolution(shape)),
    kernel: kernels.find((each) => each.layer === layer),
    layer,
    choice: { layers, shown: layer, onShow },
  };
}

/** The reader's sharing of that layer; null while the net is on its way. */
export function useShare({ kernel, sharing }: Pick<ShownLayer, 'kernel' | 'sharing'>): SharedLayer | null {
  return useMemo(
    () =>
      kernel === undefined ? null : toShare(kernel, toLayerBits(kernel, sharing), sharing.init, sharing.draw),
    [kernel, sharing],
  );
}
