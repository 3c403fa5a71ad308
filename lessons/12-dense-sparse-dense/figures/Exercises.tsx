import { useRun } from '../../../src/state/hooks.ts';
import { refuse } from '../../parts/exercises.ts';
import { createExercises } from '../../parts/prose/exercise.tsx';
import { useModelOfRun } from '../../parts/runs.ts';
import { checkSigns, checkSparse, checkSure } from '../lab/checks.ts';
import { measureReborn } from '../lab/reborn.ts';
import { RUNS, usePhaseKernels, useSettings } from '../lesson.ts';
import { PHASE_STAGES, type Phase } from '../recipe.ts';
import { usePairs } from './PairsFigure.tsx';

const words = {
  noRun: {
    en: 'The run has not come so far yet. Start it in {section:phases}, and let it end.',
    zh: '训练还没有进行到这一步。请在{section:phases}里开始训练，并等它结束。',
  },
  tooFull: {
    en: '{zeros} of the weights are gone in the sparse phase; {wantedZeros} are asked for. Does the first layer lose weights, too?',
    zh: '稀疏阶段剪去了 {zeros} 的权重，题目要求 {wantedZeros}。第一层也剪了吗？',
  },
  worse: {
    en: '{zeros} of the weights are gone, but {sparse} images are wrong where the dense phase had {dense}.',
    zh: '剪去了 {zeros} 的权重，但答错 {sparse} 张，而稠密阶段结束时答错 {dense} 张。',
  },
  sparse: {
    en: '{zeros} of the weights are gone, and {sparse} images are wrong where the dense phase had {dense}.',
    zh: '剪去了 {zeros} 的权重，答错 {sparse} 张；稠密阶段结束时答错 {dense} 张。',
  },
  forgotten: {
    en: '{sameSign} of the weights that came back have the sign that they had; {wantedSigns} are asked for.',
    zh: '重生的权重中，{sameSign} 与原来的正负号相同，题目要求 {wantedSigns}。',
  },
  remembered: {
    en: '{sameSign} of the weights that came back have the sign that they had.',
    zh: '重生的权重中，{sameSign} 与原来的正负号相同。',
  },
  noPairs: {
    en: 'There are no pairs of these settings yet. Fill them in in {section:pairs}.',
    zh: '这组设置还没有成对的训练。请在{section:pairs}里补全。',
  },
  tooFew: {
    en: '{pairs} pairs have ended; {wantedPairs} are asked for.',
    zh: '已完成 {pairs} 对，题目要求 {wantedPairs} 对。',
  },
  open: {
    en: 'After {pairs} pairs the detour makes {mean} images more wrong, ± {half}. That leaves open whether it is {wanted}.',
    zh: '{pairs} 对之后，绕路平均多答错 {mean} 张，± {half}，还不能确定是否超过 {wanted} 张。',
  },
  helps: {
    en: 'After {pairs} pairs the detour makes {mean} images more wrong, ± {half}: it helps.',
    zh: '{pairs} 对之后，绕路平均多答错 {mean} 张，± {half}：确实有用。',
  },
  hurts: {
    en: 'After {pairs} pairs the detour makes {mean} images more wrong, ± {half}: it hurts.',
    zh: '{pairs} 对之后，绕路平均多答错 {mean} 张，± {half}：确实有害。',
  },
} as const;

const SHARES = ['zeros', 'wantedZeros', 'sameSign', 'wantedSigns'];
const PRECISE = ['mean', 'half'];
const defineExercise = createExercises(words, (name, value, { integer, decimal, percent }) =>
  SHARES.includes(name) ? percent(value) : PRECISE.includes(name) ? decimal(value, 1) : integer(value),
);

/** The sparse phase is no worse with most weights gone. */
export const SparseExercise = defineExercise({
  id: 'sparse',
  number: 1,
  useCheck: () => {
    const { model } = useSettings().settings;
    const isOfModel = useModelOfRun(RUNS.detour) === model;
    const ledgers = useRun(RUNS.detour, (run) => run.ledgers);
    const find = (phase: Phase) => ledgers.find(({ stage }) => stage === PHASE_STAGES[phase])?.ledger;
    return () => {
      const [dense, sparse] = isOfModel ? [find('dense'), find('sparse')] : [];
      return dense === undefined || sparse === undefined ? refuse('noRun') : checkSparse(dense, sparse);
    };
  },
});

/** Reborn weights end on the side they were on. */
export const SignExercise = defineExercise({
  id: 'signs',
  number: 2,
  useCheck: () => {
    const { dense, again, kept } = usePhaseKernels();
    return () => {
      if (dense === undefined || again === undefined || kept === null) return refuse('noRun');
      const reborn = measureReborn(dense.values, kept, again.values);
      return reborn === null ? refuse('noRun') : checkSigns(reborn.sameSign);
    };
  },
});

/** Settings under which five pairs leave no doubt. */
export const SureExercise = defineExercise({
  id: 'sure',
  number: 3,
  useCheck: () => {
    const { pairs, comparison } = usePairs();
    return () => checkSure(comparison, pairs.length);
  },
});
