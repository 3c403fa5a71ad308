/**
 * How does the engine's condition become a store? It listens to the client, collects notices, and follows the
 * data sets.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineClient } from '../client/client.ts';
import type { ClientEvent, ClientState } from '../client/types.ts';
import type { DataProgressed } from '../protocol/events.ts';
import { DATASETS, type DatasetName } from '../spec/datasets.ts';
import { toFailure } from '../spec/failure.ts';
import { type DatasetState, type EngineState, NO_DATASETS } from './enginestate.ts';
import { createFrameTask } from './frame.ts';
import { callTwice } from './model.ts';
import {
  describeFailure,
  describeFallback,
  describeLeftBackend,
  describeRestart,
  type NewNotice,
} from './notices.ts';

const MOST_NOTICES = 5;

export interface EngineController {
  readonly store: StoreApi<EngineState>;
  addNotice(notice: NewNotice): void;
  close(): void;
}

export function createEngine(client: EngineClient): EngineController {
  return new Engine(client);
}

class Engine implements EngineController {
  readonly store: StoreApi<EngineState>;
  readonly #client: EngineClient;
  readonly #loading = new Map<DatasetName, Promise<void>>();
  readonly #progress = new Map<DatasetName, DataProgressed>();
  readonly #frame = createFrameTask(() => this.#showProgress());
  readonly #stop: () => void;
  #nextId = 1;
  #isMeasuring = false;

  constructor(client: EngineClient) {
    this.#client = client;
    this.store = createStore<EngineState>(() => ({
      ...client.getState(),
      workersReplaced: 0,
      pace: null,
      notices: [],
      datasets: NO_DATASETS,
      actions: this.#actions,
    }));
    this.#stop = client.subscribe((event) => this.#hear(event));
  }

  addNotice(notice: NewNotice): void {
    // The newest word on a matter replaces the one before it.
    const others = this.#notices.filter(({ code }) => toMatter(code) !== toMatter(notice.code));
    const notices = [...others, { ...notice, id: this.#nextId++ }].slice(-MOST_NOTICES);
    this.store.setState({ notices });
  }

  close(): void {
    this.#stop();
  }

  readonly #actions: EngineState['actions'] = {
    open: () => this.#client.open(),
    retry: () => {
      this.store.setState({ notices: this.#notices.filter(({ code }) => code !== 'engineFailed') });
      this.#client.retry();
    },
    measurePace: () => this.#measurePace(),
    loadData: (dataset) => {
      const { status } = this.store.getState().datasets[dataset];
      if (status === 'ready' || status === 'complete') return Promise.resolve();
      const known = this.#loading.get(dataset);
      if (known !== undefined) return known;
      const started = this.#load(dataset).finally(() => this.#loading.delete(dataset));
      this.#loading.set(dataset, started);
      return started;
    },
    notePreparation: (dataset, preparation) => this.#setDataset(dataset, { preparation }),
    dismissNotice: (id) => this.store.setState({ notices: this.#notices.filter((each) => each.id !== id) }),
  };

  get #notices() {
    return this.store.getState().notices;
  }

  #setDataset(name: DatasetName, change: Partial<DatasetState>): void {
    const { datasets } = this.store.getState();
    this.store.setState({ datasets: { ...datasets, [name]: { ...datasets[name], ...change } } });
  }

  #showProgress(): void {
    for (const [name, event] of this.#progress) {
      const { trainCount, testCount } = DATASETS[name];
      const isComplete = event.trainExamples >= trainCount && event.testExamples >= testCount;
      const { status } = this.store.getState().datasets[name];
      const isReady = status === 'ready' || status === 'complete';
      this.#setDataset(name, {
        progress: event,
        status: isComplete ? 'complete' : isReady ? 'ready' : 'loading',
        failure: null,
      });
    }
    this.#progress.clear();
  }

  #hear(event: ClientEvent) {
    switch (event.kind) {
      case 'statusChanged':
        return this.#takeStatus(event.state);
      case 'engineRestarted':
        if (event.leftBackend !== null) this.addNotice(describeLeftBackend(event.leftBackend));
        return this.addNotice(describeRestart(event));
      case 'engineFailed':
        return this.addNotice(describeFailure(event));
      case 'helperReplaced':
        return this.store.setState(({ workersReplaced }) => ({ workersReplaced: workersReplaced + 1 }));
      case 'dataProgressed':
        this.#progress.set(event.dataset, event);
        return this.#frame.request();
    }
  }

  #takeStatus({ status, info, failure, restarts, workers }: ClientState): void {
    const before = this.store.getState().info;
    // Another engine, another pace.
    const pace = info === before ? this.store.getState().pace : null;
    this.store.setState({ status, info, failure, restarts, workers, pace });
    const fallback = info !== null && info !== before ? describeFallback(info) : null;
    if (fallback !== null) this.addNotice(fallback);
  }

  #measurePace(): void {
    if (this.#isMeasuring || this.store.getState().status !== 'ready') return;
    this.#isMeasuring = true;
    this.#client
      .call('measurePace', {})
      .then((pace) => pace && this.store.setState({ pace }))
      // The engine was lost on the way; the next one is measured.
      .catch(() => undefined)
      .finally(() => {
        this.#isMeasuring = false;
      });
  }

  async #load(dataset: DatasetName): Promise<void> {
    // What was wrong is said until something arrives.
    this.#setDataset(dataset, { status: 'loading' });
    try {
      await callTwice(() => this.#client.call('loadData', { dataset }));
      this.#frame.flush();
      if (this.store.getState().datasets[dataset].status !== 'complete')
        this.#setDataset(dataset, { status: 'ready', failure: null });
    } catch (error) {
      this.#frame.flush();
      this.#setDataset(dataset, { status: 'failed', failure: toFailure(error) });
      throw error;
    }
  }
}

/** Notices on the same matter replace each other. */
function toMatter(code: string): string {
  return code.startsWith('engine') ? 'engine' : code;
}
