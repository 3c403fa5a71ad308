/**
 * How many images does the reader's cut get wrong? At once on 1,000, on all when the controls stand still. One component of the
 * page measures; every figure reads.
 */
import { useEffect, useMemo, useState } from 'react';
import type { Evaluation } from '../../../src/protocol/events.ts';
import type { Failure } from '../../../src/recipe/failure.ts';
import { MODEL_DATASET } from '../../../src/recipe/zoo.ts';
import { useEvaluation } from '../../../src/state/hooks.ts';
import type { EvaluationQuery } from '../../../src/state/querystate.ts';
import { useKeptState } from '../../../src/ui/lesson/context.tsx';
import { type Cut, toPruneStage, useCut } from '../settings.ts';
import { FEW_IMAGES, toFullCount } from './curve.ts';
import { useDenseKernels } from './kernels.ts';
import { SLOTS } from './slots.ts';

const SETTLE_MS = 350;

/** The newest answer that belongs to the cut as it is; `isPending` while a better one is on its way. */
export interface WrongCount {
  readonly answer: Evaluation | null;
  /** An answer to an earlier cut, to draw dimmed until the first one to this cut is there. */
  readonly stale: Evaluation | null;
  readonly isPending: boolean;
  readonly failure: Failure | null;
}

interface Measured {
  /** The model, and the cut as a stage. */
  readonly key: string;
  readonly answer: Evaluation | null;
  readonly isFull: boolean;
  readonly failure: Failure | null;
}

const NOTHING: Measured = { key: '', answer: null, isFull: false, failure: null };

function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

function toKey(cut: Cut, layers: readonly string[]): string {
  return JSON.stringify([cut.model, toPruneStage(cut, layers)]);
}

function useCutKey(): string | null {
  const { cut } = useCut();
  const kernels = useDenseKernels();
  return kernels.length === 0
    ? null
    : toKey(
        cut,
        kernels.map(({ layer }) => layer),
      );
}

/** Asks the engine about the cut whenever it changes. For one component of the page. */
export function useWrongMeasurement(): void {
  const key = useCutKey();
  const settledKey = useSettled(key);
  const [, setMeasured] = useKeptState<Measured>('wrong-cut', NOTHING);
  const few = useMemo(() => (key === null ? null : toQuery(key, FEW_IMAGES)), [key]);
  const full = useMemo(
    () => (key === null || settledKey !== key ? null : toQuery(key, null)),
    [key, settledKey],
  );
  const rough = useEvaluation(SLOTS.dense, few);
  const exact = useEvaluation(SLOTS.dense, full);
  const answer = exact.answer ?? rough.answer;
  const failure = exact.failure ?? rough.failure;
  const isFull = exact.answer !== null;
  useEffect(() => {
    if (key !== null && (answer !== null || failure !== null)) setMeasured({ key, answer, isFull, failure });
  }, [key, answer, isFull, failure, setMeasured]);
  useDenseMeasurement();
}

function toQuery(key: string, examples: number | null): EvaluationQuery {
  const [model, prune] = JSON.parse(key) as [Cut['model'], NonNullable<EvaluationQuery['prune']>];
  return { dataset: MODEL_DATASET[model], examples: examples ?? toFullCount(model), prune };
}

/** Wrong answers of the trained net under the reader's cut, without retraining. */
export function useWrongCount(): WrongCount {
  const key = useCutKey();
  const [measured] = useKeptState<Measured>('wrong-cut', NOTHING);
  const isCurrent = measured.key === key;
  return {
    answer: isCurrent ? measured.answer : null,
    stale: isCurrent ? null : measured.answer,
    isPending: !isCurrent || (!measured.isFull && measured.failure === null),
    failure: isCurrent ? measured.failure : null,
  };
}

function useDenseMeasurement(): void {
  const { cut } = useCut();
  const [, setMeasured] = useKeptState<Measured>('wrong-dense', NOTHING);
  const query = useMemo<EvaluationQuery>(
    () => ({ dataset: MODEL_DATASET[cut.model], examples: toFullCount(cut.model) }),
    [cut.model],
  );
  const { answer, failure } = useEvaluation(SLOTS.dense, query);
  useEffect(() => {
    if (answer !== null) setMeasured({ key: cut.model, answer, isFull: true, failure });
  }, [cut.model, answer, failure, setMeasured]);
}

/** Wrong answers of the trained net as it is; null until they are counted. */
export function useDenseWrong(): Evaluation | null {
  const { cut } = useCut();
  const [measured] = useKeptState<Measured>('wrong-dense', NOTHING);
  return measured.key === cut.model ? measured.answer : null;
}
