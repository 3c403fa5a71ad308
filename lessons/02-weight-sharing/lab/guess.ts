/**
 * The opening question: how many values must every layer have? Measured on the trained net, from one bit up, all layers alike,
 * nothing pruned and nothing trained.
 */
import { useEffect, useMemo } from 'react';
import type { ModelName } from '../../../src/spec/zoo.ts';
import { useEvaluation, useModel } from '../../../src/state/hooks.ts';
import { useKeptState } from '../../../src/ui/lesson/context.tsx';
import { toFullCount } from '../../parts/wrong.ts';
import { CURVE_BITS, toCurveStage } from '../recipe.ts';
import { useSharing } from '../settings.ts';
import { toShareQuery } from './queries.ts';
import { SLOTS } from './slots.ts';
import { type BitsPoint, findFewestValues } from './truth.ts';
import { useDenseWrong } from './wrong.ts';

interface Curve {
  readonly model: ModelName | null;
  readonly points: readonly BitsPoint[];
}

const EMPTY: Curve = { model: null, points: [] };
/** Where the cliff is comes first. */
const ORDER = [4, 3, 2, 5, 1, 6, 8, 7] as const;

/** Measures the curve, point after point, once the reader has committed to a guess or not. For one component of the page. */
export function useGuessMeasurement(): void {
  const { sharing } = useSharing();
  const { model } = sharing;
  const [curve, setCurve] = useKeptState<Curve>('guess-curve', EMPTY);
  const isLoaded = useModel(
    SLOTS.dense,
    ({ summary, status }) => status === 'ready' && summary?.name === model,
  );
  const points = curve.model === model ? curve.points : EMPTY.points;
  const bits = isLoaded ? (ORDER.find((each) => points.every((point) => point.bits !== each)) ?? null) : null;
  const query = useMemo(
    () =>
      bits === null ? null : toShareQuery(model, 0, toCurveStage('linear', 'all', bits), toFullCount(model)),
    [model, bits],
  );
  const { answer, status } = useEvaluation(SLOTS.dense, query);
  useEffect(() => {
    if (status !== 'ready' || answer === null || bits === null) return;
    setCurve((before) => {
      const others = before.model === model ? before.points.filter((point) => point.bits !== bits) : [];
      const point = { bits, wrong: answer.wrong, tested: answer.tested };
      return { model, points: [...others, point].sort((a, b) => a.bits - b.bits) };
    });
  }, [status, answer, bits, model, setCurve]);
}

/** The measured points, in ascending bits. Does not measure by itself. */
export function useGuessCurve(): readonly BitsPoint[] {
  const { sharing } = useSharing();
  const [curve] = useKeptState<Curve>('guess-curve', EMPTY);
  return curve.model === sharing.model ? curve.points : EMPTY.points;
}

/** The smallest number of values that can be guessed and costs no more than allowed; undefined until all is measured. */
export function useGuessTruth(): string | undefined {
  const points = useGuessCurve();
  const dense = useDenseWrong();
  if (dense === null || points.length < CURVE_BITS.length) return undefined;
  return findFewestValues(points, dense.wrong);
}
