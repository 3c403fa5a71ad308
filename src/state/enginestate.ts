/**
 * What does the page know of the engine itself? The state behind `useEngine()`: is it up, on which backend,
 * how much of each data set has arrived, and what the reader should be told.
 */
import type { EngineInfo, EnginePace } from '../protocol/commands.ts';
import type { DataProgressed } from '../protocol/events.ts';
import { DATASET_NAMES, type DatasetName } from '../spec/datasets.ts';
import type { Failure } from '../spec/failure.ts';
import type { PreparationState } from './preparation.ts';

export type EngineStatus = 'idle' | 'starting' | 'ready' | 'restarting' | 'failed';

/**
 * Something the reader should know. `code` and `values` are for translation (`notice.<code>`), `message` is
 * the finished English sentence.
 */
export interface Notice {
  readonly id: number;
  readonly code: /** No run was going on. */
    | 'engineRestarted'
    /**
     * Training goes on: from the end of `epoch`, of `stage`, from `step` of `epoch`, or from its beginning.
     */
    | 'engineRestartedAtEpoch'
    | 'engineRestartedAtStage'
    | 'engineRestartedAtStep'
    | 'engineRestartedAtBeginning'
    /** The run is paused, and stays so. */
    | 'engineRestartedPaused'
    | 'engineFailed'
    | 'backendFellBack'
    | 'storageUnavailable'
    | 'storageFull'
    | 'storageTrimmed';
  readonly level: 'info' | 'warning' | 'error';
  readonly message: string;
  readonly values: Failure['values'];
}

export interface DatasetState {
  /** `ready`: enough to train; loading goes on in the background until `complete`. */
  readonly status: 'absent' | 'loading' | 'ready' | 'complete' | 'failed';
  readonly progress: DataProgressed | null;
  readonly failure: Failure | null;
  /** How far its preparation is where the lab is served from; null where nobody says. */
  readonly preparation: PreparationState | null;
}

export interface EngineActions {
  /** Starts the engine; without effect where it is up. */
  open(): void;
  /** After `failed`: tries again. */
  retry(): void;
  /** Measures `pace`; without effect where the engine is not up or a run goes on. */
  measurePace(): void;
  loadData(dataset: DatasetName): Promise<void>;
  /** Keeps what the preparation tool says of a data set. */
  notePreparation(dataset: DatasetName, preparation: PreparationState): void;
  dismissNotice(id: number): void;
}

export interface EngineState {
  /** How fast it trains the model at hand; null until that is measured. */
  readonly pace: EnginePace | null;
  readonly status: EngineStatus;
  readonly info: EngineInfo | null;
  /** Why the engine is not there, where `status` is `failed`. */
  readonly failure: Failure | null;
  readonly restarts: number;
  /** Threads that train and evaluate on WASM. */
  readonly workers: number;
  /** Helpers of the engine that were lost and replaced, with nothing lost but time. */
  readonly workersReplaced: number;
  readonly notices: readonly Notice[];
  readonly datasets: Readonly<Record<DatasetName, DatasetState>>;
  /** Stable. */
  readonly actions: EngineActions;
}

const absent: DatasetState = { status: 'absent', progress: null, failure: null, preparation: null };

export const NO_DATASETS = Object.fromEntries(DATASET_NAMES.map((name) => [name, absent])) as Record<
  DatasetName,
  DatasetState
>;
