import { useModel } from '../../../src/state/hooks.ts';
import { refuse } from '../../parts/exercises.ts';
import { toKernels } from '../../parts/kernels.ts';
import { useNet } from '../../parts/nets.ts';
import { createExercises } from '../../parts/prose/exercise.tsx';
import { checkBeatsLinear, checkFewValues, checkSmall, countValues } from '../lab/checks.ts';
import { toShares } from '../lab/shares.ts';
import { slots, toName, useSettings } from '../lesson.ts';
import type { Sharing } from '../settings.ts';
import { toSharedModel } from '../sharing.ts';
import { SharingControls } from './SharingControls.tsx';

const words = {
  notThere: {
    en: 'The trained net is still on its way. Try again in a moment.',
    zh: '训练好的网络还没有取到，请稍后再试。',
  },
  noTuned: {
    en: 'There is no net with trained values yet. Press “Share and train the values” in {section:tune} first.',
    zh: '还没有训练过共享值的网络。请先在{section:tune}一节按“共享并训练这些值”。',
  },
  isLinear: {
    en: 'The start is linear now. Choose density or Forgy; the check then shares the same net with the linear start beside it.',
    zh: '现在的初值就是线性。请选密度或 Forgy，检查时会另用线性初值把同一个网络也共享一遍。',
  },
  pruned: {
    en: 'This one asks for sharing alone: set “Pruned first” to 0.',
    zh: '这道题只许共享：请把“先剪去”设为 0。',
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
  tooManyValues: {
    en: 'One of your layers has {most} different values; {allowedValues} are allowed.',
    zh: '你的网络里有一层用了 {most} 种取值，最多允许 {allowedValues} 种。',
  },
  fewWrong: {
    en: 'No layer has more than {most} values, but {more} more images are wrong ({wrong} against {dense}); {allowed} are allowed.',
    zh: '每层都不超过 {most} 种取值，但多答错 {more} 张（{wrong} 对 {dense}），最多允许 {allowed} 张。',
  },
  fewValues: {
    en: 'No layer has more than {most} values, and {wrong} images are wrong, against {dense} before.',
    zh: '每层都不超过 {most} 种取值，答错 {wrong} 张，共享前是 {dense} 张。',
  },
  notBeaten: {
    en: 'Linear gets {linear} wrong, yours {other}: a lead of {lead}, and {wanted} are asked for.',
    zh: '线性初值答错 {linear} 张，你的答错 {other} 张，领先 {lead} 张，题目要求 {wanted} 张。',
  },
  beaten: {
    en: 'Linear gets {linear} wrong, yours {other}: {lead} fewer.',
    zh: '线性初值答错 {linear} 张，你的答错 {other} 张，少 {lead} 张。',
  },
} as const;

const defineExercise = createExercises(words, (name, value, { integer, decimal }) =>
  name === 'times' ? decimal(value, 2) : integer(value),
);

/** The dense net, and how to make a shared one of it in a slot. */
function useTrial(slot: string) {
  const { settings } = useSettings();
  const { weigh: weighDense } = useModel(slots.dense, ({ actions }) => actions);
  const snapshot = useNet(slots.dense, settings.model);
  const trial = useModel(slot, ({ actions }) => actions);
  return {
    sharing: settings,
    isThere: snapshot !== null,
    weighDense,
    weigh: async (wanted: Sharing) => {
      if (snapshot === null) throw new Error('the trained net is not there');
      await trial.loadSnapshot(
        toSharedModel(snapshot, toShares(toKernels(snapshot), wanted)),
        settings.model,
      );
      return trial.weigh();
    },
  };
}

/** Ten times smaller by sharing alone. */
export const SmallExercise = defineExercise({
  id: 'small',
  number: 1,
  controls: <SharingControls hasStart hasPrune />,
  useCheck: () => {
    const { isThere, weighDense, weigh, sharing } = useTrial(toName('trial'));
    return async () => (isThere ? checkSmall(await weighDense(), await weigh(sharing)) : refuse('notThere'));
  },
});

/** Four values in every layer, trained. */
export const FewValuesExercise = defineExercise({
  id: 'few-values',
  number: 2,
  useCheck: () => {
    const { model } = useSettings().settings;
    const dense = useModel(slots.dense, ({ actions }) => actions);
    const tuned = useModel(slots.tuned);
    return async () => {
      if (tuned.snapshot === null || tuned.origin !== model) return refuse('noTuned');
      const counts = toKernels(tuned.snapshot).map(({ values }) => countValues(values));
      return checkFewValues(await dense.weigh(), await tuned.actions.weigh(), counts);
    };
  },
});

/** Where linear is not the best start. */
export const BeatLinearExercise = defineExercise({
  id: 'beat-linear',
  number: 3,
  controls: <SharingControls hasStart hasPrune />,
  useCheck: () => {
    const own = useTrial(toName('trial'));
    const rival = useTrial(toName('rival'));
    const { sharing } = own;
    return async () => {
      if (!own.isThere) return refuse('notThere');
      if (sharing.init === 'linear') return refuse('isLinear');
      const linear = await rival.weigh({ ...sharing, init: 'linear' });
      return checkBeatsLinear(linear, await own.weigh(sharing));
    };
  },
});
