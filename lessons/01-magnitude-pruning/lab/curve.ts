/**
 * The curve without retraining: one evaluation for each level, first on 1,000 test images so that a curve stands within
 * seconds, then on all of them where the net is fast enough. Kept above the prose, so that it is measured once.
 */
import { useEffect, useMemo } from 'react';
import { MODEL_DATASET, type ModelName } from '../../../src/spec/zoo.ts';
import { useEvaluation, useModel } from '../../../src/state/hooks.ts';
import type { EvaluationQuery } from '../../../src/state/querystate.ts';
import { useKeptState } from '../../../src/ui/lesson/context.tsx';
import { FEW_IMAGES, toFullCount } from '../../parts/wrong.ts';
import type { ErrorPoint } from '../cliff.ts';
import { CUT_LEVELS, toLevelPrune } from '../recipe.ts';
import { useCut } from '../settings.ts';
import { SLOTS } from './slots.ts';

export interface CurvePoint extends ErrorPoint {
  /** Images that were asked for: more than `tested` while the data set is still arriving. */
  readonly asked: number;
}

export interface CutCurve {
  readonly model: ModelName | null;
  readonly points: readonly CurvePoint[];
}

const EMPTY: CutCurve = { model: null, points: [] };

/** Levels in an order in which the outline of the curve shows first. */
const ORDER = [...CUT_LEVELS].sort((a, b) => toRank(a) - toRank(b));

function toRank(level: number): number {
  const index = (CUT_LEVELS as readonly number[]).indexOf(level);
  return index % 4 === 0 ? index : index % 2 === 0 ? 100 + index : 200 + index;
}

function findNext(curve: CutCurve, model: ModelName): { level: number; examples: number } | null {
  const points = curve.model === model ? curve.points : [];
  const at = (level: number) => points.find((point) => point.level === level);
  const rough = ORDER.find((level) => at(level) === undefined);
  if (rough !== undefined) return { level: rough, examples: FEW_IMAGES };
  const full = toFullCount(model);
  const fine = ORDER.find((level) => at(level)!.asked < full);
  return fine === undefined ? null : { level: fine, examples: full };
}

/** The measured points, by level. Does not measure by itself. */
export function useCutCurve(): CutCurve {
  const { cut } = useCut();
  const [curve] = useKeptState<CutCurve>('cut-curve', EMPTY);
  return curve.model === cut.model ? curve : EMPTY;
}

/** Measures the curve, point after point. For one component of the page. */
export function useCurveMeasurement(): void {
  const { cut } = useCut();
  const [curve, setCurve] = useKeptState<CutCurve>('cut-curve', EMPTY);
  const isLoaded = useModel(
    SLOTS.dense,
    ({ summary, status }) => status === 'ready' && summary?.name === cut.model,
  );
  const next = isLoaded ? findNext(curve, cut.model) : null;
  const level = next?.level ?? null;
  const examples = next?.examples ?? 0;
  const query = useMemo<EvaluationQuery | null>(
    () =>
      level === null ? null : { dataset: MODEL_DATASET[cut.model], examples, stages: [toLevelPrune(level)] },
    [cut.model, level, examples],
  );
  const { status, answer } = useEvaluation(SLOTS.dense, query);
  useEffect(() => {
    if (status !== 'ready' || answer === null || level === null) return;
    setCurve((before) => {
      const points = before.model === cut.model ? before.points.filter((point) => point.level !== level) : [];
      const point = { level, wrong: answer.wrong, tested: answer.tested, asked: examples };
      return { model: cut.model, points: [...points, point].sort((a, b) => a.level - b.level) };
    });
  }, [status, answer, level, examples, cut.model, setCurve]);
}
