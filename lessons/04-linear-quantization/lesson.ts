/**
 * The lesson as a definition: its settings, its nets, what it measures. Its figures read what comes from
 * here.
 */
import { MODEL_DATASET, MODEL_NAMES, type ModelName } from '../../src/spec/zoo.ts';
import type { EvaluationQuery } from '../../src/state/querystate.ts';
import { defineLesson } from '../parts/define/lesson.tsx';
import { type ShownKernel, useShownKernel } from '../parts/layers.ts';
import { definePrediction } from '../parts/prose/prediction.tsx';
import { defineTimeGuess } from '../parts/prose/timeguess.ts';
import { isWholeSeries, useSeries, useSeriesMeasurement } from '../parts/series.ts';
import { findFewestBits } from './lab/fewest.ts';
import { toQuantizedModel } from './lab/grids.ts';
import { meta } from './meta.ts';
import type { QuoteKey } from './quotes.ts';
import { toPlainStage, toStage } from './recipe.ts';
import results from './results.json' with { type: 'json' };
import { BITS, SETTINGS } from './settings.ts';

/** The curve of the opening question: the cliff first. */
const CURVE = 'bits';
const ORDER = [4, 3, 2, 5, 8, 6, 7];

const toCurveQuery = (model: ModelName, bits: number, examples: number): EvaluationQuery => ({
  dataset: MODEL_DATASET[model],
  examples,
  stages: [toPlainStage(bits)],
});

export const lesson = defineLesson({
  meta,
  told: 'lenet-5',
  models: MODEL_NAMES,
  settings: { table: SETTINGS },
  denseLabel: { en: '32-bit', zh: '32 位' },
  nets: {
    /** On the reader's grid, not trained since. */
    quantized: { label: { en: 'quantized', zh: '量化后' }, variant: 'quantized', make: toQuantizedModel },
    /** Trained on the grid, where activations stayed in 32 bits. */
    tuned: { label: { en: 'trained on the grid', zh: '在网格上训练过' }, variant: 'retrained', run: 'tune' },
  },
  toChange: (settings) => ({ stages: [toStage(settings)] }),
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
  NetChoice,
  NetMissing,
  DataMissing,
  PadFigure,
  LedgerFigure,
} = lesson;
export const { useSettings, useDenseKernels, useDenseWrong, useWrongCount, slots, toName } = lesson;

export const TUNE = toName('tune');

/** The measured points of the opening question's curve; x is bits. */
export function useBitsCurve() {
  return useSeries(CURVE, useSettings().settings.model);
}

/** The opening question: the fewest bits that cost no more than allowed. */
export const { Guess, useGuess } = definePrediction(
  'bits',
  {
    options: Array.from({ length: BITS.max - BITS.min + 1 }, (_, at) => ({
      id: String(BITS.min + at),
      label: String(BITS.min + at),
    })),
  },
  () => {
    const { model } = useSettings().settings;
    const points = useBitsCurve();
    const dense = useDenseWrong();
    if (dense === null || !isWholeSeries(points, ORDER, model)) return undefined;
    const bits = findFewestBits(points, dense);
    return bits === null ? undefined : String(bits);
  },
);

/** What training on two bits leaves wrong, by the lab's own run. */
export const { Guess: TuneGuess } = definePrediction(
  'tuned',
  { initial: 300, min: 50, max: 1000, step: 1, scale: 'log', digits: 0 },
  () => lesson.results.tuned2,
);

/** How many times smaller the file on four bits is, and how many times faster one image goes. */
export const { Guess: FileGuess, useGuess: useFileGuess } = definePrediction(
  'file',
  { initial: 8, min: 1, max: 12, step: 0.1, unit: '×', digits: 1 },
  () => Math.round(lesson.results.ratio4 * 10) / 10,
);
export const { Guess: TimeGuess, useGuess: useTimeGuess } = defineTimeGuess(
  'time',
  slots.dense,
  slots.quantized,
);

/** The layer that figures look at; no kernel while the net is on its way. */
export const useLayer = (): ShownKernel => useShownKernel(useDenseKernels());
