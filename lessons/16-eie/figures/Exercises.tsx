import { useMemo } from 'react';
import { useSimulation } from '../../../src/state/hooks.ts';
import { refuse } from '../../parts/exercises.ts';
import { createExercises } from '../../parts/prose/exercise.tsx';
import { checkColumn, checkGain, checkQueue } from '../lab/checks.ts';
import { useCounts, useOwnLayer } from '../lab/layer.ts';
import { CHIP } from '../lab/published.ts';
import { useSettings } from '../lesson.ts';
import { useColumn } from './ColumnFigure.tsx';

const words = {
  notThere: {
    en: 'The machine is still being simulated. Try again in a moment.',
    zh: '还在模拟，请稍后再试。',
  },
  noWeight: {
    en: 'All rows are zero. Put a weight into {section:column}.',
    zh: '整列都是零。请在{section:column}里放一个权重。',
  },
  tooMany: {
    en: 'There are {weights} weights; {most} is allowed.',
    zh: '现在有 {weights} 个权重，只允许 {most} 个。',
  },
  noFiller: {
    en: 'No filler is needed: at most fifteen zeros stand before the weight in its element.',
    zh: '还用不到填充零：在它所属的单元里，这个权重前面的零不超过十五个。',
  },
  filled: {
    en: 'One weight, and {fillers} filler before it.',
    zh: '一个权重，前面有 {fillers} 个填充零。',
  },
  otherLayer: { en: 'Choose Alex-7 in {section:queue}.', zh: '请在{section:queue}里选 Alex-7。' },
  tooShallow: {
    en: 'Queues of {depth} leave {idle} idle; {most} are allowed.',
    zh: '深度 {depth} 时空闲 {idle}，最多允许 {most}。',
  },
  tooDeep: {
    en: 'Queues of {less} would do, too: {before} idle.',
    zh: '深度 {less} 也够了：空闲 {before}。',
  },
  deep: {
    en: 'Queues of {depth} leave {idle} idle, and {less} would not do.',
    zh: '深度 {depth} 时空闲 {idle}，再浅一格就不够了。',
  },
  notOne: {
    en: 'Exactly one of the four is to be off; now {off} are.',
    zh: '四项中应当恰好关掉一项，现在关掉了 {off} 项。',
  },
  tooLittle: {
    en: 'Without that one, {gain} times; {wanted} are asked for.',
    zh: '去掉这一项后降到 1/{gain}，题目要求 1/{wanted}。',
  },
  gained: {
    en: '{gain} times fewer joules, and one saving is not even used.',
    zh: '有一项没用上，能量仍降到 1/{gain}。',
  },
} as const;

const SHARES = ['idle', 'before'];
const defineExercise = createExercises(words, (name, value, { integer, percent }) =>
  SHARES.includes(name) || (name === 'most' && value < 1) ? percent(value, 1) : integer(value),
);

/** A column with one weight that needs a filler. */
export const ColumnExercise = defineExercise({
  id: 'column',
  number: 1,
  useCheck: () => {
    const { codes, elements } = useColumn();
    return () => checkColumn(codes, elements);
  },
});

/** The shallowest queue that is good enough. */
export const QueueExercise = defineExercise({
  id: 'queue',
  number: 2,
  useCheck: () => {
    const { source, depth } = useSettings().settings;
    const question = useMemo(
      () =>
        source === 'alex-7'
          ? {
              kind: 'eie' as const,
              layers: [{ kind: 'published' as const, name: source }],
              sizes: [depth, depth - 1]
                .filter((each) => each > 0)
                .map((each) => ({ elements: CHIP.elements, depth: each })),
            }
          : null,
      [source, depth],
    );
    const { answer } = useSimulation<'eie'>(question);
    return () => {
      if (question === null) return refuse('otherLayer');
      const [at, before] = answer?.points ?? [];
      return at === undefined ? refuse('notThere') : checkQueue(at, before ?? null);
    };
  },
});

/** Three savings of four. */
export const GainExercise = defineExercise({
  id: 'gain',
  number: 3,
  useCheck: () => {
    const { settings } = useSettings();
    const counts = useCounts(useOwnLayer());
    return () => (counts === null ? refuse('notThere') : checkGain(counts, settings));
  },
});
