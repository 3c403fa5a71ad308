/**
 * The lesson as a definition: its settings, its nets, what it measures. Its figures read what comes from
 * here.
 */
import { defineLesson } from '../parts/define/lesson.tsx';
import { definePrediction } from '../parts/prose/prediction.tsx';
import { toDraft } from './lab/draft.ts';
import { meta } from './meta.ts';
import type { QuoteKey } from './quotes.ts';
import { SEED, SHARE, toCutStage, toDraftRecipe } from './recipe.ts';
import results from './results.json' with { type: 'json' };
import { NETS, SETTINGS } from './settings.ts';

export const lesson = defineLesson({
  meta,
  told: 'lenet-300-100',
  models: NETS,
  settings: { table: SETTINGS },
  denseLabel: { en: 'dense', zh: '压缩前' },
  nets: {
    /** Dense layers cut and on fifteen values, not trained since. */
    draft: {
      label: { en: 'pruned and shared', zh: '剪枝并共享' },
      variant: 'shared',
      make: (dense, kernels, { sparsity }) => toDraft(dense, kernels, sparsity),
    },
    /** The same, trained on the way. */
    trained: { label: { en: 'the same, trained', zh: '同上，再训练' }, variant: 'retrained', run: 'train' },
  },
  toChange: (settings) => ({ stages: [toCutStage(settings), SHARE], seed: SEED }),
  toRecipe: (settings) => toDraftRecipe(settings),
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
  LedgerFigure,
} = lesson;
export const { useSettings, useDenseWrong, useWrongCount, slots, toName } = lesson;

/** The run that trains the cut and shared net. */
export const TRAIN = toName('train');

/** The opening question: idle cycles of Alex-6 with queues of one. */
export const { Guess, useGuess } = definePrediction(
  'idle',
  { initial: 0.1, min: 0, max: 1, step: 0.01, unit: '%', digits: 0 },
  () => Math.round(100 * lesson.results.idle1) / 100,
);
