/**
 * Which compressed net do the figures show? The one that the reader's run made, while the controls stand as
 * they did; else the draft, which is cut and shared as set but not trained, so that every figure has
 * something live within seconds.
 */
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import type { Ledger } from '../../../src/protocol/ledger.ts';
import type { ModelSnapshot } from '../../../src/protocol/snapshots.ts';
import { useRun } from '../../../src/state/hooks.ts';
import type { RunState } from '../../../src/state/runstate.ts';
import type { Kernel } from '../../parts/kernels.ts';
import { useKernels } from '../../parts/nets.ts';
import { holds } from '../../parts/runs.ts';
import { PACES, type Pace } from '../named.ts';
import {
  type Settings,
  STAGE_ENDS,
  STAGE_NAMES,
  type StageName,
  toDraftRecipe,
  toPipelineRecipe,
} from '../recipe.ts';
import { RUNS, SLOTS } from './names.ts';

/** How long the controls must stand still before a draft is made. */
const SETTLE_MS = 450;

type StageModels = Readonly<Partial<Record<StageName, ModelSnapshot>>>;

export type StageLedgers = Readonly<Partial<Record<StageName, Ledger>>>;

export interface ShownNet {
  readonly slot: string;
  /** True where the stages' trainings have run. */
  readonly isTrained: boolean;
  /** What the net weighed after each stage that is done. */
  readonly ledgers: StageLedgers;
  /** The nets as they were then, where they are kept. */
  readonly models: StageModels;
}

/** Was a run's recipe made from these settings? Its pace, or null. */
export function findPace(recipe: RunState['recipe'], settings: Settings): Pace | null {
  if (recipe === null) return null;
  return PACES.find((pace) => isSame(recipe, toPipelineRecipe(settings, pace))) ?? null;
}

/** Same net, data and stages, whatever defaults were filled in. */
function isSame(recipe: NonNullable<RunState['recipe']>, wanted: ReturnType<typeof toDraftRecipe>): boolean {
  return recipe.stages.length === wanted.stages.length && holds(recipe, wanted);
}

/** The last that each stage of the lesson has left, of what a run left after its own. */
function findLasts<Left extends { readonly stage: number }>(
  left: readonly Left[],
  kind: 'pipeline' | 'draft',
): readonly (readonly [StageName, Left])[] {
  return STAGE_NAMES.flatMap((name, at) => {
    const before = at === 0 ? 0 : STAGE_ENDS[STAGE_NAMES[at - 1]!][kind];
    const found = left.findLast(({ stage }) => stage >= before && stage < STAGE_ENDS[name][kind]);
    return found === undefined ? [] : [[name, found] as const];
  });
}

function toStageLedgers(ledgers: RunState['ledgers'], kind: 'pipeline' | 'draft'): StageLedgers {
  return Object.fromEntries(findLasts(ledgers, kind).map(([name, { ledger }]) => [name, ledger]));
}

function toStageModels(snapshots: RunState['snapshots'], kind: 'pipeline' | 'draft'): StageModels {
  return Object.fromEntries(findLasts(snapshots, kind).map(([name, { model }]) => [name, model]));
}

/** Makes the draft anew whenever the controls have come to rest. For one component of the page. */
export function useDraft(settings: Settings): void {
  const { start, cancel } = useRun(RUNS.draft, ({ actions }) => actions);
  const isDrafting = useRun(RUNS.draft, ({ status: now }) => now === 'starting' || now === 'running');
  const status = useRun(RUNS.pipeline, (run) => run.status);
  const recipe = useRun(RUNS.draft, (run) => (run.status === 'cancelled' ? null : run.recipe));
  const isPipelineLive = status === 'queued' || status === 'starting' || status === 'running';
  const { isTrained } = useNet(settings);
  const isDone = isTrained || (recipe !== null && isSame(recipe, toDraftRecipe(settings)));
  const key = JSON.stringify(settings);
  // The reader's own run goes first; the draft is taken up again when it has ended.
  useEffect(() => {
    if (isPipelineLive && isDrafting) void cancel();
  }, [isPipelineLive, isDrafting, cancel]);
  const [settled, setSettled] = useState(key);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(key), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [key]);
  useEffect(() => {
    if (isDone || isPipelineLive || settled !== key) return;
    start(toDraftRecipe(JSON.parse(key) as Settings)).catch(() => {}); // the run's state says why
  }, [isDone, isPipelineLive, settled, key, start]);
}

/**
 * The net that the figures show, and its ledgers; ledgers of stages not yet done are missing. A stage ends
 * for a dozen figures at once: they are drawn anew in slices between which the page answers.
 */
export function useShownNet(settings: Settings): ShownNet {
  return useDeferredValue(useNet(settings));
}

function useNet(settings: Settings): ShownNet {
  const made = useRun(RUNS.pipeline, ({ recipe, ledgers, ledger, snapshots }) => ({
    ...{ recipe, ledgers, ledger, snapshots },
  }));
  const draft = useRun(RUNS.draft, ({ recipe, ledgers, snapshots }) => ({ recipe, ledgers, snapshots }));
  return useMemo(() => {
    const isMade = made.ledger !== null && findPace(made.recipe, settings) !== null;
    const isDrawn = draft.recipe !== null && isSame(draft.recipe, toDraftRecipe(settings));
    const [kind, { ledgers, snapshots }] = isMade
      ? (['pipeline', made] as const)
      : (['draft', isDrawn ? draft : { ledgers: [], snapshots: [] }] as const);
    return {
      slot: isMade ? SLOTS.made : SLOTS.draft,
      isTrained: isMade,
      ledgers: toStageLedgers(ledgers, kind),
      models: toStageModels(snapshots, kind),
    };
  }, [made, draft, settings]);
}

/**
 * Ledgers of the reader's run as far as it has come; null where it is not about the controls as they stand.
 */
export function usePipelineLedgers(settings: Settings): StageLedgers | null {
  const { recipe, ledgers, status } = useRun(RUNS.pipeline, (run) => ({
    recipe: run.recipe,
    ledgers: run.ledgers,
    status: run.status,
  }));
  return useDeferredValue(
    useMemo(
      () =>
        status === 'idle' || findPace(recipe, settings) === null ? null : toStageLedgers(ledgers, 'pipeline'),
      [recipe, ledgers, status, settings],
    ),
  );
}

/** The kernels of the net that the figures show; the last ones while a new draft is made. */
export function useShownKernels(settings: Settings): readonly Kernel[] {
  const { slot } = useShownNet(settings);
  return useKernels(slot, settings.model);
}
