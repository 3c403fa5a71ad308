import { useMemo } from 'react';
import type { SweepItem } from '../../../src/state/sweepstate.ts';
import { choice } from '../../parts/dials.ts';
import { Dial, useDial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { Readout, useWrongItem } from '../../parts/figures/Readout.tsx';
import { SweepBar } from '../../parts/figures/SweepBar.tsx';
import { WrongChart } from '../../parts/figures/WrongChart.tsx';
import { useSweepPoints } from '../../parts/sweeps.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { DataMissing, NetChoice, toName, useDenseWrong, useSettings } from '../lesson.ts';
import { FEW_TEMPERATURES, toFewRecipe } from '../recipe.ts';
import type { TeacherName } from '../settings.ts';

const words = {
  training: { en: 'Training at each temperature', zh: '正在逐个温度训练' },
  title: { en: 'Test images wrong with weights of {bits} bits', zh: '权重为 {bits} 位时答错的测试图像' },
  finding: {
    en: 'With weights of {bits} bits, soft targets are best at T = {best}: {wrong} wrong.',
    zh: '权重为 {bits} 位时，软目标在 T = {best} 最好：答错 {wrong} 张。',
  },
  empty: { en: 'Fill in the curve: a dot for each temperature.', zh: '开始补全：每个温度一个点。' },
  temperature: { en: 'temperature', zh: '温度' },
  soft: { en: 'by its own dense answers', zh: '学自己稠密时的回答' },
  labels: { en: 'by labels', zh: '学标签' },
  teacher: { en: 'Wrong in 32 bits', zh: '32 位时答错' },
  plain: { en: 'Wrong, by labels', zh: '学标签，答错' },
  best: { en: 'Best by soft targets', zh: '软目标最好时' },
  at: { en: 'T of the best', zh: '此时 T' },
} as const;

const BITS = choice('bits', {
  label: { en: 'Bits of a weight', zh: '权重位数' },
  initial: '2',
  options: { 2: { en: '2', zh: '2' }, 3: { en: '3', zh: '3' }, 4: { en: '4', zh: '4' } },
});

const toKey = (model: TeacherName, bits: number, temperature: number | null) =>
  `few-${model}-${bits}-${temperature ?? 'labels'}`;

function toItems(model: TeacherName, bits: number): readonly SweepItem[] {
  return [null, ...FEW_TEMPERATURES].map((temperature) => ({
    key: toKey(model, bits, temperature),
    group: temperature === null ? 'labels' : 'soft',
    x: temperature ?? 0,
    recipe: toFewRecipe(model, bits, temperature),
  }));
}

/** A net of few bits, taught by labels or by what it was before, at every temperature. */
export function FewFigure() {
  const { model } = useSettings().settings;
  const [wanted] = useDial(BITS);
  const bits = Number(wanted);
  const items = useMemo(() => toItems(model, bits), [model, bits]);
  const sweep = useSweepPoints(toName('few'), items);
  const dense = useDenseWrong();
  const say = useWords(words);
  const toItem = useWrongItem();
  const { integer } = useFormats();
  const find = (temperature: number | null) => sweep.ledgers.get(toKey(model, bits, temperature));
  const labels = find(null);
  const points = FEW_TEMPERATURES.flatMap((x) => {
    const ledger = find(x);
    return ledger === undefined
      ? []
      : [{ x, wrong: ledger.wrong, tested: ledger.tested, recipe: toFewRecipe(model, bits, x) }];
  });
  const best = [...points].sort((one, other) => one.wrong - other.wrong)[0];
  const values = { bits: wanted, best: integer(best?.x ?? 0), wrong: integer(best?.wrong ?? 0) };
  return (
    <FigurePanel
      id="few"
      notice={<DataMissing />}
      controls={
        <>
          <NetChoice />
          <Dial of={BITS} />
        </>
      }
      actions={<SweepBar sweep={sweep} label={say('training')} />}
      readout={
        <Readout
          items={[
            toItem(say('teacher'), dense),
            toItem(say('plain'), labels),
            toItem(say('best'), best),
            { label: say('at'), value: best === undefined ? '–' : integer(best.x) },
          ]}
        />
      }
    >
      <WrongChart
        id="few-temperatures"
        title={say('title', values)}
        finding={say('finding', values)}
        none={say('empty')}
        without="empty"
        curves={[{ id: 'soft', label: say('soft'), variant: 'distilled', points }]}
        x={{
          label: say('temperature'),
          kind: 'log',
          domain: [1, FEW_TEMPERATURES.at(-1)!],
          format: (value) => integer(value),
        }}
        across={[{ label: say('labels'), at: labels && labels.wrong / labels.tested }]}
      />
    </FigurePanel>
  );
}
