/**
 * The lesson as a definition: its settings, its nets, what it measures. Its figures read what comes from
 * here.
 */
import { MODEL_DATASET, MODEL_NAMES, type ModelName } from '../../src/spec/zoo.ts';
import type { EvaluationQuery } from '../../src/state/querystate.ts';
import { defineLesson } from '../parts/define/lesson.tsx';
import { sayGone } from '../parts/gone.ts';
import { toKernels } from '../parts/kernels.ts';
import { definePrediction } from '../parts/prose/prediction.tsx';
import { defineTimeGuess } from '../parts/prose/timeguess.ts';
import { isWholeSeries, useSeries, useSeriesMeasurement } from '../parts/series.ts';
import { sayValues } from './lab/codebooks.ts';
import { toShares } from './lab/shares.ts';
import { findFewestValues, GUESSES } from './lab/truth.ts';
import { meta } from './meta.ts';
import type { QuoteKey } from './quotes.ts';
import { SEED, toClusterInput, toCurveStage, toPruneInput, toShareRecipe } from './recipe.ts';
import results from './results.json' with { type: 'json' };
import { SETTINGS } from './settings.ts';
import { toSharedModel } from './sharing.ts';

/** The curve of the opening question: one bit after the other, where the cliff is first. */
const CURVE = 'values';
const ORDER = [4, 3, 2, 5, 1, 6, 8, 7];

const toCurveQuery = (model: ModelName, bits: number, examples: number): EvaluationQuery => ({
  dataset: MODEL_DATASET[model],
  examples,
  stages: [toCurveStage('linear', 'all', bits)],
  seed: SEED,
});

export const lesson = defineLesson({
  meta,
  told: 'lenet-300-100',
  models: MODEL_NAMES,
  settings: { table: SETTINGS },
  denseLabel: { en: 'dense', zh: '共享前' },
  nets: {
    /** The reader's sharing, not trained since. */
    shared: {
      label: { en: 'shared', zh: '共享后' },
      variant: 'shared',
      make: (dense, kernels, sharing) => toSharedModel(dense, toShares(kernels, sharing)),
    },
    /** The same after its centroids were trained. */
    tuned: { label: { en: 'values trained', zh: '训练过的值' }, variant: 'retrained', run: 'tune' },
  },
  describe: (net) => {
    const kernels = toKernels(net);
    return [sayValues(net, kernels), sayGone(kernels)];
  },
  toChange: (sharing) => ({
    stages: [...(sharing.prune > 0 ? [toPruneInput(sharing.prune)] : []), toClusterInput(sharing)],
    seed: sharing.draw,
  }),
  toRecipe: (sharing) => toShareRecipe(sharing.model, sharing.prune, toClusterInput(sharing), sharing.draw),
  usePreparation: () => {
    const { model } = useSettings().settings;
    useSeriesMeasurement({ id: CURVE, model, order: ORDER, toQuery: toCurveQuery });
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
  PadFigure,
  LedgerFigure,
} = lesson;
export const { useSettings, useDenseKernels, useDenseWrong, useWrongCount, slots, toName } = lesson;

/** How many times smaller the file is on sixteen values a layer, and how many times faster one image goes. */
export const { Guess: FileGuess, useGuess: useFileGuess } = definePrediction(
  'file',
  { initial: 8, min: 1, max: 12, step: 0.1, unit: '×', digits: 1 },
  () => Math.round(lesson.results.ratio16 * 10) / 10,
);
export const { Guess: TimeGuess, useGuess: useTimeGuess } = defineTimeGuess(
  'time',
  slots.dense,
  slots.shared,
);

/** What training the values leaves wrong, by the lab's own run. */
export const { Guess: TuneGuess } = definePrediction(
  'tuned',
  { initial: 400, min: 100, max: 1000, step: 1, scale: 'log', digits: 0 },
  () => lesson.results.tuned4,
);

export const TUNE = toName('tune');
export const SWEEP = toName('bits');

/** The measured points of the opening question's curve; x is bits. */
export function useGuessCurve() {
  return useSeries(CURVE, useSettings().settings.model);
}

/** The opening question: the smallest number of values that costs no more than allowed. */
export const { Guess, useGuess } = definePrediction(
  'values',
  { options: GUESSES.map((values) => ({ id: String(values), label: String(values) })) },
  () => {
    const { model } = useSettings().settings;
    const points = useGuessCurve();
    const dense = useDenseWrong();
    if (dense === null || !isWholeSeries(points, ORDER, model)) return undefined;
    return findFewestValues(
      points.map(({ x, wrong, tested }) => ({ bits: x, wrong, tested })),
      dense.wrong,
    );
  },
);
