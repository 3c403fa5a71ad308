import { weighIndex } from '../../../src/math/indexwidth.ts';
import { useModel, usePositionSizes } from '../../../src/state/hooks.ts';
import { refuse } from '../../parts/exercises.ts';
import { createExercises } from '../../parts/prose/exercise.tsx';
import { checkBitmap, checkSmall, checkWidth } from '../lab/checks.ts';
import { SLOTS } from '../lab/names.ts';
import { useDenseWrong, useSettings } from '../lesson.ts';
import { SETTINGS } from '../settings.ts';
import { Controls } from './Controls.tsx';
import { useShownKernels, useShownNet } from './shown.ts';

const words = {
  notThere: { en: 'The net is still on its way. Try again in a moment.', zh: '网络还没有取到，请稍后再试。' },
  notTrained: {
    en: 'The net of these settings is not trained yet. Press “Run the four stages” in {section:pipeline} first.',
    zh: '按这些设置的网络还没有训练过。请先在{section:pipeline}一节按“跑完四道工序”。',
  },
  notMnist: {
    en: 'This one is about LeNet-300-100: choose it again.',
    zh: '这道题说的是 LeNet-300-100：请换回它。',
  },
  tooLarge: {
    en: 'The file has {bytes} B; the task asks for {wanted} B at most.',
    zh: '文件有 {bytes} B，题目要求不超过 {wanted} B。',
  },
  tooWrong: {
    en: 'The file has {bytes} B, but {more} more images are wrong than with the dense net.',
    zh: '文件有 {bytes} B，但比压缩前多答错 {more} 张。',
  },
  small: {
    en: '{bytes} B, and {wrong} images wrong: {more} more than with the dense net.',
    zh: '{bytes} B，答错 {wrong} 张，比压缩前多 {more} 张。',
  },
  width: {
    en: 'With {bits} bits the positions of fc1 take {bytes} B. No other width takes less.',
    zh: '用 {bits} 位，fc1 的位置占 {bytes} B，没有别的位数更省。',
  },
  notWidth: {
    en: 'With {bits} bits the positions of fc1 take {bytes} B. Another width takes less.',
    zh: '用 {bits} 位，fc1 的位置占 {bytes} B。还有更省的位数。',
  },
  noZeros: { en: 'fc1 has no zeros: there are no positions to write.', zh: 'fc1 里没有零，不用写位置。' },
  bitmap: {
    en: 'In fc1 a bitmap takes {bitmap} B, gaps or lists {gaps} B.',
    zh: '在 fc1 中，位图占 {bitmap} B，间隔或列表占 {gaps} B。',
  },
  notBitmap: {
    en: 'In fc1 a bitmap takes {bitmap} B, and gaps or lists only {gaps} B.',
    zh: '在 fc1 中，位图占 {bitmap} B，间隔或列表只占 {gaps} B。',
  },
} as const;

const defineExercise = createExercises(words);

/** A small file by the reader's own run. */
export const SmallExercise = defineExercise({
  id: 'small',
  number: 1,
  controls: <Controls />,
  useCheck: () => {
    const { model } = useSettings().settings;
    const { isTrained, ledgers } = useShownNet();
    const dense = useDenseWrong();
    return () => {
      if (model !== 'lenet-300-100') return refuse('notMnist');
      if (dense === null) return refuse('notThere');
      if (!isTrained || ledgers.arithmetic === undefined) return refuse('notTrained');
      return checkSmall(ledgers.arithmetic, dense.wrong);
    };
  },
});

/** The cheapest width of a relative index. */
export const WidthExercise = defineExercise({
  id: 'width',
  number: 2,
  useCheck: () => {
    const { fcBits, indexBits } = useSettings().settings;
    const kernel = useShownKernels().find(({ layer }) => layer === 'fc1');
    return () => {
      if (kernel === undefined) return refuse('notThere');
      const { min, max } = SETTINGS.indexBits.range;
      const sizes = Array.from({ length: max - min + 1 }, (_, i) =>
        weighIndex(kernel.values, min + i, fcBits),
      );
      return checkWidth(sizes, indexBits);
    };
  },
});

/** A sparsity at which a bitmap wins. */
export const BitmapExercise = defineExercise({
  id: 'bitmap',
  number: 3,
  useCheck: () => {
    const { slot } = useShownNet();
    const { answer: sizes } = usePositionSizes(slot, 'fc1/kernel');
    const hasDense = useModel(SLOTS.dense, ({ snapshot }) => snapshot !== null);
    return () => (sizes === null || !hasDense ? refuse('notThere') : checkBitmap(sizes));
  },
});
