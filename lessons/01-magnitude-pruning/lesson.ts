/**
 * The lesson as a definition: its settings, its nets, what it measures. Its figures read what comes from
 * here.
 */
import { useMemo, useRef } from 'react';
import { findCrossing } from '../../src/math/crossing.ts';
import { listTensors } from '../../src/spec/shapes.ts';
import { MODEL_DATASET, MODEL_NAMES, MODEL_ZOO, type ModelName } from '../../src/spec/zoo.ts';
import type { EvaluationQuery } from '../../src/state/querystate.ts';
import { useIsSeen } from '../../src/ui/prose/Seen.tsx';
import { defineLesson } from '../parts/define/lesson.tsx';
import { sayGone, sayGoneByLayer } from '../parts/gone.ts';
import { type Kernel, toKernels } from '../parts/kernels.ts';
import { useShownKernel } from '../parts/layers.ts';
import { definePrediction } from '../parts/prose/prediction.tsx';
import { defineTimeGuess } from '../parts/prose/timeguess.ts';
import { isWholeSeries, useSeries, useSeriesMeasurement } from '../parts/series.ts';
import { FEW_IMAGES } from '../parts/wrong.ts';
import { toCuts, toPrunedModel } from './lab/cuts.ts';
import type { KernelCut } from './masks.ts';
import { meta } from './meta.ts';
import type { QuoteKey } from './quotes.ts';
import { ALLOWED, CUT_LEVELS, toCutRecipe, toLevelPrune } from './recipe.ts';
import results from './results.json' with { type: 'json' };
import { SETTINGS, settleCut, toOfModel, toPruneStage } from './settings.ts';

/** The curve without retraining, in an order in which its outline shows first. */
const CURVE = 'cut';
const ORDER = [...CUT_LEVELS].sort((a, b) => toRank(a) - toRank(b));

function toRank(level: number): number {
  const index = (CUT_LEVELS as readonly number[]).indexOf(level);
  return index % 4 === 0 ? index : index % 2 === 0 ? 100 + index : 200 + index;
}

const ROUNDS = [FEW_IMAGES];

const toCurveQuery = (model: ModelName, level: number, examples: number): EvaluationQuery => ({
  dataset: MODEL_DATASET[model],
  examples,
  stages: [toLevelPrune(level)],
});

function listLayers(model: ModelName): string[] {
  return listTensors(MODEL_ZOO[model]).flatMap(({ layer, role }) => (role === 'kernel' ? [layer] : []));
}

export const lesson = defineLesson({
  meta,
  told: 'lenet-300-100',
  models: MODEL_NAMES,
  settings: { table: SETTINGS, settle: settleCut, ofModel: toOfModel },
  denseLabel: { en: 'dense', zh: '剪枝前' },
  nets: {
    /** The reader's cut, not retrained. */
    cut: {
      label: { en: 'cut', zh: '剪枝后' },
      variant: 'pruned',
      make: (dense, kernels, cut) => toPrunedModel(dense, toCuts(kernels, cut)),
    },
    /** The reader's cut after retraining. */
    retrained: { label: { en: 'retrained', zh: '再训练后' }, variant: 'retrained', run: 'retrain' },
  },
  describe: (net) => {
    const kernels = toKernels(net);
    return [sayGone(kernels), sayGoneByLayer(kernels)];
  },
  toChange: (cut, layers) => ({ stages: [toPruneStage(cut, layers)] }),
  toRecipe: (cut) => toCutRecipe(cut.model, toPruneStage(cut, listLayers(cut.model))),
  usePreparation: () => {
    const { model } = useSettings().settings;
    useSeriesMeasurement({ id: CURVE, model, order: ORDER, rounds: ROUNDS, toQuery: toCurveQuery });
  },
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

export const RUNS = {
  /** Random weights before any training. */
  initial: toName('initial'),
  scratch: toName('scratch'),
  retrain: toName('retrain'),
  iterative: toName('iterative'),
} as const;
export const SWEEP = toName('curve');

/** The measured points of the curve without retraining; x is the fraction of the weights that are gone. */
export const useCutCurve = () => useSeries(CURVE, useSettings().settings.model);

/** The opening question: what can go before 1 % more of the images are wrong. */
export const { Guess, useGuess } = definePrediction(
  'delete',
  { initial: 0.3, min: 0, max: 0.99, step: 0.01, unit: '%', digits: 0 },
  () => {
    const { model } = useSettings().settings;
    const points = useCutCurve();
    const level = findCrossing(points, ALLOWED);
    return isWholeSeries(points, ORDER, model) && level !== null ? Math.round(level * 100) / 100 : undefined;
  },
);

/** What retraining leaves wrong, by the lab's own run. */
export const { Guess: RetrainGuess } = definePrediction(
  'retrained',
  { initial: 1000, min: 100, max: 10_000, step: 1, scale: 'log', digits: 0 },
  () => lesson.results.retrainedWrong95,
);

/** How many times smaller the file of the net without nine weights in ten is. */
export const { Guess: FileGuess, useGuess: useFileGuess } = definePrediction(
  'file',
  { initial: 10, min: 1, max: 12, step: 0.1, unit: '×', digits: 1 },
  () => Math.round(lesson.results.ratio90 * 10) / 10,
);

/** How many times faster one image goes through the cut net, as the scales measure it here. */
export const { Guess: TimeGuess, useGuess: useTimeGuess } = defineTimeGuess('time', slots.dense, slots.cut);

const NONE: { readonly kernels: readonly Kernel[]; readonly cuts: readonly KernelCut[] } = {
  kernels: [],
  cuts: [],
};

/**
 * What the reader's cut does to each kernel of the trained net. Empty until the net is there. In a figure
 * that is out of sight it stays as it was, so that a slider moves as fast as what is seen can be drawn.
 */
export function useCuts(): readonly KernelCut[] {
  const kernels = useDenseKernels();
  const { settings: cut } = useSettings();
  const isSeen = useIsSeen();
  const last = useRef(NONE);
  if (isSeen || last.current.kernels !== kernels) last.current = { kernels, cuts: toCuts(kernels, cut) };
  return last.current.cuts;
}

/** The layer that a figure looks at, among kernels with their cuts. */
export function useShownCut(cuts: readonly KernelCut[]) {
  const kernels = useMemo(() => cuts.map(({ kernel }) => kernel), [cuts]);
  const { layer, choice } = useShownKernel(kernels);
  return { layer, choice, shown: cuts.find(({ kernel }) => kernel.layer === layer) };
}
