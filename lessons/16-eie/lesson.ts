/**
 * The lesson as a definition: its settings, its nets, what it measures. Its figures read what comes from
 * here.
 */
import { keepLargestAcross } from '../../src/math/select.ts';
import type { ModelSnapshot } from '../../src/protocol/snapshots.ts';
import { defineLesson } from '../parts/define/lesson.tsx';
import type { Kernel } from '../parts/kernels.ts';
import { definePrediction } from '../parts/prose/prediction.tsx';
import { meta } from './meta.ts';
import type { QuoteKey } from './quotes.ts';
import { toRecipe, toStage } from './recipe.ts';
import results from './results.json' with { type: 'json' };
import { NETS, SETTINGS, type Settings } from './settings.ts';

function makeNet(dense: ModelSnapshot, kernels: readonly Kernel[], { level }: Settings): ModelSnapshot {
  const total = kernels.reduce((sum, { values }) => sum + values.length, 0);
  const masks = keepLargestAcross(
    kernels.map(({ values }) => values),
    total - Math.round(total * level),
  );
  return {
    ...dense,
    transforms: kernels.map(({ name }, at) => ({ kind: 'mask', tensor: name, kept: masks[at]! })),
  };
}

export const lesson = defineLesson({
  meta,
  told: 'lenet-300-100',
  models: NETS,
  settings: { table: SETTINGS },
  denseLabel: { en: 'before', zh: '之前' },
  nets: { changed: { label: { en: 'after', zh: '之后' }, variant: 'pruned', make: makeNet } },
  toChange: ({ level }) => ({ stages: [toStage(level)] }),
  toRecipe: ({ model, level }) => toRecipe(model, level),
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
export const { useDenseKernels, useDenseWrong, useWrongCount } = lesson;

/** The opening question. */
export const { Guess } = definePrediction(
  'wrong',
  { initial: 1000, min: 100, max: 10_000, step: 1, scale: 'log', digits: 0 },
  () => lesson.results.cutWrong90,
);
