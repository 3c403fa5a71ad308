/**
 * The lesson as a definition: its settings, its nets, what it measures. Its figures read what comes from
 * here.
 */
import { useMemo } from 'react';
import { OPERATION_PJ, READ_PJ } from '../../src/math/energy.ts';
import { countNonZeros } from '../../src/math/sparsity.ts';
import { useRun } from '../../src/state/hooks.ts';
import { defineLesson } from '../parts/define/lesson.tsx';
import { definePrediction } from '../parts/prose/prediction.tsx';
import { useModelOfRun } from '../parts/runs.ts';
import { countDense, FORMS, type Form, toOwnForm } from './lab/forms.ts';
import { meta } from './meta.ts';
import type { QuoteKey } from './quotes.ts';
import { toChanges, toOwnRecipe } from './recipe.ts';
import results from './results.json' with { type: 'json' };
import { NETS, SETTINGS } from './settings.ts';

export const lesson = defineLesson({
  meta,
  told: 'lenet-300-100',
  models: NETS,
  settings: { table: SETTINGS },
  denseLabel: { en: 'as trained', zh: '训练所得' },
  nets: {
    /** What the reader's run has cut, shared and coded. */
    own: { label: { en: 'yours', zh: '你的网络' }, variant: 'distilled', run: 'own' },
  },
  toChange: (settings) => ({ stages: [...toChanges(settings)] }),
  toRecipe: (settings) => toOwnRecipe(settings),
  results: results.values as Readonly<Record<QuoteKey, number>>,
});

export const {
  Value,
  Do,
  OtherNetHere,
  Prepare,
  LessonRecipe,
  NetChoice,
  DataMissing,
  PadFigure,
  LedgerFigure,
} = lesson;
export const { useSettings, useDenseKernels, toName, slots } = lesson;

/** The run that makes the reader's own form. */
export const OWN = toName('own');

/** The reader's own form of the net as chosen; undefined before its run has ended. */
export function useOwnForm(): Form | undefined {
  const { model } = useSettings().settings;
  const isOfModel = useModelOfRun(OWN) === model;
  const ledger = useRun(OWN, (run) => run.ledger);
  return useMemo(() => (isOfModel && ledger !== null ? toOwnForm(ledger) : undefined), [isOfModel, ledger]);
}

/** The net in every form that there is: the dense one counted on the weights that the page holds. */
export function useForms(): readonly Form[] {
  const { model } = useSettings().settings;
  const kernels = useDenseKernels();
  const own = useOwnForm();
  return useMemo(() => {
    const left = new Map(kernels.map(({ layer, values }) => [layer, countNonZeros(values)]));
    const forms = FORMS[model].map((form) =>
      form.id === 'dense' && left.size > 0 ? countDense(form, model, left) : form,
    );
    return own === undefined ? forms : [...forms, own];
  }, [model, kernels, own]);
}

/** The form that the reader has chosen; the dense one where it is not there. */
export function useForm(): Form {
  const { form } = useSettings().settings;
  const forms = useForms();
  return forms.find(({ id }) => id === form) ?? forms[0]!;
}

/** The opening question: how many multiplications one fetched weight costs. */
export const { Guess, useGuess } = definePrediction(
  'read',
  { initial: 1, min: 0.01, max: 10_000, step: 0.01, scale: 'log', unit: '×' },
  () => READ_PJ.dram / OPERATION_PJ.multiply.float32,
);
