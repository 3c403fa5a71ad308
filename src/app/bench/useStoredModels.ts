import { useMemo } from 'react';
import type { DatasetName } from '../../spec/datasets.ts';
import { findMismatch } from '../../spec/datasets.ts';
import type { StoredSource } from '../../spec/source.ts';
import { useModelFiles, useSavedRuns } from '../../state/hooks.ts';
import { numberRuns } from './edit.ts';
import { toRunTitle } from './title.ts';

/** A model that this browser keeps, as a row of a list. */
export interface StoredChoice {
  readonly source: StoredSource;
  readonly label: string;
}

/** The saved runs and the opened files, or those of them whose nets read the images of one data set. */
export function useStoredModels(dataset?: DatasetName): readonly StoredChoice[] {
  const { runs } = useSavedRuns();
  const { files } = useModelFiles();
  return useMemo(() => {
    const numbers = numberRuns(runs);
    const isFitting = (spec: Parameters<typeof findMismatch>[0]) =>
      dataset === undefined || findMismatch(spec, dataset) === null;
    return [
      ...runs
        .filter(({ recipe }) => dataset === undefined || recipe.dataset.name === dataset)
        .map((run) => ({
          source: { kind: 'run' as const, id: run.id },
          label: `${toRunTitle(run, numbers)}, ${run.ledger.model}`,
        })),
      ...files
        .filter(({ spec }) => isFitting(spec))
        .map(({ id, name, spec }) => ({
          source: { kind: 'file' as const, id },
          label: `${name}, ${spec.name}`,
        })),
    ];
  }, [runs, files, dataset]);
}
