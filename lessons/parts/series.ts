/**
 * A curve of the trained net without training: one question to the engine for each point, in an order in
 * which the outline shows first. Kept above the prose, so that it is measured once.
 */
import { useEffect, useMemo } from 'react';
import type { ModelName } from '../../src/spec/zoo.ts';
import { useEvaluation, useModel } from '../../src/state/hooks.ts';
import type { EvaluationQuery } from '../../src/state/querystate.ts';
import { useKeptState } from '../../src/ui/lesson/context.tsx';
import { DENSE_SLOT } from './define/nets.tsx';
import { isOf } from './nets.ts';
import { toFullCount } from './wrong.ts';

export interface SeriesPoint {
  readonly x: number;
  readonly wrong: number;
  readonly tested: number;
  /** Images that were asked for: more than `tested` while the data set is still arriving. */
  readonly asked: number;
}

export interface MeasuredSeries {
  readonly model: ModelName | null;
  /** In ascending x. */
  readonly points: readonly SeriesPoint[];
}

export interface SeriesQuestion {
  /** Names what is kept. */
  readonly id: string;
  readonly model: ModelName;
  /** Every x, in the order of asking. */
  readonly order: readonly number[];
  /** How many images are asked of every point before the next round; the last round asks all. */
  readonly rounds?: readonly number[];
  readonly toQuery: (model: ModelName, x: number, examples: number) => EvaluationQuery;
}

const NOTHING: MeasuredSeries = { model: null, points: [] };
const NO_ROUNDS: readonly number[] = [];

/** The measured points of a model. Does not measure by itself. */
export function useSeries(id: string, model: ModelName): readonly SeriesPoint[] {
  const [series] = useKeptState(`series:${id}`, NOTHING);
  return series.model === model ? series.points : NOTHING.points;
}

/** Are all points there, on all images? */
export function isWholeSeries(
  points: readonly SeriesPoint[],
  order: readonly number[],
  model: ModelName,
): boolean {
  const full = toFullCount(model);
  return order.every((x) => points.some((point) => point.x === x && point.asked >= full));
}

function findNext(points: readonly SeriesPoint[], order: readonly number[], rounds: readonly number[]) {
  for (const examples of rounds) {
    const x = order.find((each) => !points.some((point) => point.x === each && point.asked >= examples));
    if (x !== undefined) return { x, examples };
  }
  return null;
}

/** Measures point after point. For one component of the page. */
export function useSeriesMeasurement({
  id,
  model,
  order,
  rounds = NO_ROUNDS,
  toQuery,
}: SeriesQuestion): void {
  const [, setSeries] = useKeptState(`series:${id}`, NOTHING);
  const points = useSeries(id, model);
  const isLoaded = useModel(DENSE_SLOT, isOf(model));
  const next = isLoaded ? findNext(points, order, [...rounds, toFullCount(model)]) : null;
  const x = next?.x ?? null;
  const examples = next?.examples ?? 0;
  const query = useMemo(
    () => (x === null ? null : toQuery(model, x, examples)),
    [toQuery, model, x, examples],
  );
  const { status, answer } = useEvaluation(DENSE_SLOT, query);
  useEffect(() => {
    if (status !== 'ready' || answer === null || x === null) return;
    setSeries((before) => {
      const others = before.model === model ? before.points.filter((point) => point.x !== x) : [];
      const point = { x, wrong: answer.wrong, tested: answer.tested, asked: examples };
      return { model, points: [...others, point].sort((a, b) => a.x - b.x) };
    });
  }, [status, answer, x, examples, model, setSeries]);
}
