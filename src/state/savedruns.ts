/**
 * Runs that ended are kept with their curves, ledgers and models, within a budget of bytes and of what the
 * browser's disk takes: the oldest make room. Each slot knows which of them it showed last, and shows it
 * again after a reload.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ModelSnapshot } from '../protocol/snapshots.ts';
import { parseRecipe } from '../recipe/parse.ts';
import { countBytes } from './runrecord.ts';
import type { SavedRun, SavedRunSummary, SavedRunsState } from './savedstate.ts';
import type { LabStorage } from './storage.ts';

/** What is asked of a run that is to be kept. */
export type RunToSave = Omit<SavedRun, 'id' | 'savedAt' | 'bytes' | 'title' | 'note'>;

export interface SavedRunsController {
  readonly store: StoreApi<SavedRunsState>;
  save(run: RunToSave): Promise<void>;
  /** The final model of a run; undefined where the run is no longer there. */
  loadModel(id: string): Promise<ModelSnapshot | undefined>;
  /** What a slot showed last; null where that is gone, or the slot was emptied. */
  findLast(slot: string): Promise<SavedRun | null>;
  /** The slot shows something else from now on. */
  leaveSlot(slot: string): Promise<void>;
  /** Drops what is beyond the budget. */
  trim(): Promise<void>;
}

/** @param toBudgetBytes how much may be kept */
export function createSavedRuns(storage: LabStorage, toBudgetBytes: () => number): SavedRunsController {
  let nextId = 1;
  const store: StoreApi<SavedRunsState> = createStore<SavedRunsState>(() => ({
    status: 'loading',
    keptIn: 'browser',
    runs: [],
    actions: {
      async load(id) {
        await loaded;
        const summary = store.getState().runs.find((run) => run.id === id);
        const data = (await storage.get('runData', id)) as Omit<SavedRun, keyof SavedRunSummary> | undefined;
        return summary === undefined || data === undefined ? null : { ...data, ...summary };
      },
      async describe(id, words) {
        const runs = store.getState().runs.map((run) => (run.id === id ? { ...run, ...words } : run));
        store.setState({ runs });
        const summary = runs.find((run) => run.id === id);
        if (summary !== undefined) await storage.put('runs', id, summary);
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

  async function trim(): Promise<void> {
    let bytes = 0;
    const [, ...older] = store.getState().runs.map((run) => {
      bytes += run.bytes ?? estimateBytes(run);
      return { id: run.id, isBeyond: bytes > toBudgetBytes() };
    });
    for (const { id, isBeyond } of older) if (isBeyond) await store.getState().actions.remove(id);
  }

  // The newest may be the one that is being written.
  storage.makeRoomBy(async () => {
    await loaded;
    const [, ...older] = store.getState().runs;
    const oldest = older.at(-1);
    if (oldest === undefined) return false;
    await store.getState().actions.remove(oldest.id);
    return true;
  });

  return {
    store,
    async loadModel(id) {
      return ((await storage.get('runData', id)) as Pick<SavedRun, 'model'> | undefined)?.model;
    },
    async findLast(slot) {
      const id = await storage.get('slots', slot);
      return typeof id === 'string' ? store.getState().actions.load(id) : null;
    },
    leaveSlot: (slot) => storage.remove('slots', slot),
    trim,
    async save({ series, epochs, ledgers, model, snapshots = [], ...rest }) {
      await loaded;
      const savedAt = Date.now();
      const data = { series, epochs, ledgers, model, snapshots };
      const summary: SavedRunSummary = {
        ...rest,
        savedAt,
        bytes: toBytes(data),
        id: `${savedAt.toString(36)}-${nextId++}`,
      };
      store.setState({ runs: [summary, ...store.getState().runs] });
      await storage.put('runData', summary.id, data);
      await storage.put('runs', summary.id, summary);
      await storage.put('slots', rest.name, summary.id);
      await trim();
      store.setState({ keptIn: storage.keptIn() });
    },
  };
}

/** The last snapshot is the final model, written once. */
function toBytes({
  series,
  model,
  snapshots = [],
}: Pick<SavedRun, 'series' | 'model' | 'snapshots'>): number {
  const models = new Set([model, ...snapshots.map((each) => each.model)]);
  const curves = series.steps.byteLength + series.losses.byteLength + series.accuracies.byteLength;
  return [...models].reduce((sum, each) => sum + countBytes(each), curves);
}

/** Of a run that an older version stored: its values and their masks. */
function estimateBytes({ ledger }: SavedRunSummary): number {
  return 5 * ledger.parameters;
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
