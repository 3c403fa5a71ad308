/**
 * The lesson as a definition: its settings, its nets, what it measures. Its figures read what comes from
 * here.
 */
import { keepLargest } from '../../src/math/select.ts';
import type { ModelSnapshot } from '../../src/protocol/snapshots.ts';
import { useRun } from '../../src/state/hooks.ts';
import { toKeepCount } from '../../src/techniques/criteria/masks.ts';
import { defineLesson } from '../parts/define/lesson.tsx';
import { type Kernel, toKernels } from '../parts/kernels.ts';
import { useShownKernel } from '../parts/layers.ts';
import { definePrediction } from '../parts/prose/prediction.tsx';
import { useModelOfRun } from '../parts/runs.ts';
import { meta } from './meta.ts';
import type { QuoteKey } from './quotes.ts';
import { PHASE_STAGES, type Phase, toCutStage, toDetourRecipe } from './recipe.ts';
import results from './results.json' with { type: 'json' };
import { NETS, SETTINGS, type Settings } from './settings.ts';

/** The masks of a cut, as the engine would make them. */
export function cutKernels(
  kernels: readonly Kernel[],
  { share, first }: Settings,
): ReadonlyMap<string, Uint8Array> {
  const touched = first ? kernels : kernels.slice(1);
  return new Map(
    touched.map(({ name, values }) => [name, keepLargest(values, toKeepCount(values.length, share))]),
  );
}

function makeCut(dense: ModelSnapshot, kernels: readonly Kernel[], settings: Settings): ModelSnapshot {
  const masks = cutKernels(kernels, settings);
  return {
    ...dense,
    transforms: [...masks].map(([tensor, kept]) => ({ kind: 'mask', tensor, kept })),
  };
}

export const lesson = defineLesson({
  meta,
  told: 'lenet-300-100',
  models: NETS,
  settings: { table: SETTINGS },
  denseLabel: { en: 'the lab’s net', zh: '实验室训练的网络' },
  nets: {
    /** The lab's trained net with the same weights gone. */
    cut: { label: { en: 'cut', zh: '剪枝后' }, variant: 'pruned', make: makeCut },
    /** What the reader's run with the detour has ended as. */
    detour: { label: { en: 'after the detour', zh: '绕路训练' }, variant: 'retrained', run: 'detour' },
    /** What the run straight on has ended as. */
    straight: { label: { en: 'straight on', zh: '直接训练' }, variant: 'shared', run: 'straight' },
  },
  toChange: (settings) => ({ stages: [toCutStage(settings)] }),
  toRecipe: (settings) => toDetourRecipe(settings),
  results: results.values as Readonly<Record<QuoteKey, number>>,
});

export const {
  Value,
  Do,
  OtherNetHere,
  Prepare,
  LessonRecipe,
  NetChoice,
  NetMissing,
  DataMissing,
  PadFigure,
  LedgerFigure,
} = lesson;
export const { useSettings, useDenseKernels, useDenseWrong, useWrongCount, slots, toName } = lesson;

/** The run with the detour, and the one that goes straight on. */
export const RUNS = { detour: toName('detour'), straight: toName('straight') };

/** Ends of the shown net's phases: the models of the reader's run with the detour. */
export function usePhases(): Readonly<Record<Phase, ModelSnapshot | null>> {
  const { model } = useSettings().settings;
  const isOfModel = useModelOfRun(RUNS.detour) === model;
  const snapshots = useRun(RUNS.detour, (run) => run.snapshots);
  const find = (phase: Phase) =>
    (isOfModel ? snapshots.find(({ stage }) => stage === PHASE_STAGES[phase])?.model : undefined) ?? null;
  return { dense: find('dense'), sparse: find('sparse'), again: find('again') };
}

/** The layer that the figures show, and what each phase has made of its weights. */
export function usePhaseKernels() {
  const phases = usePhases();
  const { layer, choice } = useShownKernel(useDenseKernels());
  const toKernel = (model: ModelSnapshot | null) => toKernels(model).find((each) => each.layer === layer);
  const name = `${layer}/kernel`;
  const mask = phases.sparse?.transforms.find((each) => each.kind === 'mask' && each.tensor === name);
  return {
    layer,
    choice,
    dense: toKernel(phases.dense),
    sparse: toKernel(phases.sparse),
    again: toKernel(phases.again),
    /** 1 where a weight of the layer stayed in the sparse phase; null before it, and where none went. */
    kept: mask?.kind === 'mask' ? mask.kept : null,
  };
}

/** The opening question: in how many of five pairs the detour wins. */
export const { Guess, useGuess } = definePrediction(
  'wins',
  { options: ['0', '1', '2', '3', '4', '5'].map((id) => ({ id, label: id })) },
  () => String(lesson.results.wins),
);
