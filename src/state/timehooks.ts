/** How does a component read what models take? Hooks of the store of times (times.ts). */
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand/react';
import type { Ledger, MeasuredLatency } from '../protocol/ledger.ts';
import type { ModelSnapshot } from '../protocol/snapshots.ts';
import { getLab } from './current.ts';
import { compareTimes, toGroup, type Weighed } from './times.ts';

/**
 * Ledgers of models that stand side by side, with times that were taken in turn; as they were weighed until
 * then. Asks for it once `isWanted`, when all of them are there.
 *
 * @param onProblem told where the engine cannot; the times stay as they were
 */
export function useTimesTogether(
  models: readonly Weighed[],
  isWanted: boolean,
  onProblem?: (problem: unknown) => void,
): { readonly ledgers: readonly Ledger[]; readonly isTiming: boolean; readonly isCompared: boolean } {
  const { comparisons, isTiming, timeTogether } = useStore(getLab().times);
  // Callers put the models together in place; the group tells whether they are others.
  const wantedGroup = isWanted ? toGroup(models) : '';
  const newest = useRef({ models, onProblem });
  newest.current = { models, onProblem };
  useEffect(() => {
    if (wantedGroup === '') return;
    const { models: wanted } = newest.current;
    timeTogether(wanted).catch((problem: unknown) => newest.current.onProblem?.(problem));
  }, [timeTogether, wantedGroup]);
  return { ...compareTimes(comparisons, models), isTiming };
}

/** How long one model takes by itself, its layers among it; null before it is asked for. */
export function useTimesAlone(model: ModelSnapshot | null): {
  readonly times: MeasuredLatency | null;
  readonly isTiming: boolean;
  readonly timeAlone: (model: ModelSnapshot) => Promise<void>;
} {
  const { alone, isTiming, timeAlone } = useStore(getLab().times);
  return { times: model === null ? null : (alone.get(model) ?? null), isTiming, timeAlone };
}
