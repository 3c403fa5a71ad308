/** Which of the lesson's nets a figure looks at: the cut one, or the retrained one once it is there. */
import { useMemo } from 'react';
import { useModel } from '../../../src/state/hooks.ts';
import { useLinkState } from '../../../src/ui/lesson/context.tsx';
import { choiceParam } from '../../../src/ui/lesson/params.ts';
import type { KernelCut } from '../masks.ts';
import { useCut } from '../settings.ts';
import { toKernelCuts } from './kernelcuts.ts';
import { useCuts } from './kernels.ts';
import { SLOTS } from './slots.ts';

export const SHOWN = ['cut', 'retrained'] as const;
export type ShownNet = (typeof SHOWN)[number];

const shownParam = choiceParam(SHOWN, 'cut');

export interface ShownCuts {
  readonly net: ShownNet;
  readonly setNet: (net: ShownNet) => void;
  readonly hasRetrained: boolean;
  readonly cuts: readonly KernelCut[];
}

/** The masks of the net that the reader looks at. */
export function useShownCuts(): ShownCuts {
  const { cut } = useCut();
  const [wanted, setNet] = useLinkState('net', shownParam);
  const retrained = useModel(SLOTS.retrained, (state) => state.snapshot);
  const hasRetrained = retrained?.spec.name === cut.model;
  const net = hasRetrained ? wanted : 'cut';
  const live = useCuts();
  const kept = useMemo(() => (retrained === null ? [] : toKernelCuts(retrained)), [retrained]);
  return { net, setNet, hasRetrained, cuts: net === 'cut' ? live : kept };
}
