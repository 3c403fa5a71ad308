import { useEffect, useMemo, useState } from 'react';
import type { Ledger } from '../../protocol/ledger.ts';
import type { ModelSnapshot } from '../../protocol/snapshots.ts';
import type { Recipe } from '../../recipe/schema.ts';
import { useSavedRuns } from '../../state/hooks.ts';
import { numberRuns } from './edit.ts';

/** A saved run that the reader has put into the comparison, with the name it goes by. */
export interface TickedRun {
  readonly id: string;
  readonly label: string;
  /** Names the run's columns in files: "lenet-300-100-2". */
  readonly key: string;
  readonly recipe: Recipe;
  readonly ledger: Ledger;
}

export function useTicked(weighed: readonly string[]): readonly TickedRun[] {
  const { runs } = useSavedRuns();
  return useMemo(() => {
    const numbers = numberRuns(runs);
    return runs
      .filter(({ id }) => weighed.includes(id))
      .map(({ id, recipe, ledger }) => ({
        id,
        label: `${ledger.model} #${numbers[id]}`,
        key: `${ledger.model}-${numbers[id]}`,
        recipe,
        ledger,
      }));
  }, [runs, weighed]);
}

/** Their final models, as they come from the browser's storage; null for what it has lost. */
export function useTickedModels(
  ticked: readonly TickedRun[],
): Readonly<Record<string, ModelSnapshot | null>> {
  const { load } = useSavedRuns().actions;
  const [models, setModels] = useState<Readonly<Record<string, ModelSnapshot | null>>>({});
  useEffect(() => {
    let isWanted = true;
    const put = (id: string, model: ModelSnapshot | null) => {
      if (isWanted) setModels((before) => ({ ...before, [id]: model }));
    };
    for (const { id } of ticked) {
      load(id).then(
        (run) => put(id, run?.model ?? null),
        () => put(id, null), // the browser has lost it; the list tells
      );
    }
    return () => {
      isWanted = false;
    };
  }, [ticked, load]);
  return models;
}
