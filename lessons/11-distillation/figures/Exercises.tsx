import { refuse } from '../../parts/exercises.ts';
import { createExercises } from '../../parts/prose/exercise.tsx';
import { checkSaved, checkSure, checkUnseen } from '../lab/checks.ts';
import { countKnown } from '../lab/known.ts';
import { useLeftOut } from './LeftFigure.tsx';
import { useRaceLedgers } from './RaceFigure.tsx';
import { usePairOfLogits } from './TemperatureFigure.tsx';

const words = {
  close: {
    en: 'The two logits lie {gap} apart; at least {wantedGap} are asked for.',
    zh: '两个 logit 相差 {gap}，题目要求至少相差 {wantedGap}。',
  },
  cold: {
    en: 'The larger answer is {sure}; {low} to {high} is asked for. Still too cold.',
    zh: '较大的回答是 {sure}，题目要求 {low} 到 {high}。温度还不够高。',
  },
  hot: {
    en: 'The larger answer is {sure}; {low} to {high} is asked for. Too hot.',
    zh: '较大的回答是 {sure}，题目要求 {low} 到 {high}。温度太高了。',
  },
  soft: {
    en: 'Logits {gap} apart, and the larger answer is only {sure}.',
    zh: '两个 logit 相差 {gap}，较大的回答却只有 {sure}。',
  },
  noRace: {
    en: 'Both students must have ended on the same images. Run {section:race}.',
    zh: '两个学生都要在同样的图像上训练完。请先完成{section:race}。',
  },
  tooLittle: {
    en: '{soft} wrong against {labels}: {saved} saved; {wanted} are asked for.',
    zh: '答错 {soft} 张，对比 {labels} 张，少了 {saved}；题目要求少 {wanted}。',
  },
  saved: {
    en: '{soft} wrong against {labels}: {saved} saved.',
    zh: '答错 {soft} 张，对比 {labels} 张，少了 {saved}。',
  },
  noLeft: {
    en: 'There is no student without a digit yet. Train one in {section:left}.',
    zh: '还没有少学一个数字的学生。请先在{section:left}里训练。',
  },
  told: {
    en: 'That student goes without the 3. Choose another digit and train again.',
    zh: '这个学生没见过的是 3。请换一个数字，重新训练。',
  },
  unknown: {
    en: 'Of the {digit}s it knows {share}; {wanted} are asked for.',
    zh: '数字 {digit} 答对 {share}，题目要求 {wanted}。',
  },
  costly: {
    en: 'Of all images only {right} are right; at least {least} are asked for.',
    zh: '全部图像只答对 {right}，题目要求至少 {least}。',
  },
  unseen: {
    en: 'It has seen no {digit}, and knows {share} of them; {right} of all images are right.',
    zh: '它没见过 {digit}，却答对了其中的 {share}；全部图像答对 {right}。',
  },
} as const;

const SHARES = ['saved', 'wanted', 'share', 'right', 'least'];
const PRECISE = ['sure', 'low', 'high', 'gap', 'wantedGap'];
const defineExercise = createExercises(words, (name, value, { integer, decimal, percent }) =>
  SHARES.includes(name) ? percent(value, 1) : PRECISE.includes(name) ? decimal(value, 3) : integer(value),
);

/** A sure answer made soft. */
export const SureExercise = defineExercise({
  id: 'sure',
  number: 1,
  useCheck: () => {
    const { logits, answers } = usePairOfLogits();
    return () => checkSure(Math.abs(logits[0] - logits[1]), Math.max(...answers));
  },
});

/** Soft targets that save a fifth. */
export const SavedExercise = defineExercise({
  id: 'saved',
  number: 2,
  useCheck: () => {
    const ledgers = useRaceLedgers();
    return () => (ledgers === null ? refuse('noRace') : checkSaved(ledgers.labels, ledgers.soft));
  },
});

/** Another digit, known without having been seen. */
export const UnseenExercise = defineExercise({
  id: 'unseen',
  number: 3,
  useCheck: () => {
    const { digit, shifted } = useLeftOut();
    return () => {
      const known = digit === null || shifted === null ? null : countKnown(shifted, digit);
      if (digit === null || shifted === null || known === null) return refuse('noLeft');
      return checkUnseen(digit, known, {
        right: shifted.tested - shifted.wrong,
        tested: shifted.tested,
      });
    };
  },
});
