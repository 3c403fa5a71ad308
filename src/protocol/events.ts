/**
 * What the worker says on its own: events in the past tense, each with the run it belongs to; the page drops
 * those of runs it no longer follows.
 */

import type { Stage } from '../recipe/schema.ts';
import type { DatasetName } from '../spec/datasets.ts';
import type { Failure } from '../spec/failure.ts';
import type { LossScaleState } from '../techniques/lossscale/options.ts';
import type { BackendName } from './backends.ts';
import type { Ledger } from './ledger.ts';
import type { RunPosition, RunSnapshot } from './snapshots.ts';

/** The same images through the same model in whole numbers alone. */
export interface IntegerEvaluation {
  readonly wrong: number;
  readonly error: number;
  /** Answers that are not those of the model in floats. */
  readonly differing: number;
  /** Measured milliseconds of one image among many, from its bytes to its logits. */
  readonly imageMs: number;
  /** The class answered for each image. Only in answers to the command `evaluate`. */
  readonly answers?: Uint8Array;
}

/** Wrong answers and mean cross-entropy over some images. */
export interface Evaluation {
  readonly split: 'train' | 'validation' | 'test';
  readonly wrong: number;
  readonly tested: number;
  readonly error: number;
  readonly loss: number;
  /**
   * The class answered for each image, 255 where the scores were no numbers, and the right one, in the
   * images' order. Only in answers to the command `evaluate`.
   */
  readonly answers?: Uint8Array;
  readonly labels?: Uint8Array;
  /** Where it was asked for. */
  readonly integers?: IntegerEvaluation;
  /**
   * The mean softened answer to the images of each class, [classes, classes], where a temperature was given.
   */
  readonly soft?: Float32Array;
}

/** Where the time of a run goes. */
export interface Pace {
  readonly imagesPerSecond: number;
  /** Of this stage, and of the whole recipe. */
  readonly stageSecondsLeft: number;
  readonly runSecondsLeft: number;
}

interface OfRun {
  readonly runId: number;
}

export interface RunStarted extends OfRun {
  readonly kind: 'runStarted';
  /** The recipe's stages with iterative prunes unrolled. */
  readonly stages: readonly Stage[];
  readonly resumedAt: RunPosition;
  /** What computes it from here on. */
  readonly backend: BackendName;
}

/** Training steps since the last such event: one entry per step, oldest first. */
export interface StepsEnded extends OfRun {
  readonly kind: 'stepsEnded';
  readonly position: RunPosition;
  readonly stepsPerEpoch: number;
  /** Training steps of the whole run that `losses[0]` comes after. */
  readonly firstStep: number;
  readonly totalSteps: number;
  readonly losses: Float32Array;
  /** Fraction of the batch answered correctly while training. */
  readonly accuracies: Float32Array;
  readonly learningRate: number;
  /** After the last of them; absent where the stage does not scale its loss. */
  readonly lossScale?: LossScaleState;
  readonly pace: Pace;
}

/** How many of the training images the teacher of a stage has answered; before the stage's first step. */
export interface TeacherAnswered extends OfRun {
  readonly kind: 'teacherAnswered';
  readonly answered: number;
  readonly images: number;
}

export interface EpochEnded extends OfRun {
  readonly kind: 'epochEnded';
  readonly stage: number;
  readonly epoch: number;
  readonly epochs: number;
  readonly trainLoss: number;
  readonly trainAccuracy: number;
  readonly evaluation: Evaluation;
  readonly elapsedMs: number;
  readonly imagesPerSecond: number;
  /** Absent headless, where nobody needs to resume from it. */
  readonly snapshot?: RunSnapshot;
}

export interface StageEnded extends OfRun {
  readonly kind: 'stageEnded';
  readonly stage: number;
  readonly what: Stage;
  readonly ledger: Ledger;
  readonly snapshot?: RunSnapshot;
}

export interface RunEnded extends OfRun {
  readonly kind: 'runEnded';
  readonly ledger: Ledger;
  readonly elapsedMs: number;
  readonly snapshot?: RunSnapshot;
}

export interface RunPaused extends OfRun {
  readonly kind: 'runPaused';
  readonly position: RunPosition;
  readonly snapshot: RunSnapshot;
}

export interface RunResumed extends OfRun {
  readonly kind: 'runResumed';
}

export interface RunCancelled extends OfRun {
  readonly kind: 'runCancelled';
}

export interface RunFailed extends OfRun, Failure {
  readonly kind: 'runFailed';
  readonly reason: 'notFinite' | 'data' | 'recipe' | 'engine';
  /** The last state known to be good, to go on from. */
  readonly lastGood?: RunSnapshot;
}

export type RunEvent =
  | RunStarted
  | StepsEnded
  | TeacherAnswered
  | EpochEnded
  | StageEnded
  | RunEnded
  | RunPaused
  | RunResumed
  | RunCancelled
  | RunFailed;

/** How much of a data set has arrived. */
export interface DataProgressed {
  readonly kind: 'dataProgressed';
  readonly dataset: DatasetName;
  readonly loadedBytes: number;
  readonly totalBytes: number;
  readonly trainExamples: number;
  readonly testExamples: number;
}

/** Sent a few times a second while the worker's thread is free. */
export interface HeartBeat {
  readonly kind: 'heartBeat';
}

/**
 * A helper of the engine was lost and another took its place; whatever it did was done again, with the same
 * result.
 */
export interface HelperReplaced {
  readonly kind: 'helperReplaced';
  /** For whoever looks into it; English. */
  readonly reason: string;
}

/** The graphics device is gone; what was on its way to it never settles. The worker can only be ended. */
export interface DeviceLost {
  readonly kind: 'deviceLost';
  /** For whoever looks into it; English. */
  readonly detail: string;
}

export type EngineEvent = RunEvent | DeviceLost | DataProgressed | HelperReplaced | HeartBeat;
