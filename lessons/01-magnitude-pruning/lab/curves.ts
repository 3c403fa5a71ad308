/** The curves with retraining: a sweep for the single cuts, one run for the iterative one, and their points together. */
import { useMemo } from 'react';
import type { RecipeInput } from '../../../src/recipe/schema.ts';
import type { ModelName } from '../../../src/spec/zoo.ts';
import { useRun, useSweep } from '../../../src/state/hooks.ts';
import type { SweepItem } from '../../../src/state/sweepstate.ts';
import type { Effort } from '../../parts/effort.ts';
import type { Sweeping } from '../../parts/figures/SweepBar.tsx';
import type { ErrorPoint } from '../cliff.ts';
import { ITERATIVE_LEVELS, RETRAIN_LEVELS, toIterativeRecipe, toPenaltyRecipe } from '../recipe.ts';
import { useCutCurve } from './curve.ts';
import { RUNS, SWEEP } from './slots.ts';

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
  const sweep = useSweep(SWEEP);
  const run = useRun(RUNS.iterative);
  const none = useCutCurve().points;
  const points = useMemo(() => {
    const keys = toSweepItems(model, effort).map(({ key }) => key);
    const ofGroup = (group: string) =>
      sweep.points
        .filter((point) => point.group === group && point.ledger !== null && keys.includes(point.key))
        .map(({ x, ledger }) => ({ level: x, wrong: ledger!.wrong, tested: ledger!.tested }))
        .sort((a, b) => a.level - b.level);
    const iterative = (isSameRun(run.recipe, toIterativeRecipe(model, effort)) ? run.ledgers : [])
      .filter(({ what }) => what.kind === 'train')
      .map(({ ledger }, index) => ({
        level: ITERATIVE_LEVELS[index] ?? 1,
        wrong: ledger.wrong,
        tested: ledger.tested,
      }));
    return { none, l1: ofGroup('l1'), l2: ofGroup('l2'), iterative };
  }, [sweep.points, run.ledgers, run.recipe, none, model, effort]);
  const isRunLive = ['queued', 'starting', 'running', 'paused'].includes(run.status);
  const isSweepLive = sweep.status === 'running' || sweep.status === 'paused';
  const runProgress = run.totalSteps === 0 ? 0 : run.step / run.totalSteps;
  return {
    points,
    isLive: isRunLive || isSweepLive,
    isPaused: sweep.status === 'paused' || run.status === 'paused',
    isWhole: false,
    progress: (sweep.progress + runProgress) / 2,
    secondsLeft: toSecondsLeft(isSweepLive ? sweep.secondsLeft : null, run.pace?.runSecondsLeft ?? null),
    start: () => {
      void run.actions.start(toIterativeRecipe(model, effort), { isShared: true });
      void sweep.actions.start(toSweepItems(model, effort));
    },
    pause: () => {
      if (sweep.status === 'running') void sweep.actions.pause();
      if (run.status === 'running') void run.actions.pause();
    },
    resume: () => {
      if (sweep.status === 'paused') void sweep.actions.resume();
      if (run.status === 'paused') void run.actions.resume();
    },
    cancel: () => {
      void sweep.actions.cancel();
      if (isRunLive) void run.actions.cancel();
    },
    reset: () => {
      void sweep.actions.reset();
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

function toSecondsLeft(sweep: number | null, run: number | null): number | null {
  return sweep === null && run === null ? null : (sweep ?? 0) + (run ?? 0);
}
