/** How does a model get into a slot of the engine, and what can be asked of it there? */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineClient } from '../client/client.ts';
import { WorkerDied } from '../client/errors.ts';
import type { ModelSource } from '../protocol/commands.ts';
import type { Ledger } from '../protocol/ledger.ts';
import { LIMITS } from '../protocol/limits.ts';
import { toModelName } from '../recipe/origin.ts';
import { type Failure, toError, toFailure } from '../spec/failure.ts';
import { EMPTY_MODEL, type ModelState } from './modelstate.ts';
import type { RunState } from './runstate.ts';
import { summarizeModel } from './summary.ts';

export interface ModelEnvironment {
  readonly client: EngineClient;
  readonly run: (name: string) => StoreApi<RunState>;
}

/** The store of one slot. */
export function createModel(slot: string, { client, run }: ModelEnvironment): StoreApi<ModelState> {
  let newest = 0;
  let weighing: Promise<Ledger> | null = null;

  /** Only the newest order counts: a model that arrives after a later one was asked for is not shown. */
  async function load(source: ModelSource, origin?: string | null): Promise<void> {
    const order = ++newest;
    store.setState({ status: 'loading', failure: null });
    try {
      const snapshot = await callTwice(() => client.call('loadModel', { slot, source }));
      if (order !== newest) return;
      weighing = null;
      const summary = summarizeModel(snapshot);
      const version = store.getState().version + 1;
      const loaded = { status: 'ready', snapshot, summary, version, ledger: null, weighing: false } as const;
      store.setState({ ...loaded, origin: origin ?? (source.kind === 'file' ? snapshot.spec.name : null) });
    } catch (error) {
      if (order !== newest) return;
      const status = store.getState().snapshot === null ? 'failed' : 'ready';
      store.setState({ status, failure: toFailure(error) });
      throw error;
    }
  }

  async function weigh(): Promise<Ledger> {
    const { version, ledger } = store.getState();
    if (ledger !== null) return ledger;
    store.setState({ weighing: true });
    const isCurrent = () => store.getState().version === version;
    try {
      const weighed = await callTwice(() => client.call('weigh', { slot }));
      if (isCurrent()) store.setState({ ledger: weighed });
      return weighed;
    } finally {
      if (isCurrent()) {
        store.setState({ weighing: false });
        weighing = null;
      }
    }
  }

  const store = createStore<ModelState>(() => ({
    ...EMPTY_MODEL,
    actions: {
      loadCheckpoint: (name) => load({ kind: 'checkpoint', name }, name),
      async loadFile(bytes) {
        if (bytes.length > LIMITS.modelFileBytes) {
          const limit = LIMITS.modelFileBytes;
          const failure: Failure = {
            code: 'fileTooLarge',
            values: { bytes: bytes.length, limit },
            message: `The file has ${bytes.length} bytes; a model file has at most ${limit}.`,
          };
          store.setState({ failure, status: store.getState().snapshot === null ? 'failed' : 'ready' });
          throw toError(failure);
        }
        await load({ kind: 'file', bytes });
      },
      loadSnapshot: (model, origin) => load({ kind: 'snapshot', model }, origin),
      async fromRun(name, stage) {
        const { snapshots, latest, recipe } = run(name).getState();
        const model =
          stage === undefined ? latest?.model : snapshots.find((snapshot) => snapshot.stage === stage)?.model;
        if (model === undefined) {
          throw new Error(`run ${name} has no model ${stage === undefined ? 'yet' : `of stage ${stage}`}`);
        }
        await load({ kind: 'snapshot', model }, recipe === null ? undefined : toModelName(recipe));
      },
      weigh() {
        weighing ??= weigh();
        return weighing;
      },
      encode: (coding) =>
        callTwice(() => client.call('encode', { slot, ...(coding === undefined ? {} : { coding }) })),
      async release() {
        newest++;
        weighing = null;
        const { version, actions } = store.getState();
        store.setState({ ...EMPTY_MODEL, version: version + 1, actions });
        await client.call('releaseModel', { slot });
      },
    },
  }));
  return store;
}

/** A worker that died on the way is replaced, and has the models again: the call is made once more. */
export async function callTwice<Answer>(call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof WorkerDied) || error.reason === 'closed') throw error;
    return call();
  }
}
