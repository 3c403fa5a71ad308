import { useModel } from '../../../src/state/hooks.ts';
import { refuse } from '../../parts/exercises.ts';
import { toKernels } from '../../parts/kernels.ts';
import { createExercises } from '../../parts/prose/exercise.tsx';
import { checkAlike, checkSmall, checkTernary, countValues } from '../lab/checks.ts';
import { findDenseKernel, multiplyRows } from '../lab/row.ts';
import { slots, useDenseKernels, useSettings } from '../lesson.ts';
import { useRows } from './ProductFigure.tsx';

const words = {
  notThere: {
    en: 'The trained net is still on its way. Try again in a moment.',
    zh: '训练好的网络还没有取到，请稍后再试。',
  },
  noLearnt: {
    en: 'There is no net trained on few values yet. Start a run in {section:learn} first.',
    zh: '还没有用少数取值训练过的网络。请先在{section:learn}里开始一次训练。',
  },
  tooLarge: {
    en: 'Your file has {bytes} B, {times} times smaller than the dense one; {wanted} times are asked for.',
    zh: '你的文件有 {bytes} B，压缩比 {times}，题目要求 {wanted}。',
  },
  tooWrong: {
    en: 'The file is {times} times smaller, but {more} more images are wrong; {allowed} are allowed.',
    zh: '文件的压缩比是 {times}，但多答错 {more} 张，最多允许 {allowed} 张。',
  },
  small: {
    en: '{bytes} B, {times} times smaller, and {more} more images wrong.',
    zh: '{bytes} B，压缩比 {times}，多答错 {more} 张。',
  },
  tooMany: {
    en: 'A layer has {most} different values beside zero; three values in all are asked for. Does the first and last layer take part?',
    zh: '有一层除零以外还有 {most} 种取值；题目要求连零在内只有三种。首尾两层也一起了吗？',
  },
  tooFull: {
    en: '{zeros} of the weights are zero; {wantedZeros} are asked for.',
    zh: '为零的权重占 {zeros}，题目要求 {wantedZeros}。',
  },
  ternaryWrong: {
    en: '{zeros} of the weights are zero, but {more} more images are wrong; {allowed} are allowed.',
    zh: '为零的权重占 {zeros}，但多答错 {more} 张，最多允许 {allowed} 张。',
  },
  ternary: {
    en: 'Three values in every layer, {zeros} of the weights zero, {more} more images wrong.',
    zh: '每层三种取值，为零的权重占 {zeros}，多答错 {more} 张。',
  },
  same: {
    en: 'That is one neuron twice: its product with itself is always 64.',
    zh: '这是同一个神经元，与自己的乘积总是 64。',
  },
  unlike: {
    en: 'The product is {product}, since {differing} of 64 places differ; {wanted} is asked for.',
    zh: '乘积是 {product}，64 个位中有 {differing} 个不同；题目要求 {wanted}。',
  },
  alike: {
    en: 'The product is {product}: only {differing} of 64 places differ.',
    zh: '乘积是 {product}：64 个位中只有 {differing} 个不同。',
  },
} as const;

const PARTS = ['zeros', 'wantedZeros'];
const defineExercise = createExercises(words, (name, value, { integer, decimal, percent }) =>
  PARTS.includes(name) ? percent(value) : name === 'times' ? decimal(value, 2) : integer(value),
);

/** The net that the lesson's run has left, and how to weigh it; null while there is none. */
function useLearnt() {
  const { model } = useSettings().settings;
  const dense = useModel(slots.dense, ({ actions }) => actions);
  const { snapshot, summary, actions } = useModel(slots.learnt);
  return {
    weighDense: dense.weigh,
    weigh: actions.weigh,
    snapshot: summary?.name === model ? snapshot : null,
  };
}

/** Fifteen times smaller by few values alone. */
export const SmallExercise = defineExercise({
  id: 'small',
  number: 1,
  useCheck: () => {
    const { weighDense, weigh, snapshot } = useLearnt();
    return async () =>
      snapshot === null ? refuse('noLearnt') : checkSmall(await weighDense(), await weigh());
  },
});

/** Three values, and three tenths of them zero. */
export const TernaryExercise = defineExercise({
  id: 'ternary',
  number: 2,
  useCheck: () => {
    const { weighDense, weigh, snapshot } = useLearnt();
    return async () => {
      if (snapshot === null) return refuse('noLearnt');
      const counts = toKernels(snapshot).map(({ values }) => countValues(values));
      return checkTernary(await weighDense(), await weigh(), counts);
    };
  },
});

/** Two neurons with nearly the same signs. */
export const AlikeExercise = defineExercise({
  id: 'alike',
  number: 3,
  useCheck: () => {
    const rows = useRows(findDenseKernel(useDenseKernels()));
    return () =>
      rows === null ? refuse('notThere') : checkAlike(multiplyRows(rows.left, rows.right), rows.isSame);
  },
});
