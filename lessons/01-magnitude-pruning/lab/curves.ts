/**
 * The curves with retraining: a sweep for the single cuts, one run for the iterative one, and their points
 * together.
 */
import { useMemo } from 'react';
import type { ErrorPoint } from '../../../src/math/crossing.ts';
import type { RecipeInput } from '../../../src/recipe/schema.ts';
import type { ModelName } from '../../../src/spec/zoo.ts';
import { useRun } from '../../../src/state/hooks.ts';
import type { SweepItem } from '../../../src/state/sweepstate.ts';
import type { Effort } from '../../parts/effort.ts';
import type { Sweeping } from '../../parts/figures/SweepBar.tsx';
import { useSweepPoints } from '../../parts/sweeps.ts';
import { RUNS, SWEEP, useCutCurve } from '../lesson.ts';
import { ITERATIVE_LEVELS, RETRAIN_LEVELS, toIterativeRecipe, toPenaltyRecipe } from '../recipe.ts';

export const CURVES = ['none', 'l1', 'l2', 'iterative'] as const;
export type CurveName = (typeof CURVES)[number];

/** Deep cuts first: that is where the curves part. */
export function toSweepItems(model: ModelName, effort: Effort): SweepItem[] {
  const levels = [...RETRAIN_LEVELS].sort((a, b) => Math.abs(a - 0.95) - Math.abs(b - 0.95));
  return levels.flatMap((x) =>
    (['l2', 'l1'] as const).map((group) => ({
      key: `${group}-${x}-${model}-${effort.examples}-${effort.epochs}`,
      group,
      x,
      recipe: toPenaltyRecipe(model, group, x, effort),
    })),
  );
}

export interface Curves extends Sweeping {
  readonly points: Readonly<Record<CurveName, readonly ErrorPoint[]>>;
}

/** The curves of a model at an effort; points of others do not count. */
export function useCurves(model: ModelName, effort: Effort): Curves {
  const items = useMemo(() => toSweepItems(model, effort), [model, effort]);
  const sweep = useSweepPoints(SWEEP, items);
  const run = useRun(RUNS.iterative);
  const none = useCutCurve();
  const isOwnRun = isSameRun(run.recipe, toIterativeRecipe(model, effort));
  const points = useMemo(() => {
    const ofGroup = (group: string) =>
      items
        .flatMap(({ key, group: own, x }) => {
          const ledger = own === group ? sweep.ledgers.get(key) : undefined;
          return ledger === undefined ? [] : [{ x, wrong: ledger.wrong, tested: ledger.tested }];
        })
        .sort((a, b) => a.x - b.x);
    const iterative = (isOwnRun ? run.ledgers : [])
      .filter(({ what }) => what.kind === 'train')
      .map(({ ledger: { wrong, tested } }, at) => ({ x: ITERATIVE_LEVELS[at] ?? 1, wrong, tested }));
    return { none, l1: ofGroup('l1'), l2: ofGroup('l2'), iterative };
  }, [items, sweep.ledgers, run.ledgers, isOwnRun, none]);
  const isRunLive = ['queued', 'starting', 'running', 'paused'].includes(run.status);
  const isRunWhole = points.iterative.length === ITERATIVE_LEVELS.length;
  const runProgress = isRunWhole ? 1 : run.totalSteps === 0 ? 0 : run.step / run.totalSteps;
  const secondsLeft = [sweep.isLive ? sweep.secondsLeft : null, run.pace?.runSecondsLeft ?? null];
  return {
    points,
    isLive: isRunLive || sweep.isLive,
    isPaused: (sweep.isLive && sweep.isPaused) || run.status === 'paused',
    isWhole: sweep.isWhole && isRunWhole,
    hasPoints: sweep.hasPoints || points.iterative.length > 0,
    failure: sweep.failure ?? run.failure,
    progress: (sweep.progress + runProgress) / 2,
    secondsLeft: secondsLeft.every((each) => each === null)
      ? null
      : secondsLeft.reduce<number>((sum, each) => sum + (each ?? 0), 0),
    start: () => {
      if (!isRunWhole) void run.actions.start(toIterativeRecipe(model, effort), { isShared: true });
      if (!sweep.isWhole) sweep.start();
    },
    pause: () => {
      if (sweep.isLive && !sweep.isPaused) sweep.pause();
      if (run.status === 'running') void run.actions.pause();
    },
    resume: () => {
      if (sweep.isLive && sweep.isPaused) sweep.resume();
      if (run.status === 'paused') void run.actions.resume();
    },
    cancel: () => {
      sweep.cancel();
      if (isRunLive) void run.actions.cancel();
    },
    reset: () => {
      sweep.reset();
      void run.actions.reset();
    },
  };
}

function isSameRun(done: RecipeInput | null, wanted: RecipeInput): boolean {
  if (done === null) return false;
  const toKey = ({ model, dataset, stages }: RecipeInput) => {
    const train = stages.find(({ kind }) => kind === 'train');
    return JSON.stringify([model, dataset.trainExamples, train?.kind === 'train' ? train.epochs : 0]);
  };
  return toKey(done) === toKey(wanted);
}
