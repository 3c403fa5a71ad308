/** The net that the lesson's figures show, for the settings as they stand. */
import { useMemo } from 'react';
import type { Kernel } from '../../parts/kernels.ts';
import { useShownLayer } from '../../parts/layers.ts';
import * as net from '../lab/net.ts';
import { useSettings } from '../lesson.ts';

export const useShownNet = (): net.ShownNet => net.useShownNet(useSettings().settings);

export const useShownKernels = (): readonly Kernel[] => net.useShownKernels(useSettings().settings);

/** The layer that a figure looks at; no kernel while there is no compressed net. */
export function useShownKernel() {
  const kernels = useShownKernels();
  const layers = useMemo(() => kernels.map(({ layer }) => layer), [kernels]);
  const [layer, onShow] = useShownLayer(layers);
  return {
    layer,
    kernel: kernels.find((each) => each.layer === layer),
    /** Props of `LayerChoice`. */
    choice: { layers, shown: layer, onShow },
  };
}
