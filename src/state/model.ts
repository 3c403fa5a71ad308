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
export function createModel(slot: string, environment: ModelEnvironment): StoreApi<ModelState> {
  return new SlotModel(slot, environment).store;
}

class SlotModel {
  readonly store: StoreApi<ModelState>;
  readonly #slot: string;
  readonly #client: EngineClient;
  readonly #run: ModelEnvironment['run'];
  #newest = 0;
  #weighing: Promise<Ledger> | null = null;

  constructor(slot: string, { client, run }: ModelEnvironment) {
    this.#slot = slot;
    this.#client = client;
    this.#run = run;
    this.store = createStore<ModelState>(() => ({ ...EMPTY_MODEL, actions: this.#actions }));
  }

  readonly #actions: ModelState['actions'] = {
    loadCheckpoint: (name) => this.#load({ kind: 'checkpoint', name }, name),
    loadFile: (bytes) => this.#loadFile(bytes),
    loadSnapshot: (model, origin) => this.#load({ kind: 'snapshot', model }, origin),
    fromRun: async (name, stage) => {
      const { snapshots, latest, recipe } = this.#run(name).getState();
      const model =
        stage === undefined ? latest?.model : snapshots.find((snapshot) => snapshot.stage === stage)?.model;
      if (model === undefined)
        throw new Error(`run ${name} has no model ${stage === undefined ? 'yet' : `of stage ${stage}`}`);
      await this.#load({ kind: 'snapshot', model }, recipe === null ? undefined : toModelName(recipe));
    },
    weigh: () => {
      this.#weighing ??= this.#weighAnew();
      return this.#weighing;
    },
    encode: (coding) =>
      callTwice(() =>
        this.#client.call('encode', { slot: this.#slot, ...(coding === undefined ? {} : { coding }) }),
      ),
    release: async () => {
      this.#newest++;
      this.#weighing = null;
      const { version, actions } = this.store.getState();
      this.store.setState({ ...EMPTY_MODEL, version: version + 1, actions });
      await this.#client.call('releaseModel', { slot: this.#slot });
    },
  };

  /** Only the newest order counts: a model that arrives after a later one was asked for is not shown. */
  async #load(source: ModelSource, origin?: string | null): Promise<void> {
    const order = ++this.#newest;
    this.store.setState({ status: 'loading', failure: null });
    try {
      const snapshot = await callTwice(() => this.#client.call('loadModel', { slot: this.#slot, source }));
      if (order !== this.#newest) return;
      this.#weighing = null;
      const summary = summarizeModel(snapshot);
      const version = this.store.getState().version + 1;
      const loaded = { status: 'ready', snapshot, summary, version, ledger: null, weighing: false } as const;
      this.store.setState({
        ...loaded,
        origin: origin ?? (source.kind === 'file' ? snapshot.spec.name : null),
      });
    } catch (error) {
      if (order !== this.#newest) return;
      this.#fail(toFailure(error));
      throw error;
    }
  }

  async #loadFile(bytes: Uint8Array): Promise<void> {
    const limit = LIMITS.modelFileBytes;
    if (bytes.length > limit) {
      const failure: Failure = {
        code: 'fileTooLarge',
        values: { bytes: bytes.length, limit },
        message: `The file has ${bytes.length} bytes; a model file has at most ${limit}.`,
      };
      this.#fail(failure);
      throw toError(failure);
    }
    await this.#load({ kind: 'file', bytes });
  }

  /** The slot keeps what it had. */
  #fail(failure: Failure): void {
    this.store.setState(({ snapshot }) => ({ failure, status: snapshot === null ? 'failed' : 'ready' }));
  }

  async #weighAnew(): Promise<Ledger> {
    const { version, ledger } = this.store.getState();
    if (ledger !== null) return ledger;
    this.store.setState({ weighing: true });
    const isCurrent = () => this.store.getState().version === version;
    try {
      const weighed = await callTwice(() => this.#client.call('weigh', { slot: this.#slot }));
      if (isCurrent()) this.store.setState({ ledger: weighed });
      return weighed;
    } finally {
      if (isCurrent()) {
        this.store.setState({ weighing: false });
        this.#weighing = null;
      }
    }
  }
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
