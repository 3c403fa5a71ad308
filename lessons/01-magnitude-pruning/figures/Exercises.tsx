import { useRef } from 'react';
import type { Ledger } from '../../../src/protocol/ledger.ts';
import type { ModelSnapshot } from '../../../src/protocol/snapshots.ts';
import { useModel } from '../../../src/state/hooks.ts';
import { refuse } from '../../parts/exercises.ts';
import { toKernels } from '../../parts/kernels.ts';
import { createExercises } from '../../parts/prose/exercise.tsx';
import { checkBorder, checkLayerwise, checkRetrained, RIVAL_LEVEL } from '../lab/checks.ts';
import { toCuts, toPrunedModel } from '../lab/cuts.ts';
import { slots, toName, useCuts, useSettings } from '../lesson.ts';
import { CutControls } from './CutControls.tsx';

const words = {
  notThere: {
    en: 'The trained net is still on its way. Try again in a moment.',
    zh: '训练好的网络还没有取到，请稍后再试。',
  },
  noRetrained: {
    en: 'There is no retrained net yet. Press “Cut and retrain” in {section:retrain} first.',
    zh: '还没有再训练过的网络。请先在{section:retrain}一节按“剪枝并再训练”。',
  },
  notOwn: {
    en: 'Set “Compare weights” to “each layer its own number” first.',
    zh: '请先把“在什么范围内比较”设为“每层单独设定”。',
  },
  notMnist: {
    en: 'This one needs a first layer that reads pixels: go back to LeNet-300-100.',
    zh: '这道题需要第一层直接读取像素：请换回 LeNet-300-100。',
  },
  tooDense: {
    en: '{sparsity} of the weights are gone; the task asks for {wanted}.',
    zh: '剪去了 {sparsity}，题目要求 {wanted}。',
  },
  tooWrong: {
    en: '{sparsity} are gone, but {more} more images are wrong ({wrong} against {dense}).',
    zh: '剪去了 {sparsity}，但多答错 {more} 张（{wrong} 对 {dense}）。',
  },
  cheap: {
    en: '{sparsity} of the weights are gone and {wrong} images are wrong, against {dense} before.',
    zh: '剪去了 {sparsity}，答错 {wrong} 张，剪枝前是 {dense} 张。',
  },
  tooLarge: {
    en: 'Your file takes {bytes} B, the uniform one {rivalBytes} B. It may not be larger.',
    zh: '你的文件有 {bytes} B，统一比例的是 {rivalBytes} B。不能比它大。',
  },
  notBetter: {
    en: 'The file is no larger, but {wrong} images are wrong, and {rivalWrong} with the uniform cut.',
    zh: '文件不比它大，但你的答错 {wrong} 张，统一比例的答错 {rivalWrong} 张。',
  },
  better: {
    en: '{bytes} B against {rivalBytes} B, and {wrong} images wrong against {rivalWrong}.',
    zh: '{bytes} B 对 {rivalBytes} B，答错 {wrong} 张对 {rivalWrong} 张。',
  },
  borderLeft: {
    en: '{onBorder} weights are left on the outermost pixels.',
    zh: '最外一圈像素上还留着 {onBorder} 个权重。',
  },
  borderWrong: {
    en: 'The outermost pixels are free, but {more} more images are wrong; 100 are allowed.',
    zh: '最外一圈已经空了，但多答错 {more} 张，最多允许 100 张。',
  },
  border: {
    en: 'Not one weight on the outermost pixels, and {more} more images wrong.',
    zh: '最外一圈一个权重也没有，多答错 {more} 张。',
  },
} as const;

const SHARES: readonly string[] = ['sparsity', 'wanted'];

const defineExercise = createExercises(words, (name, value, { integer, percent }) =>
  SHARES.includes(name) ? percent(value, 2) : integer(value),
);

/** 96 % gone at no more than 20 further wrong images. */
export const RetrainExercise = defineExercise({
  id: 'cheap',
  number: 1,
  useCheck: () => {
    const { model } = useSettings().settings;
    const dense = useModel(slots.dense, ({ actions }) => actions);
    const retrained = useModel(slots.retrained);
    return async () =>
      retrained.origin === model
        ? checkRetrained(await dense.weigh(), await retrained.actions.weigh())
        : refuse('noRetrained');
  },
});

/** A setting for each layer that beats the same level everywhere, at no more bytes. */
export const LayerwiseExercise = defineExercise({
  id: 'layerwise',
  number: 2,
  controls: <CutControls />,
  useCheck: () => {
    const { settings: cut } = useSettings();
    const dense = useModel(slots.dense, (state) => state.snapshot);
    const cuts = useCuts();
    const rival = useModel(toName('rival'), ({ actions }) => actions);
    const own = useModel(toName('trial'), ({ actions }) => actions);
    const rivalLedger = useRef<{ readonly of: ModelSnapshot; readonly ledger: Ledger } | null>(null);
    return async () => {
      if (dense === null) return refuse('notThere');
      if (cut.scope !== 'own') return refuse('notOwn');
      if (rivalLedger.current?.of !== dense) {
        const uniform = { ...cut, rule: 'level', scope: 'layer', level: RIVAL_LEVEL } as const;
        await rival.loadSnapshot(toPrunedModel(dense, toCuts(toKernels(dense), uniform)), cut.model);
        rivalLedger.current = { of: dense, ledger: await rival.weigh() };
      }
      await own.loadSnapshot(toPrunedModel(dense, cuts), cut.model);
      return checkLayerwise(rivalLedger.current.ledger, await own.weigh());
    };
  },
});

/** The outermost pixels without a weight. */
export const BorderExercise = defineExercise({
  id: 'border',
  number: 3,
  useCheck: () => {
    const { model } = useSettings().settings;
    const cuts = useCuts();
    const dense = useModel(slots.dense);
    const own = useModel(toName('trial'), ({ actions }) => actions);
    return async () => {
      const first = cuts[0];
      if (model !== 'lenet-300-100') return refuse('notMnist');
      if (first === undefined || dense.snapshot === null) return refuse('notThere');
      await own.loadSnapshot(toPrunedModel(dense.snapshot, cuts), model);
      const before = await dense.actions.weigh();
      return checkBorder(first, (await own.weigh()).wrong, before.wrong);
    };
  },
});
