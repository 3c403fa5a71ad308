import { refuse } from '../../parts/exercises.ts';
import { useDial } from '../../parts/figures/Dial.tsx';
import { toShort } from '../../parts/numbertext.ts';
import { createExercises } from '../../parts/prose/exercise.tsx';
import { checkLayer, checkLine, checkSide } from '../lab/checks.ts';
import { measureErrors } from '../lab/errors.ts';
import { useTiledLayers, useTimes } from '../lesson.ts';
import { useLine } from './LineFigure.tsx';
import { OUTPUTS } from './PointsFigure.tsx';

const words = {
  hasZero: { en: 'One of your numbers is zero. That is too easy.', zh: '你的数里有零，这样太容易了。' },
  tooFew: {
    en: 'Only {vanished} products vanish; {wanted} are asked for.',
    zh: '只有 {vanished} 个乘积为零，题目要求 {wanted} 个。',
  },
  vanished: {
    en: '{vanished} of four products vanish, and no number is zero.',
    zh: '四个乘积里有 {vanished} 个为零，而且没有一个数是零。',
  },
  notThere: {
    en: 'The trained net is still on its way. Try again in a moment.',
    zh: '训练好的网络还没到，请稍后再试。',
  },
  tooMany: {
    en: 'With {side} outputs a side it takes {products} products an output; fewer than 2 are asked for.',
    zh: '块的边长为 {side} 时，每个输出要 {products} 次乘法；题目要求少于 2 次。',
  },
  tooCoarse: {
    en: 'With {side} outputs a side float32 is off by {single}; one part in a million is allowed.',
    zh: '块的边长为 {side} 时，float32 的误差是 {single}；最多允许百万分之一。',
  },
  chosen: {
    en: '{products} products an output, and an error of {single}.',
    zh: '每个输出 {products} 次乘法，误差 {single}。',
  },
  noClock: {
    en: 'Nothing is timed yet. Start the clock in {section:clock}.',
    zh: '还没有计时。请先在{section:clock}里计时。',
  },
  faster: {
    en: 'This layer is {times} times as fast in tiles of 2 × 2.',
    zh: '这一层用 2 × 2 的块，速度是原来的 {times} 倍。',
  },
  slower: {
    en: 'In tiles of 2 × 2 this layer has only {times} times the speed: they do not pay.',
    zh: '这一层用 2 × 2 的块，速度只有原来的 {times} 倍，不划算。',
  },
} as const;

const defineExercise = createExercises(words, (name, value, { integer, decimal }) => {
  if (name === 'single') return toShort(value);
  return name === 'products' || name === 'times' ? decimal(value, 2) : integer(value);
});

/** Numbers whose products vanish. */
export const LineExercise = defineExercise({
  id: 'vanish',
  number: 1,
  useCheck: () => {
    const { numbers, steps } = useLine();
    return () => checkLine(steps, [...numbers.inputs, ...numbers.weights]);
  },
});

/** A tile with few products that loses little. */
export const SideExercise = defineExercise({
  id: 'side',
  number: 2,
  useCheck: () => {
    const [side] = useDial(OUTPUTS);
    const { shown, kernel } = useTiledLayers();
    return () =>
      kernel === undefined
        ? refuse('notThere')
        : checkSide(measureErrors(kernel, shown.channels, shown.outputs, side));
  },
});

/** A layer for which tiles do not pay. */
export const LayerExercise = defineExercise({
  id: 'layer',
  number: 3,
  useCheck: () => {
    const { shown } = useTiledLayers();
    const times = useTimes();
    return () => {
      const layer = times?.tiles.layers.find((each) => each.layer === shown.layer);
      return layer === undefined ? refuse('noClock') : checkLayer(layer);
    };
  },
});
