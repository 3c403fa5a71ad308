/**
 * How does the engine's condition become a store? It listens to the client, collects notices, and follows the
 * data sets.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineClient } from '../client/client.ts';
import { WorkerDied } from '../client/errors.ts';
import type { ClientEvent } from '../client/types.ts';
import type { DataProgressed } from '../protocol/events.ts';
import { DATASETS, type DatasetName } from '../spec/datasets.ts';
import { toFailure } from '../spec/failure.ts';
import { type DatasetState, type EngineState, NO_DATASETS } from './enginestate.ts';
import { createFrameTask } from './frame.ts';
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
  let nextId = 1;
  let isMeasuring = false;
  const loading = new Map<DatasetName, Promise<void>>();
  const progress = new Map<DatasetName, DataProgressed>();

  const setDataset = (name: DatasetName, change: Partial<DatasetState>) => {
    const { datasets } = store.getState();
    store.setState({ datasets: { ...datasets, [name]: { ...datasets[name], ...change } } });
  };

  const addNotice = (notice: NewNotice) => {
    // The newest word on a matter replaces the one before it.
    const others = store.getState().notices.filter(({ code }) => toMatter(code) !== toMatter(notice.code));
    store.setState({ notices: [...others, { ...notice, id: nextId++ }].slice(-MOST_NOTICES) });
  };

  const frame = createFrameTask(() => {
    for (const [name, event] of progress) {
      const { trainCount, testCount } = DATASETS[name];
      const isComplete = event.trainExamples >= trainCount && event.testExamples >= testCount;
      const { status } = store.getState().datasets[name];
      const isReady = status === 'ready' || status === 'complete';
      setDataset(name, {
        progress: event,
        status: isComplete ? 'complete' : isReady ? 'ready' : 'loading',
        failure: null,
      });
    }
    progress.clear();
  });

  const hear = (event: ClientEvent) => {
    switch (event.kind) {
      case 'statusChanged': {
        const { status, info, failure, restarts, workers } = event.state;
        const before = store.getState().info;
        // Another engine, another pace.
        const pace = info === before ? store.getState().pace : null;
        store.setState({ status, info, failure, restarts, workers, pace });
        const fallback = info !== null && info !== before ? describeFallback(info) : null;
        if (fallback !== null) addNotice(fallback);
        return;
      }
      case 'engineRestarted':
        if (event.leftBackend !== null) addNotice(describeLeftBackend(event.leftBackend));
        return addNotice(describeRestart(event));
      case 'engineFailed':
        return addNotice(describeFailure(event));
      case 'helperReplaced':
        return store.setState({ workersReplaced: store.getState().workersReplaced + 1 });
      case 'dataProgressed':
        progress.set(event.dataset, event);
        return frame.request();
    }
  };

  async function load(dataset: DatasetName): Promise<void> {
    // What was wrong is said until something arrives.
    setDataset(dataset, { status: 'loading' });
    try {
      await client.call('loadData', { dataset }).catch((error) => {
        if (!(error instanceof WorkerDied) || error.reason === 'closed') throw error;
        return client.call('loadData', { dataset });
      });
      frame.flush();
      if (store.getState().datasets[dataset].status !== 'complete')
        setDataset(dataset, { status: 'ready', failure: null });
    } catch (error) {
      frame.flush();
      setDataset(dataset, {
        status: 'failed',
        failure: toFailure(error),
      });
      throw error;
    }
  }

  const store = createStore<EngineState>(() => ({
    ...client.getState(),
    workersReplaced: 0,
    pace: null,
    notices: [],
    datasets: NO_DATASETS,
    actions: {
      open: () => client.open(),
      retry: () => {
        store.setState({ notices: store.getState().notices.filter(({ code }) => code !== 'engineFailed') });
        client.retry();
      },
      measurePace() {
        if (isMeasuring || store.getState().status !== 'ready') return;
        isMeasuring = true;
        client
          .call('measurePace', {})
          .then((pace) => pace && store.setState({ pace }))
          // The engine was lost on the way; the next one is measured.
          .catch(() => undefined)
          .finally(() => {
            isMeasuring = false;
          });
      },
      loadData(dataset) {
        const { status } = store.getState().datasets[dataset];
        if (status === 'ready' || status === 'complete') return Promise.resolve();
        const known = loading.get(dataset);
        if (known !== undefined) return known;
        const started = load(dataset).finally(() => loading.delete(dataset));
        loading.set(dataset, started);
        return started;
      },
      notePreparation: (dataset, preparation) => setDataset(dataset, { preparation }),
      dismissNotice: (id) => {
        store.setState({ notices: store.getState().notices.filter((notice) => notice.id !== id) });
      },
    },
  }));

  const stop = client.subscribe(hear);
  return { store, addNotice, close: stop };
}

/** Notices on the same matter replace each other. */
function toMatter(code: string): string {
  return code.startsWith('engine') ? 'engine' : code;
}
