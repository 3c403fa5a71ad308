/**
 * The lesson as a definition: its settings, its nets, what it measures. Its figures read what comes from
 * here.
 */

import { defineLesson } from '../parts/define/lesson.tsx';
import { useModelOfEndedRun } from '../parts/nets.ts';
import { definePrediction } from '../parts/prose/prediction.tsx';
import { RUNS, SLOTS } from './lab/names.ts';
import { useDraft } from './lab/net.ts';
import { meta } from './meta.ts';
import { NETS, type Net } from './named.ts';
import type { QuoteKey } from './quotes.ts';
import { toDefaults, toPipelineRecipe } from './recipe.ts';
import results from './results.json' with { type: 'json' };
import { type Controls, SETTINGS } from './settings.ts';

export const lesson = defineLesson({
  meta,
  told: 'lenet-300-100',
  models: NETS,
  settings: { table: SETTINGS, ofModel: (model): Partial<Controls> => toDefaults(model as Net) },
  denseLabel: { en: 'dense', zh: '压缩前' },
  nets: {},
  toRecipe: (settings) => toPipelineRecipe(settings, settings.pace),
  usePreparation: () => {
    useDraft(useSettings().settings);
    useModelOfEndedRun(SLOTS.draft, RUNS.draft);
    useModelOfEndedRun(SLOTS.made, RUNS.pipeline);
  },
  results: results.values as Readonly<Record<QuoteKey, number>>,
});

export const { Value, Do, OtherNetHere, Prepare, LessonRecipe, NetChoice, DataMissing } = lesson;
export const { useSettings, useDenseKernels, useDenseWrong } = lesson;

/** The opening question. The lab's own run of the recipe answers it; the next section runs it here. */
export const { Guess, useGuess } = definePrediction(
  'ratio',
  { initial: 8, min: 1, max: 100, step: 1, scale: 'log', unit: '×', digits: 0 },
  () => Math.round(lesson.results.arithmeticRatio),
);
