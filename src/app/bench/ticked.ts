import { useMemo } from 'react';
import type { Ledger } from '../../protocol/ledger.ts';
import { useSavedRuns } from '../../state/hooks.ts';
import { numberRuns } from './edit.ts';

/** A saved run that the reader has put into the comparison, with the name it goes by. */
export interface TickedRun {
  readonly id: string;
  readonly label: string;
  readonly ledger: Ledger;
}

export function useTicked(weighed: readonly string[]): readonly TickedRun[] {
  const { runs } = useSavedRuns();
  return useMemo(() => {
    const numbers = numberRuns(runs);
    return runs
      .filter(({ id }) => weighed.includes(id))
      .map(({ id, ledger }) => ({ id, label: `${ledger.model} #${numbers[id]}`, ledger }));
  }, [runs, weighed]);
}
