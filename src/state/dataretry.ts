/**
 * What becomes of a question that failed because its data was not there? It is asked again when a data set
 * has arrived.
 */
import type { StoreApi } from 'zustand/vanilla';
import { DATASET_NAMES } from '../spec/datasets.ts';
import type { Asker } from './asker.ts';
import type { DatasetState, EngineState } from './enginestate.ts';

const isThere = ({ status }: DatasetState) => status === 'ready' || status === 'complete';

/** The same asker, which asks a failed question again once more data is there than before. */
export function askAgainOnData<Question, Answer>(
  asker: Asker<Question, Answer>,
  engine: StoreApi<EngineState>,
): Asker<Question, Answer> {
  let question: Question | null = null;
  let listeners = 0;
  let stop: (() => void) | undefined;
  return {
    ...asker,
    ask(next) {
      question = next;
      asker.ask(next);
    },
    subscribe(listener) {
      const unsubscribe = asker.subscribe(listener);
      listeners++;
      stop ??= engine.subscribe((now, before) => {
        const hasArrived = DATASET_NAMES.some(
          (name) => isThere(now.datasets[name]) && !isThere(before.datasets[name]),
        );
        if (hasArrived && asker.getState().status === 'failed') asker.ask(question);
      });
      return () => {
        unsubscribe();
        if (--listeners > 0) return;
        stop?.();
        stop = undefined;
      };
    },
  };
}
