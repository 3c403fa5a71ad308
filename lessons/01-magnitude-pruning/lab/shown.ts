/** Which of the lesson's nets a figure looks at: the cut one, or the retrained one once it is there. */
import { useMemo } from 'react';
import type { ModelSnapshot } from '../../../src/protocol/snapshots.ts';
import { useModel } from '../../../src/state/hooks.ts';
import { useLinkState } from '../../../src/ui/lesson/context.tsx';
import { choiceParam } from '../../../src/ui/lesson/params.ts';
import type { KernelCut } from '../masks.ts';
import { toDeviation } from '../masks.ts';
import { useCut } from '../settings.ts';
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

/** A pruned model's kernels with their masks; the threshold is not known, so it is the smallest weight that is left. */
export function toKernelCuts(model: ModelSnapshot): KernelCut[] {
  return model.tensors
    .filter(({ role }) => role === 'kernel')
    .map(({ name, layer, shape, values }) => {
      const mask = model.transforms.find((each) => each.tensor === name);
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
