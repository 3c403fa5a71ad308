/**
 * What do the quick questions look like to a component? States behind `useEvaluation`, `usePrediction`,
 * `useTestImage`.
 */

import type { FieldPage, FileAnatomy, PositionSize } from '../protocol/anatomy.ts';
import type { GradientAnswer, LayerReading } from '../protocol/commands.ts';
import type { Evaluation } from '../protocol/events.ts';
import type { DatasetName } from '../spec/datasets.ts';
import type { Failure } from '../spec/failure.ts';
import type { StageInput } from '../techniques/stages.ts';

/** A question about the model in a slot: how many of the first `examples` images does it get wrong? */
export interface EvaluationQuery {
  readonly dataset: DatasetName;
  /** `test` unless said otherwise. */
  readonly split?: 'train' | 'test';
  readonly examples: number;
  /** Asked of a copy that has been through these first; no training. */
  readonly stages?: readonly StageInput[];
  /** For whatever the stages draw at random. */
  readonly seed?: number;
  /** Asks for the mean answer to the images of each class, softened by it. */
  readonly temperature?: number;
}

/**
 * A question about one tensor of the model in a slot: which way does the loss of the first training images
 * pull?
 */
export interface GradientQuery {
  readonly tensor: string;
  readonly dataset: DatasetName;
  /** At most 500. */
  readonly examples: number;
}

/** `answer` always belongs to the question as it is now: it is null while the engine works on it. */
export interface QueryState<Question, Answer> {
  readonly status: 'idle' | 'pending' | 'ready' | 'failed';
  readonly answer: Answer | null;
  /** The last answer that came, with its question: to draw dimmed, never as the current one. */
  readonly previous: { readonly question: Question; readonly answer: Answer } | null;
  readonly failure: Failure | null;
}

export type GradientState = QueryState<GradientQuery, GradientAnswer>;

/** The best codebook of some weights; see the command `optimalCentroids`. */
export interface CentroidQuery {
  /** A new array whenever its content changes. */
  readonly values: Float32Array;
  readonly clusters: number;
}

export interface CentroidAnswer {
  readonly centroids: Float32Array;
  readonly distortion: number;
}

export type CentroidState = QueryState<CentroidQuery, CentroidAnswer>;

export type EvaluationState = QueryState<EvaluationQuery, Evaluation>;

/** Class probabilities by slot. */
export type PredictionState = QueryState<Uint8Array, Float32Array>;

/** A question about one layer of the model in a slot. */
export interface LayerQuery {
  readonly layer: string;
  /** A new array whenever its content changes. */
  readonly pixels: Uint8Array;
}

export type LayerState = QueryState<LayerQuery, LayerReading>;

export interface TestImage {
  readonly pixels: Uint8Array;
  readonly label: number;
}

export type TestImageState = QueryState<{ dataset: DatasetName; index: number }, TestImage>;

/** The map of a file; see the command `dissect`. */
export type FileMapState = QueryState<Uint8Array, FileAnatomy>;

/** A question about a few bits of a file. */
export interface FieldQuery {
  /** A new array whenever its content changes. */
  readonly bytes: Uint8Array;
  /** Index into the map's regions. */
  readonly region: number;
  readonly from: number;
  readonly count: number;
}

export type FieldState = QueryState<FieldQuery, FieldPage>;

/** Ways to write the positions of one kernel, by the tensor's name. */
export type PositionState = QueryState<string, readonly PositionSize[]>;

/** No question, no answer. */
export const IDLE_QUERY: QueryState<never, never> = {
  status: 'idle',
  answer: null,
  previous: null,
  failure: null,
};
