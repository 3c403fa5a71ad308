/** How many images does the reader's cut get wrong? At once on 1,000, on all when the controls stand still. */
import { useEffect, useMemo, useState } from 'react';
import type { Evaluation } from '../../../src/protocol/events.ts';
import { MODEL_DATASET } from '../../../src/recipe/zoo.ts';
import { useEvaluation } from '../../../src/state/hooks.ts';
import type { EvaluationQuery, EvaluationState } from '../../../src/state/querystate.ts';
import { type Cut, toPruneStage, useCut } from '../settings.ts';
import { FEW_IMAGES, toFullCount } from './curve.ts';
import { useKernels } from './kernels.ts';
import { SLOTS } from './slots.ts';

const SETTLE_MS = 350;

/** The newest answer that belongs to the cut as it is; `isPending` while a better one is on its way. */
export interface WrongCount {
  readonly answer: Evaluation | null;
  /** An answer to an earlier cut, to draw dimmed until the first one to this cut is there. */
  readonly stale: Evaluation | null;
  readonly isPending: boolean;
  readonly failure: string | null;
}

function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

function toQuery(cut: Cut, layers: readonly string[], examples: number): EvaluationQuery | null {
  if (layers.length === 0) return null;
  return { dataset: MODEL_DATASET[cut.model], examples, prune: toPruneStage(cut, layers) };
}

/** Wrong answers of the trained net under the reader's cut, without retraining. */
export function useWrongCount(): WrongCount {
  const { cut } = useCut();
  const kernels = useKernels(SLOTS.dense);
  const key = JSON.stringify(
    toPruneStage(
      cut,
      kernels.map(({ layer }) => layer),
    ),
  );
  const settledKey = useSettled(key);
  // biome-ignore lint/correctness/useExhaustiveDependencies: key stands for cut
  const few = useMemo(
    () =>
      toQuery(
        cut,
        kernels.map(({ layer }) => layer),
        FEW_IMAGES,
      ),
    [key, kernels, cut.model],
  );
  const full = useMemo(
    () => (few === null ? null : { ...few, examples: toFullCount(cut.model) }),
    [few, cut.model],
  );
  const rough = useEvaluation(SLOTS.dense, few);
  const exact = useEvaluation(SLOTS.dense, settledKey === key ? full : null);
  return toWrongCount(rough, exact);
}

function toWrongCount(rough: EvaluationState, exact: EvaluationState): WrongCount {
  const answer = exact.answer ?? rough.answer;
  return {
    answer,
    stale: answer === null ? (rough.previous?.answer ?? null) : null,
    isPending: exact.answer === null && exact.status !== 'failed',
    failure: exact.failure ?? rough.failure,
  };
}

/** Wrong answers of the trained net as it is. */
export function useDenseWrong(): EvaluationState {
  const { cut } = useCut();
  const query = useMemo<EvaluationQuery>(
    () => ({ dataset: MODEL_DATASET[cut.model], examples: toFullCount(cut.model) }),
    [cut.model],
  );
  return useEvaluation(SLOTS.dense, query);
}
