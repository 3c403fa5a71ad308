import { useRun } from '../../../src/state/hooks.ts';
import { refuse } from '../../parts/exercises.ts';
import { createExercises } from '../../parts/prose/exercise.tsx';
import { checkEight, checkMemory, checkScale } from '../lab/checks.ts';
import { toSaved } from '../lab/memory.ts';
import { TRAIN, useGradientLayer, useGradients, useSettings } from '../lesson.ts';
import { useMemory } from './MemoryFigure.tsx';

const words = {
  notThere: {
    en: 'The gradients are still being worked out. Try again in a moment.',
    zh: '梯度还在计算，请稍后再试。',
  },
  otherFormat: { en: 'Choose fp16 in {section:scale}.', zh: '请在{section:scale}里选 fp16。' },
  tooLarge: {
    en: 'At 2 to the power of {exponent}, {overflown} of the gradients overflow.',
    zh: '放大 2 的 {exponent} 次方时，上溢的梯度占 {overflown}。',
  },
  tooSmall: {
    en: 'At 2 to the power of {exponent}, {lost} of the gradients become zero and {coarse} lose digits.',
    zh: '放大 2 的 {exponent} 次方时，变成零的梯度占 {lost}，丢失有效位的占 {coarse}。',
  },
  scaled: {
    en: 'At 2 to the power of {exponent} only {lost} become zero, {coarse} lose digits, and nothing overflows.',
    zh: '放大 2 的 {exponent} 次方时，变成零的只占 {lost}，丢失有效位的占 {coarse}，也没有上溢。',
  },
  noRun: {
    en: 'There is no finished run yet. Start one in {section:train}.',
    zh: '还没有训练完的网络。请先在{section:train}里训练一次。',
  },
  notEight: {
    en: 'Your last run was not in a format of 8 bits.',
    zh: '你最近一次训练用的不是 8 位格式。',
  },
  stillWrong: {
    en: '{wrong} images are wrong; {allowed} are allowed.',
    zh: '答错 {wrong} 张，最多允许 {allowed} 张。',
  },
  eight: {
    en: 'Eight bits everywhere, {wrong} images wrong, {skipped} steps left out.',
    zh: '处处都是 8 位，答错 {wrong} 张，跳过 {skipped} 步。',
  },
  tooLittle: {
    en: 'A batch of {batch} saves {saved}; {wanted} are asked for.',
    zh: '每批 {batch} 张时节省 {saved}，题目要求 {wanted}。',
  },
  freed: {
    en: 'A batch of {batch} saves {saved}, copy and all.',
    zh: '每批 {batch} 张时，连主权重在内仍节省 {saved}。',
  },
} as const;

const SHARES = ['lost', 'coarse', 'overflown', 'saved', 'wanted'];
const defineExercise = createExercises(words, (name, value, { integer, percent }) =>
  SHARES.includes(name) ? percent(value, 2) : integer(value),
);

/** A scale for half precision. */
export const ScaleExercise = defineExercise({
  id: 'scale',
  number: 1,
  useCheck: () => {
    const { format, exponent } = useSettings().settings;
    const values = useGradients(useGradientLayer().shown?.name);
    return () => (values === null ? refuse('notThere') : checkScale(format, values, exponent));
  },
});

/** Eight bits that learn. */
export const EightExercise = defineExercise({
  id: 'eight',
  number: 2,
  useCheck: () => {
    const ledger = useRun(TRAIN, (run) => run.ledger);
    const state = useRun(TRAIN, (run) => run.lossScale);
    const stage = useRun(TRAIN, ({ recipe }) => recipe?.stages[0]);
    return () => {
      if (ledger === null || stage?.kind !== 'mixedPrecision' || stage.weights === 'fp32')
        return refuse('noRun');
      return checkEight(stage.weights, ledger, state);
    };
  },
});

/** A batch that pays for the copy. */
export const MemoryExercise = defineExercise({
  id: 'memory',
  number: 3,
  useCheck: () => {
    const { columns, batch } = useMemory();
    return () => checkMemory(toSaved(columns, 'mixed'), batch);
  },
});
