/** What do the quick questions look like to a component? States behind `useEvaluation`, `usePrediction`, `useTestImage`. */

import type { Evaluation } from '../protocol/events.ts';
import type { DatasetName } from '../recipe/datasets.ts';
import type { Failure } from '../recipe/failure.ts';
import type { PruneStage, RecipeInput } from '../recipe/schema.ts';

type PruneInput = Extract<RecipeInput['stages'][number], { kind: 'prune' }>;

/** A question about the model in a slot: how many of the first `examples` images does it get wrong? */
export interface EvaluationQuery {
  readonly dataset: DatasetName;
  /** `test` unless said otherwise. */
  readonly split?: 'train' | 'test';
  readonly examples: number;
  /** Asked of a copy that is pruned like this first. */
  readonly prune?: PruneStage | PruneInput;
}

/** `answer` always belongs to the question as it is now: it is null while the engine works on it. */
export interface QueryState<Question, Answer> {
  readonly status: 'idle' | 'pending' | 'ready' | 'failed';
  readonly answer: Answer | null;
  /** The last answer that came, with its question: to draw dimmed, never as the current one. */
  readonly previous: { readonly question: Question; readonly answer: Answer } | null;
  readonly failure: Failure | null;
}

export type EvaluationState = QueryState<EvaluationQuery, Evaluation>;

/** Class probabilities by slot. */
export type PredictionState = QueryState<Uint8Array, Float32Array>;

export interface TestImage {
  readonly pixels: Uint8Array;
  readonly label: number;
}

export type TestImageState = QueryState<{ dataset: DatasetName; index: number }, TestImage>;

/** No question, no answer. */
export const IDLE_QUERY: QueryState<never, never> = {
  status: 'idle',
  answer: null,
  previous: null,
  failure: null,
};
