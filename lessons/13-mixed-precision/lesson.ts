/**
 * The lesson as a definition: its settings, its nets, what it measures. Its figures read what comes from
 * here.
 */
import { useMemo } from 'react';
import { countFates } from '../../src/math/exponents.ts';
import { SMALL_FLOATS } from '../../src/math/smallfloat.ts';
import { MODEL_DATASET } from '../../src/spec/zoo.ts';
import { useGradient, useModel } from '../../src/state/hooks.ts';
import { useKeptState } from '../../src/ui/lesson/context.tsx';
import { defineLesson } from '../parts/define/lesson.tsx';
import { findLargest } from '../parts/kernels.ts';
import { isOf } from '../parts/nets.ts';
import { definePrediction } from '../parts/prose/prediction.tsx';
import { toRoundedModel } from './lab/rounded.ts';
import { meta } from './meta.ts';
import type { QuoteKey } from './quotes.ts';
import { toStage, toTrainRecipe } from './recipe.ts';
import results from './results.json' with { type: 'json' };
import { NETS, SETTINGS } from './settings.ts';

export const lesson = defineLesson({
  meta,
  told: 'lenet-5',
  models: NETS,
  settings: { table: SETTINGS },
  denseLabel: { en: 'float32', zh: 'float32' },
  nets: {
    /** The trained net with its numbers rounded, not trained since. */
    rounded: {
      label: { en: 'rounded', zh: '舍入之后' },
      variant: 'quantized',
      make: (dense, _, { format }) => toRoundedModel(dense, format),
    },
    /** What the reader has trained in the format, from random weights. */
    trained: {
      label: { en: 'trained in the format', zh: '以该格式训练' },
      variant: 'retrained',
      run: 'train',
    },
  },
  toChange: (settings) => ({ stages: [toStage(settings)] }),
  toRecipe: (settings) => toTrainRecipe(settings.model, settings),
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

/** The run that trains in the format. */
export const TRAIN = toName('train');

/** Training images whose gradient is looked at: a batch. */
export const GRADIENT_IMAGES = 100;

/** The layer whose gradients are shown: the reader's choice, or the one with most weights. */
export function useGradientLayer() {
  const kernels = useDenseKernels();
  const [wanted, setWanted] = useKeptState<string | null>('gradient-layer', null);
  const shown = kernels.find(({ layer }) => layer === wanted) ?? findLargest(kernels);
  return { layers: kernels.map(({ layer }) => layer), shown, setWanted };
}

/** The trained net's gradients by a kernel over one batch; null until they are there. */
export function useGradients(tensor: string | undefined): Float32Array | null {
  const { model } = useSettings().settings;
  const isThere = useModel(slots.dense, isOf(model));
  const query = useMemo(
    () =>
      tensor === undefined || !isThere
        ? null
        : { tensor, dataset: MODEL_DATASET[model], examples: GRADIENT_IMAGES },
    [tensor, isThere, model],
  );
  const { answer, previous } = useGradient(slots.dense, query);
  return answer?.values ?? previous?.answer?.values ?? null;
}

/** The opening question: the share of the largest layer's gradients that half precision turns to zero. */
export const { Guess, useGuess } = definePrediction(
  'lost',
  { initial: 0.5, min: 0, max: 1, step: 0.01, unit: '%', digits: 0 },
  () => {
    const largest = findLargest(useDenseKernels());
    const values = useGradients(largest?.name);
    return useMemo(
      () => (values === null ? undefined : countFates(SMALL_FLOATS.fp16, values).lost),
      [values],
    );
  },
);
