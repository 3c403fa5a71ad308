/**
 * Goes on by itself when the network is back: with data sets that were on their way, and with runs that
 * waited for them.
 */
import type { StoreApi } from 'zustand/vanilla';
import { DATASET_NAMES } from '../spec/datasets.ts';
import type { Failure } from '../spec/failure.ts';
import type { EngineState } from './enginestate.ts';
import type { RunState } from './runstate.ts';

/** What the browser says of the network. */
export interface Network {
  readonly isOnline: () => boolean;
  readonly onOnline: (listener: () => void) => () => void;
}

/** A server that is away says nothing when it is back, so that it is asked again after so long. */
const ASK_AGAIN_MS = 15_000;

const isAway = (failure: Failure | null) =>
  failure?.code === 'dataUnreachable' || failure?.code === 'unreachable';

export function followNetwork(
  { isOnline, onOnline }: Network,
  engine: StoreApi<EngineState>,
  listRuns: () => readonly StoreApi<RunState>[],
): () => void {
  const goOn = () => {
    const { datasets, actions } = engine.getState();
    for (const name of DATASET_NAMES) {
      if (datasets[name].status !== 'failed' || !isAway(datasets[name].failure)) continue;
      actions.loadData(name).catch(() => {}); // the state says why
    }
    for (const run of listRuns()) void goOnWith(run.getState());
  };
  const stop = onOnline(goOn);
  const timer = setInterval(() => isOnline() && goOn(), ASK_AGAIN_MS);
  return () => {
    stop();
    clearInterval(timer);
  };
}

async function goOnWith({ status, failure, recipe, actions }: RunState): Promise<void> {
  if (status !== 'failed' || !isAway(failure)) return;
  if (failure?.lastGood) await actions.resumeFromLastGood();
  else if (recipe !== null) await actions.start(recipe);
}
