/** Which runs are kept? The last `MOST_SAVED` that ended, with their curves and final models; older ones make room. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ModelSnapshot } from '../protocol/snapshots.ts';
import { parseRecipe } from '../recipe/parse.ts';
import type { SavedRun, SavedRunSummary, SavedRunsState } from './savedstate.ts';
import type { LabStorage } from './storage.ts';

export const MOST_SAVED = 20;

export interface SavedRunsController {
  readonly store: StoreApi<SavedRunsState>;
  save(run: Omit<SavedRun, 'id' | 'savedAt'>): Promise<void>;
  /** The final model of a run; undefined where the run is no longer there. */
  loadModel(id: string): Promise<ModelSnapshot | undefined>;
}

export function createSavedRuns(storage: LabStorage): SavedRunsController {
  let nextId = 1;
  const store: StoreApi<SavedRunsState> = createStore<SavedRunsState>(() => ({
    status: 'loading',
    keptIn: 'browser',
    runs: [],
    actions: {
      async load(id) {
        const summary = store.getState().runs.find((run) => run.id === id);
        const data = (await storage.get('runData', id)) as Omit<SavedRun, keyof SavedRunSummary> | undefined;
        return summary === undefined || data === undefined ? null : { ...data, ...summary };
      },
      async remove(id) {
        store.setState({ runs: store.getState().runs.filter((run) => run.id !== id) });
        await storage.remove('runs', id);
        await storage.remove('runData', id);
      },
      async removeAll() {
        for (const { id } of store.getState().runs) await store.getState().actions.remove(id);
      },
    },
  }));

  const loaded = storage.entries('runs').then((entries) => {
    const runs = entries.flatMap(([, value]) => toSummary(value) ?? []);
    store.setState({ status: 'ready', runs: runs.sort(byNewest), keptIn: storage.keptIn() });
  });

  return {
    store,
    async loadModel(id) {
      return ((await storage.get('runData', id)) as Pick<SavedRun, 'model'> | undefined)?.model;
    },
    async save({ series, epochs, ledgers, model, ...rest }) {
      await loaded;
      const savedAt = Date.now();
      const summary: SavedRunSummary = { ...rest, savedAt, id: `${savedAt.toString(36)}-${nextId++}` };
      store.setState({ runs: [summary, ...store.getState().runs] });
      await storage.put('runData', summary.id, { series, epochs, ledgers, model });
      await storage.put('runs', summary.id, summary);
      for (const { id } of store.getState().runs.slice(MOST_SAVED)) await store.getState().actions.remove(id);
      store.setState({ keptIn: storage.keptIn() });
    },
  };
}

function byNewest(a: SavedRunSummary, b: SavedRunSummary): number {
  return b.savedAt - a.savedAt;
}

/** What an older version stored may not be a run any more. */
function toSummary(value: unknown): SavedRunSummary | null {
  try {
    const summary = value as SavedRunSummary;
    const isWhole = typeof summary.id === 'string' && typeof summary.ledger.fileBytes === 'number';
    return isWhole ? { ...summary, recipe: parseRecipe(summary.recipe) } : null;
  } catch {
    return null;
  }
}
