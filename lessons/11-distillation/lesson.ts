/**
 * The lesson as a definition: its settings, its nets, what it measures. Its figures read what comes from
 * here.
 */
import { useMemo } from 'react';
import { toLogits } from '../../src/math/softanswers.ts';
import type { ModelName } from '../../src/spec/zoo.ts';
import { useModel, usePrediction, useTestImage } from '../../src/state/hooks.ts';
import { defineLesson } from '../parts/define/lesson.tsx';
import { useImageNumber } from '../parts/figures/images.ts';
import { isOf } from '../parts/nets.ts';
import { definePrediction } from '../parts/prose/prediction.tsx';
import { meta } from './meta.ts';
import type { QuoteKey } from './quotes.ts';
import { toStudentRecipe, type Way } from './recipe.ts';
import results from './results.json' with { type: 'json' };
import { SETTINGS, STUDENTS, TEACHERS, type TeacherName } from './settings.ts';

const begin = (model: ModelName) => STUDENTS[model as TeacherName].name;
const beginWide = (model: ModelName) => STUDENTS[model as TeacherName].wide;

export const lesson = defineLesson({
  meta,
  told: 'lenet-300-100',
  models: TEACHERS,
  settings: { table: SETTINGS },
  denseLabel: { en: 'teacher', zh: '教师' },
  nets: {
    /** Students from the same random weights, each taught in its way. */
    labels: { label: { en: 'by labels', zh: '学标签' }, variant: 'pruned', run: 'labels', begin },
    soft: { label: { en: 'by soft targets', zh: '学软目标' }, variant: 'distilled', run: 'soft', begin },
    hint: { label: { en: 'with a hint, too', zh: '加提示' }, variant: 'retrained', run: 'hint', begin },
    attention: {
      ...{ label: { en: 'with attention, too', zh: '加注意力' }, variant: 'quantized' },
      ...{ run: 'attention', begin },
    },
    /** The student that has seen no image of one digit. */
    left: {
      label: { en: 'without a digit', zh: '少一个数字' },
      variant: 'shared',
      run: 'left',
      begin: beginWide,
    },
  },
  toRecipe: (settings) => toStudentRecipe(settings, 'soft'),
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
export const { useSettings, useDenseKernels, useDenseWrong, slots, toName } = lesson;

/** The runs of the race, and of the student without a digit. */
export const RUNS: Readonly<Record<Way, string>> = {
  labels: toName('labels'),
  soft: toName('soft'),
  hint: toName('hint'),
  attention: toName('attention'),
};
export const LEFT_RUN = toName('left');

const ASKED = [slots.dense, slots.labels, slots.soft] as const;

/** The test image that figures are about, and logits of it, less a constant; null where a net is missing. */
export function useAskedImage() {
  const { model } = useSettings().settings;
  const [index, setIndex] = useImageNumber();
  const image = useTestImage('mnist', index).answer;
  const isTeacher = useModel(slots.dense, isOf(model));
  const isLabels = useModel(slots.labels, isOf(begin(model)));
  const isSoft = useModel(slots.soft, isOf(begin(model)));
  const key = [isTeacher, isLabels, isSoft].map(Number).join('');
  const asked = useMemo(() => ASKED.filter((_, at) => key[at] === '1'), [key]);
  const predictions = usePrediction(asked, image?.pixels ?? null);
  const read = (slot: string) => {
    const state = asked.includes(slot) ? predictions[slot] : undefined;
    const answer = state?.answer ?? state?.previous?.answer;
    return answer ? toLogits(answer) : null;
  };
  return {
    ...{ index, setIndex, image },
    teacher: read(slots.dense),
    students: { labels: read(slots.labels), soft: read(slots.soft) },
  };
}

/** The opening question: the part of a digit's test images that a student knows without having seen one. */
export const { Guess, useGuess } = definePrediction(
  'known',
  { initial: 0.5, min: 0, max: 1, step: 0.01, unit: '%', digits: 0 },
  () => lesson.results.knownShifted,
);
