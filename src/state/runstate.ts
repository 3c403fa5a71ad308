/**
 * What does the page know of one run? The state behind `useRun(name)`, as plain data. A slot is a place for
 * one run at a time: `lesson`, `bench-a`, `bench-b`. Every array here is replaced, never changed in place.
 */

import type { BackendName } from '../protocol/backends.ts';
import type { Evaluation, Pace, RunFailed } from '../protocol/events.ts';
import type { Ledger } from '../protocol/ledger.ts';
import type { ModelSnapshot, RunPosition, RunSnapshot } from '../protocol/snapshots.ts';
import type { Recipe, RecipeInput, Stage } from '../recipe/schema.ts';
import type { Failure } from '../spec/failure.ts';
import type { LossScaleState } from '../techniques/lossscale/options.ts';
import { EMPTY_SERIES, type StepSeries } from './series.ts';

export type RunStatus =
  | 'idle'
  /** Waits for another run to leave the engine. */
  | 'queued'
  | 'starting'
  | 'running'
  | 'paused'
  | 'ended'
  | 'failed'
  | 'cancelled';

/**
 * One finished epoch. `evaluation` is on the validation images, or on the test images where there are none.
 */
export interface EpochPoint {
  readonly stage: number;
  readonly epoch: number;
  readonly epochs: number;
  /** Training steps of the whole run up to the end of this epoch. */
  readonly totalSteps: number;
  readonly trainLoss: number;
  readonly trainAccuracy: number;
  readonly evaluation: Evaluation;
  readonly elapsedMs: number;
  readonly imagesPerSecond: number;
}

/** What the model weighed after a stage. */
export interface StageLedger {
  readonly stage: number;
  readonly what: Stage;
  readonly ledger: Ledger;
  /** Training steps of the whole run up to the end of this stage. */
  readonly totalSteps: number;
}

/** The model as it stood after a stage. Long runs keep the first and the latest, within a limit of bytes. */
export interface StageSnapshot {
  readonly stage: number;
  readonly model: ModelSnapshot;
}

export interface RunFailure extends Failure {
  readonly reason: RunFailed['reason'];
  /** The last state known to be good; `resumeFromLastGood` goes on from it. */
  readonly lastGood: RunSnapshot | null;
}

export interface RunActions {
  /**
   * Starts a run in this slot, replacing the one that is there. Waits its turn where another slot's run is
   * training. Rejects with a RecipeError where the recipe is wrong, and then changes nothing. A shared run
   * does not go before the points of sweeps: it is one more of them, and trains side by side with them where
   * there is more than one worker.
   */
  start(recipe: RecipeInput, options?: { readonly isShared?: boolean }): Promise<void>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** One training step of a paused run. */
  step(): Promise<void>;
  cancel(): Promise<void>;
  /** Back to an empty slot; cancels a run that is going on. */
  reset(): Promise<void>;
  /**
   * After a failure: goes on from the last good snapshot. The same recipe fails in the same way again where
   * numbers overflowed, so learning rates can be multiplied by a factor on the way.
   */
  resumeFromLastGood(options?: { readonly learningRateFactor?: number }): Promise<void>;
  /** Goes on with a run that a reload interrupted (see `unfinished`). */
  goOn(): Promise<void>;
  /** Forgets the interrupted run. */
  discardUnfinished(): Promise<void>;
}

/** A run of this slot that a reload or a crash of the page interrupted. */
export interface UnfinishedRun {
  readonly recipe: Recipe;
  readonly position: RunPosition;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

export interface RunData {
  readonly status: RunStatus;
  readonly recipe: Recipe | null;
  /** The recipe's stages with iterative prunes unrolled; `position.stage` counts in them. */
  readonly stages: readonly Stage[];
  readonly position: RunPosition | null;
  readonly stepsPerEpoch: number;
  /** Training steps done, and in the whole recipe. */
  readonly step: number;
  readonly totalSteps: number;
  readonly learningRate: number | null;
  /** Null where the stage does not scale its loss. */
  readonly lossScale: LossScaleState | null;
  readonly series: StepSeries;
  readonly epochs: readonly EpochPoint[];
  readonly ledgers: readonly StageLedger[];
  readonly snapshots: readonly StageSnapshot[];
  /** Enough to go on from: the last end of an epoch or stage, or the last pause. */
  readonly latest: RunSnapshot | null;
  readonly pace: Pace | null;
  /** How many images its teacher has answered, while that goes on. */
  readonly teacher: { readonly answered: number; readonly images: number } | null;
  readonly failure: RunFailure | null;
  /** Of the final model; null until the run has ended. */
  readonly ledger: Ledger | null;
  /** What has computed the run so far: one, unless an engine was lost or chosen on the way. */
  readonly engines: readonly BackendName[];
  readonly elapsedMs: number | null;
  readonly unfinished: UnfinishedRun | null;
}

export interface RunState extends RunData {
  /** Stable: the same object for the life of the slot. */
  readonly actions: RunActions;
}

/** A slot before its first run. */
export const IDLE_RUN: RunData = {
  status: 'idle',
  recipe: null,
  stages: [],
  position: null,
  stepsPerEpoch: 0,
  step: 0,
  totalSteps: 0,
  learningRate: null,
  lossScale: null,
  series: EMPTY_SERIES,
  epochs: [],
  ledgers: [],
  snapshots: [],
  latest: null,
  pace: null,
  teacher: null,
  failure: null,
  ledger: null,
  engines: [],
  elapsedMs: null,
  unfinished: null,
};
