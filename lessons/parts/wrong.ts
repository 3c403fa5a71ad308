/**
 * How many images does the trained net get wrong, changed as the reader has it? At once on 1,000, on all when
 * the controls stand still. One component of a lesson's page measures; every figure reads.
 */
import { useEffect, useState } from 'react';
import type { Evaluation } from '../../src/protocol/events.ts';
import { DATASETS } from '../../src/spec/datasets.ts';
import type { Failure } from '../../src/spec/failure.ts';
import { MODEL_DATASET, type ModelName } from '../../src/spec/zoo.ts';
import { useEvaluation } from '../../src/state/hooks.ts';
import type { EvaluationQuery } from '../../src/state/querystate.ts';
import { useKeptState } from '../../src/ui/lesson/context.tsx';

/** Images of an answer that comes while a slider moves. */
export const FEW_IMAGES = 1000;

const SETTLE_MS = 350;

/** Images of a full evaluation: all where that takes about a second, fewer for the CIFAR-10 nets. */
export function toFullCount(model: ModelName): number {
  const { name, testCount } = DATASETS[MODEL_DATASET[model]];
  return name === 'mnist' ? testCount : 2000;
}

/**
 * The newest answer that belongs to the settings as they are; `isPending` while a better one is on its way.
 */
export interface WrongCount {
  readonly answer: Evaluation | null;
  /** An answer to earlier settings, to draw dimmed until the first one to these is there. */
  readonly stale: Evaluation | null;
  readonly isPending: boolean;
  readonly failure: Failure | null;
}

/** What a lesson asks about the trained net. */
export interface WrongQuestion {
  /** The engine's slot that holds the net. */
  readonly slot: string;
  readonly model: ModelName;
  /** The reader's settings as text; null while there is nothing to ask about yet. */
  readonly key: string | null;
  readonly toQuery: (key: string, examples: number) => EvaluationQuery;
}

interface Measured {
  readonly key: string;
  readonly answer: Evaluation | null;
  readonly failure: Failure | null;
  /** True when no better answer is to come: all images are counted, or they could not be. */
  readonly isFinal: boolean;
}

const NOTHING: Measured = { key: '', answer: null, failure: null, isFinal: false };
const CHANGED = 'wrong-changed';
const DENSE = 'wrong-dense';

/** A value once it has stayed the same for a while. */
export function useSettled<T>(value: T, ms = SETTLE_MS): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}

/**
 * Asks the engine whenever the settings change, and about the net as it is. For one component of the page.
 */
export function useWrongMeasurement({ slot, model, key, toQuery }: WrongQuestion): void {
  const settledKey = useSettled(key);
  const [, setMeasured] = useKeptState<Measured>(CHANGED, NOTHING);
  const isSettled = settledKey === key;
  const rough = useEvaluation(slot, key === null ? null : toQuery(key, FEW_IMAGES));
  const exact = useEvaluation(slot, key === null || !isSettled ? null : toQuery(key, toFullCount(model)));
  const answer = exact.answer ?? rough.answer;
  const failure = exact.failure ?? rough.failure;
  const isFinal = exact.answer !== null || failure !== null;
  useEffect(() => {
    if (key !== null && (answer !== null || failure !== null)) setMeasured({ key, answer, failure, isFinal });
  }, [key, answer, failure, isFinal, setMeasured]);
  useDenseMeasurement(slot, model);
}

/** Wrong answers under the reader's settings, not trained since. */
export function useWrongCount(key: string | null): WrongCount {
  const [measured] = useKeptState<Measured>(CHANGED, NOTHING);
  const isCurrent = measured.key === key;
  return {
    answer: isCurrent ? measured.answer : null,
    stale: isCurrent ? null : measured.answer,
    isPending: !isCurrent || !measured.isFinal,
    failure: isCurrent ? measured.failure : null,
  };
}

function useDenseMeasurement(slot: string, model: ModelName): void {
  const [, setMeasured] = useKeptState<Measured>(DENSE, NOTHING);
  const { answer, failure } = useEvaluation(slot, {
    dataset: MODEL_DATASET[model],
    examples: toFullCount(model),
  });
  useEffect(() => {
    if (answer !== null) setMeasured({ key: model, answer, failure, isFinal: true });
  }, [model, answer, failure, setMeasured]);
}

/** Wrong answers of the trained net as it is; null until they are counted. */
export function useDenseWrong(model: ModelName): Evaluation | null {
  const [measured] = useKeptState<Measured>(DENSE, NOTHING);
  return measured.key === model ? measured.answer : null;
}
