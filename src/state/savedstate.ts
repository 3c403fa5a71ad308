/** What is kept from visit to visit? The state behind `useSavedRuns()`: the last runs, newest first. */
import type { BackendName } from '../protocol/backends.ts';
import type { Ledger } from '../protocol/ledger.ts';
import type { ModelSnapshot } from '../protocol/snapshots.ts';
import type { Recipe } from '../recipe/schema.ts';
import type { EpochPoint, StageLedger, StageSnapshot } from './runstate.ts';
import type { StepSeries } from './series.ts';

/** Enough to list a run. */
export interface SavedRunSummary {
  readonly id: string;
  /** The slot that it ran in. */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  readonly recipe: Recipe;
  readonly ledger: Ledger;
  readonly elapsedMs: number;
  /** What the reader calls it, and wrote about it. */
  readonly title?: string;
  readonly note?: string;
  /** How much is kept of it; absent in what an older version stored. */
  readonly bytes?: number;
  /** What computed it; absent in what an older version stored. */
  readonly engines?: readonly BackendName[];
}

/** A run with its curves and its final model. */
export interface SavedRun extends SavedRunSummary {
  readonly series: StepSeries;
  readonly epochs: readonly EpochPoint[];
  readonly ledgers: readonly StageLedger[];
  readonly model: ModelSnapshot;
  /** The model after stages on the way, the last included; absent in what an older version stored. */
  readonly snapshots?: readonly StageSnapshot[];
}

export interface SavedRunsActions {
  /** Null where the run is no longer there. */
  load(id: string): Promise<SavedRun | null>;
  /** Gives it a name or a note. */
  describe(id: string, words: { readonly title?: string; readonly note?: string }): Promise<void>;
  remove(id: string): Promise<void>;
  removeAll(): Promise<void>;
}

export interface SavedRunsState {
  readonly status: 'loading' | 'ready';
  /** `memory`: nothing outlives this page, because the browser keeps no data or its room is used up. */
  readonly keptIn: 'browser' | 'memory';
  readonly runs: readonly SavedRunSummary[];
  /** Stable. */
  readonly actions: SavedRunsActions;
}
