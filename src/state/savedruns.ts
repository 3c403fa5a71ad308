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
  return new StoredRuns(storage, toBudgetBytes);
}

class StoredRuns implements SavedRunsController {
  readonly store: StoreApi<SavedRunsState>;
  readonly #storage: LabStorage;
  readonly #toBudgetBytes: () => number;
  readonly #loaded: Promise<void>;
  #nextId = 1;

  constructor(storage: LabStorage, toBudgetBytes: () => number) {
    this.#storage = storage;
    this.#toBudgetBytes = toBudgetBytes;
    this.store = createStore<SavedRunsState>(() => ({
      status: 'loading',
      keptIn: 'browser',
      runs: [],
      actions: this.#actions,
    }));
    this.#loaded = storage.entries('runs').then((entries) => {
      const runs = entries.flatMap(([, value]) => toSummary(value) ?? []);
      this.store.setState({ status: 'ready', runs: runs.sort(byNewest), keptIn: storage.keptIn() });
    });
    storage.makeRoomBy(() => this.#makeRoom());
  }

  readonly #actions: SavedRunsState['actions'] = {
    load: async (id) => {
      await this.#loaded;
      const summary = this.#runs.find((run) => run.id === id);
      const data = await this.#storage.get('runData', id);
      return summary === undefined || data === undefined
        ? null
        : { ...(data as Omit<SavedRun, keyof SavedRunSummary>), ...summary };
    },
    describe: async (id, words) => {
      const runs = this.#runs.map((run) => (run.id === id ? { ...run, ...words } : run));
      this.store.setState({ runs });
      const summary = runs.find((run) => run.id === id);
      if (summary !== undefined) await this.#storage.put('runs', id, summary);
    },
    remove: (id) => this.#remove(id),
    removeAll: async () => {
      for (const { id } of this.#runs) await this.#remove(id);
    },
  };

  get #runs() {
    return this.store.getState().runs;
  }

  async save({ series, epochs, ledgers, model, snapshots = [], ...rest }: RunToSave): Promise<void> {
    await this.#loaded;
    const savedAt = Date.now();
    const data = { series, epochs, ledgers, model, snapshots };
    const id = `${savedAt.toString(36)}-${this.#nextId++}`;
    const summary: SavedRunSummary = { ...rest, savedAt, bytes: toBytes(data), id };
    this.store.setState({ runs: [summary, ...this.#runs] });
    await this.#storage.put('runData', id, data);
    await this.#storage.put('runs', id, summary);
    await this.#storage.put('slots', rest.name, id);
    await this.trim();
    this.store.setState({ keptIn: this.#storage.keptIn() });
  }

  async loadModel(id: string): Promise<ModelSnapshot | undefined> {
    return ((await this.#storage.get('runData', id)) as Pick<SavedRun, 'model'> | undefined)?.model;
  }

  async findLast(slot: string): Promise<SavedRun | null> {
    const id = await this.#storage.get('slots', slot);
    return typeof id === 'string' ? this.#actions.load(id) : null;
  }

  leaveSlot(slot: string): Promise<void> {
    return this.#storage.remove('slots', slot);
  }

  async trim(): Promise<void> {
    let bytes = 0;
    const [, ...older] = this.#runs.map((run) => {
      bytes += run.bytes ?? estimateBytes(run);
      return { id: run.id, isBeyond: bytes > this.#toBudgetBytes() };
    });
    for (const { id, isBeyond } of older) if (isBeyond) await this.#remove(id);
  }

  async #remove(id: string): Promise<void> {
    this.store.setState({ runs: this.#runs.filter((run) => run.id !== id) });
    await this.#storage.remove('runs', id);
    await this.#storage.remove('runData', id);
  }

  /** Removes the oldest, but not the newest, which may be the one that is being written. */
  async #makeRoom(): Promise<boolean> {
    await this.#loaded;
    const [, ...older] = this.#runs;
    const oldest = older.at(-1);
    if (oldest === undefined) return false;
    await this.#remove(oldest.id);
    return true;
  }
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
