/** What a reader sets layer by layer, and which layer he looks at: both in the link. */
import { useMemo } from 'react';
import { useLinkState } from '../../src/ui/lesson/context.tsx';
import { textParam } from '../../src/ui/lesson/params.ts';
import type { Kernel } from './kernels.ts';

/** Numbers by layer, in the link as `fc1:0.9,fc2:0.8`. */
export type ByLayer = Readonly<Record<string, number>>;

/** Numbers by layer, from 0 to `most`. */
export function byLayerParam(most: number) {
  return textParam<ByLayer>({
    initial: {},
    parse: (text) => {
      const entries = text.split(',').map((entry) => {
        const match = /^([A-Za-z0-9._-]{1,64}):(\d+(?:\.\d+)?)$/.exec(entry);
        if (match === null) throw new Error(`not a number by layer: ${entry}`);
        return [match[1]!, Math.min(most, Number(match[2]))] as const;
      });
      return Object.fromEntries(entries);
    },
    format: (byLayer) =>
      Object.entries(byLayer)
        .map(([layer, value]) => `${layer}:${Number(value.toFixed(4))}`)
        .join(','),
  });
}

const layerParam = textParam({ initial: '', parse: (text) => text.slice(0, 64), format: (text) => text });

/** The layer that the link names; empty where it names none. */
export function useShownLayerLink(): readonly [string, (layer: string) => void] {
  return useLinkState('layer', layerParam);
}

/** The layer that lessons tell of, where a net has it: most of the weights of the nets for digits. */
const TOLD = 'fc1';

/**
 * The layer that the figures show: the one that the link names, else the one that the text tells of, else the
 * first.
 */
export function useShownLayer(layers: readonly string[]): readonly [string, (layer: string) => void] {
  const [layer, setLayer] = useShownLayerLink();
  const shown = [layer, TOLD].find((each) => layers.includes(each)) ?? layers[0] ?? '';
  return [shown, setLayer];
}

/** The kernel that a figure looks at, and how the reader chooses another. */
export interface ShownKernel {
  readonly layer: string;
  /** Undefined while the net is on its way. */
  readonly kernel: Kernel | undefined;
  /** Props of `LayerChoice`. */
  readonly choice: {
    readonly layers: readonly string[];
    readonly shown: string;
    readonly onShow: (layer: string) => void;
  };
}

export function useShownKernel(kernels: readonly Kernel[]): ShownKernel {
  const layers = useMemo(() => kernels.map(({ layer }) => layer), [kernels]);
  const [shown, onShow] = useShownLayer(layers);
  const kernel = kernels.find(({ layer }) => layer === shown);
  return { layer: shown, kernel, choice: { layers, shown, onShow } };
}
