import { useMemo } from 'react';
import type { Ledger } from '../../protocol/ledger.ts';
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
