import type { ModelSnapshot } from '../../../src/protocol/snapshots.ts';
import { useModel } from '../../../src/state/hooks.ts';
import { useLinkState } from '../../../src/ui/lesson/context.tsx';
import { refuse } from '../../parts/exercises.ts';
import { toKernels } from '../../parts/kernels.ts';
import { useNet } from '../../parts/nets.ts';
import { createExercises } from '../../parts/prose/exercise.tsx';
import { checkFewBits, checkOutlier, checkSmall } from '../lab/checks.ts';
import { findLargestPlace, plant, toPlanted, toQuantizedModel } from '../lab/grids.ts';
import { slots, toName, useLayer, useSettings } from '../lesson.ts';
import type { Settings } from '../settings.ts';
import { plantedParam } from './ChannelsFigure.tsx';
import { Controls } from './Controls.tsx';

const words = {
  notThere: {
    en: 'The trained net is still on its way. Try again in a moment.',
    zh: '训练好的网络还没有取到，请稍后再试。',
  },
  tooLarge: {
    en: 'Your file has {bytes} B, {times} times smaller; {wantedTimes} times are asked for.',
    zh: '你的文件有 {bytes} B，压缩比 {times}，题目要求 {wantedTimes}。',
  },
  tooWrong: {
    en: 'The file is {times} times smaller, but {more} more images are wrong; {allowed} are allowed.',
    zh: '压缩比是 {times}，但多答错 {more} 张，最多允许 {allowed} 张。',
  },
  small: {
    en: '{bytes} B, {times} times smaller, and {more} more images wrong.',
    zh: '{bytes} B，压缩比 {times}，多答错 {more} 张。',
  },
  tooManyBits: {
    en: 'Your weights have {bits} bits; {wantedBits} are asked for.',
    zh: '你的权重有 {bits} 位，题目要求 {wantedBits} 位。',
  },
  fewWrong: {
    en: 'With {bits} bits {more} more images are wrong; {allowed} are allowed.',
    zh: '用 {bits} 位多答错 {more} 张，最多允许 {allowed} 张。',
  },
  fewBits: {
    en: '{bits} bits for a weight, and {wrong} images wrong: {more} more.',
    zh: '每个权重 {bits} 位，答错 {wrong} 张，多了 {more} 张。',
  },
  harmsFloat: {
    en: 'In 32 bits the planted weight alone costs {float} more images; {allowed} are allowed. Make it smaller, or take another layer.',
    zh: '光是种下的这个权重，32 位时就多答错 {float} 张，最多允许 {allowed} 张。把它减小些，或者换一层。',
  },
  harmsChannel: {
    en: 'With one step a channel {channel} more images are wrong; {allowed} are allowed.',
    zh: '每通道一个步长时多答错 {channel} 张，最多允许 {allowed} 张。',
  },
  unspoilt: {
    en: 'With one step a layer only {layer} more images are wrong; {wanted} are asked for. Let the weight grow, or take fewer bits.',
    zh: '每层一个步长时只多答错 {layer} 张，题目要求 {wanted} 张。让权重再大些，或者减少位数。',
  },
  spoilt: {
    en: 'One weight: {float} more images wrong in 32 bits, {channel} with a step for each channel, {layer} with one for the layer.',
    zh: '只因一个权重：32 位时多答错 {float} 张，每通道一个步长时多 {channel} 张，每层一个步长时多 {layer} 张。',
  },
} as const;

const defineExercise = createExercises(words, (name, value, { integer, decimal }) =>
  name === 'times' ? decimal(value, 2) : integer(value),
);

/** The trained net, and how to weigh what is made of it. */
function useTrial() {
  const { settings } = useSettings();
  const { weigh: weighDense } = useModel(slots.dense, ({ actions }) => actions);
  const { loadSnapshot, weigh } = useModel(toName('trial'), ({ actions }) => actions);
  const snapshot = useNet(slots.dense, settings.model);
  return {
    settings,
    snapshot,
    weighDense,
    weigh: async (model: ModelSnapshot) => {
      await loadSnapshot(model, settings.model);
      return weigh();
    },
    quantize: (model: ModelSnapshot, changes: Partial<Settings> = {}) =>
      toQuantizedModel(model, toKernels(model), { ...settings, ...changes }),
  };
}

/** Ten times smaller without training. */
export const SmallExercise = defineExercise({
  id: 'small',
  number: 1,
  controls: <Controls has={['rule', 'per']} />,
  useCheck: () => {
    const { snapshot, weighDense, weigh, quantize } = useTrial();
    return async () =>
      snapshot === null
        ? refuse('notThere')
        : checkSmall(await weighDense(), await weigh(quantize(snapshot)));
  },
});

/** Two bits. */
export const FewBitsExercise = defineExercise({
  id: 'few-bits',
  number: 2,
  controls: <Controls has={['rule', 'per']} />,
  useCheck: () => {
    const { snapshot, settings, weighDense, weigh, quantize } = useTrial();
    return async () =>
      snapshot === null
        ? refuse('notThere')
        : checkFewBits(settings.bits, await weighDense(), await weigh(quantize(snapshot)));
  },
});

/** One weight that spoils a layer, and not a channel. */
export const OutlierExercise = defineExercise({
  id: 'outlier',
  number: 3,
  useCheck: () => {
    const { snapshot, weighDense, weigh, quantize } = useTrial();
    const { kernel } = useLayer();
    const [factor] = useLinkState('planted', plantedParam);
    return async () => {
      if (snapshot === null || kernel === undefined) return refuse('notThere');
      const planted = toPlanted(snapshot, plant(kernel, findLargestPlace(kernel), factor));
      const plain = { rule: 'extent', scheme: 'symmetric' } as const;
      return checkOutlier(
        await weighDense(),
        await weigh(planted),
        await weigh(quantize(planted, { ...plain, per: 'tensor' })),
        await weigh(quantize(planted, { ...plain, per: 'channel' })),
      );
    };
  },
});
