import { useMemo } from 'react';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import type { Evaluation } from '../../../src/protocol/events.ts';
import { DATASETS } from '../../../src/spec/datasets.ts';
import { useEvaluation, useModel, useRun } from '../../../src/state/hooks.ts';
import { slider } from '../../parts/dials.ts';
import { Dial, useDial } from '../../parts/figures/Dial.tsx';
import { Readout, useWrongItem } from '../../parts/figures/Readout.tsx';
import { RunFigure } from '../../parts/figures/RunFigure.tsx';
import { isOf } from '../../parts/nets.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { countKnown, toShare } from '../lab/known.ts';
import { DataMissing, LEFT_RUN, slots, useSettings } from '../lesson.ts';
import { toLeftOutRecipe, toShiftStage } from '../recipe.ts';
import { DIGIT, IMAGES, STUDENTS, TEMPERATURE } from '../settings.ts';

const words = {
  start: { en: 'Train without this digit', zh: '不给这个数字，开始训练' },
  digits: { en: 'Digit by digit', zh: '逐个数字' },
  title: { en: 'Test images known, digit by digit', zh: '各数字答对的测试图像' },
  finding: {
    en: 'Of the {digit}s the student knows {known}; it has not seen one.',
    zh: '数字 {digit} 学生一张也没见过，却答对了 {known}。',
  },
  empty: { en: 'Start the run: one dot for each digit.', zh: '开始训练：每个数字一个点。' },
  learnt: { en: 'as learnt', zh: '刚学完' },
  shifted: { en: 'bias shifted', zh: '调过偏置' },
  digit: { en: 'digit', zh: '数字' },
  known: { en: 'known', zh: '答对' },
  note: { en: '{right} of {tested}', zh: '{tested} 张中 {right} 张' },
  before: { en: 'Of the {digit}s known, as learnt', zh: '数字 {digit} 答对，刚学完' },
  after: { en: 'Known, shifted', zh: '答对，调过偏置' },
  wrong: { en: 'All wrong, as learnt', zh: '总共答错，刚学完' },
  wrongAfter: { en: 'All wrong, shifted', zh: '总共答错，调过偏置' },
} as const;

/** How far the bias of the unseen digit is moved. */
const SHIFT = slider('shift', {
  label: { en: 'Added to its bias', zh: '给它的偏置加上' },
  initial: 0,
  ...{ min: 0, max: 10, step: 0.1, digits: 1 },
});

/** The digit that the trained student has not seen, and what it answers to all test images. */
export function useLeftOut() {
  const { model } = useSettings().settings;
  const [by] = useDial(SHIFT);
  const isThere = useModel(slots.left, isOf(STUDENTS[model].wide));
  const digit = useRun(LEFT_RUN, ({ recipe }) => recipe?.dataset.leaveOut?.[0] ?? null);
  const isReady = isThere && digit !== null;
  const query = { dataset: 'mnist', examples: DATASETS.mnist.testCount } as const;
  const learnt = useEvaluation(slots.left, isReady ? query : null);
  const moved = useEvaluation(slots.left, isReady ? { ...query, stages: [toShiftStage(digit, by)] } : null);
  return {
    digit: isReady ? digit : null,
    learnt: isReady ? learnt.answer : null,
    shifted: isReady ? (moved.answer ?? moved.previous?.answer ?? null) : null,
    isPending: isReady && moved.answer === null,
  };
}

/** A student that is taught everything about nine digits, and nothing but its teacher's doubts about one. */
export function LeftFigure() {
  const { settings } = useSettings();
  const recipe = useMemo(() => toLeftOutRecipe(settings), [settings]);
  const left = useLeftOut();
  const say = useWords(words);
  return (
    <RunFigure
      id="left"
      run={LEFT_RUN}
      startLabel={say('start')}
      recipe={recipe}
      notice={<DataMissing />}
      controls={
        <>
          <Dial of={IMAGES} />
          <Dial of={TEMPERATURE} />
          <Dial of={DIGIT} />
          <Dial of={SHIFT} />
        </>
      }
      readout={<LeftReadout {...left} />}
      views={[{ id: 'digits', label: say('digits'), content: <DigitChart {...left} /> }]}
    />
  );
}

type LeftProps = ReturnType<typeof useLeftOut>;

function LeftReadout({ digit, learnt, shifted, isPending }: LeftProps) {
  const wanted = useSettings().settings.digit;
  const say = useWords(words);
  const toItem = useWrongItem();
  const { percent } = useFormats();
  const { classes } = DATASETS.mnist;
  const read = (evaluation: Evaluation | null) => {
    const known = evaluation === null || digit === null ? null : countKnown(evaluation, digit);
    return known === null ? '–' : percent(toShare(known), 1);
  };
  return (
    <Readout
      items={[
        { label: say('before', { digit: classes[digit ?? wanted]! }), value: read(learnt) },
        { label: say('after'), value: read(shifted), isPending },
        toItem(say('wrong'), learnt),
        { ...toItem(say('wrongAfter'), shifted), isPending },
      ]}
    />
  );
}

function DigitChart({ digit, learnt, shifted }: LeftProps) {
  const say = useWords(words);
  const { percent, integer } = useFormats();
  const { classes } = DATASETS.mnist;
  const toPoints = (evaluation: Evaluation | null, aside: number) =>
    classes.flatMap((_, which) => {
      const known = evaluation === null ? null : countKnown(evaluation, which);
      if (known === null) return [];
      const note = say('note', { right: integer(known.right), tested: integer(known.tested) });
      // Digits have no order: nothing joins them.
      return [
        { x: which + aside, y: toShare(known), note },
        { x: which + 0.5, y: null },
      ];
    });
  const series = [
    { id: 'learnt', label: say('learnt'), variant: 'shared', points: toPoints(learnt, -0.1) } as const,
    { id: 'shifted', label: say('shifted'), variant: 'accent', points: toPoints(shifted, 0.1) } as const,
  ].filter(({ points }) => points.length > 0);
  const known = shifted === null || digit === null ? null : countKnown(shifted, digit);
  return (
    <LineChart
      id="left-digits"
      title={say('title')}
      finding={say('finding', {
        digit: classes[digit ?? 0]!,
        known: known === null ? '–' : percent(toShare(known), 1),
      })}
      showFinding={known !== null}
      state={series.length === 0 ? { kind: 'empty', message: say('empty') } : { kind: 'ready' }}
      series={series}
      x={{
        label: say('digit'),
        domain: [-0.5, 9.5],
        format: (value) => (Number.isInteger(value) ? integer(value) : ''),
        formatExact: (value) => integer(Math.round(value)),
      }}
      y={{ label: say('known'), domain: [0, 1], format: (value) => percent(value, 0) }}
    />
  );
}
