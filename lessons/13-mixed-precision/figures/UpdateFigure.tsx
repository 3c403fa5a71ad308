import { useMemo } from 'react';
import { SMALL_FLOATS, spacingOf } from '../../../src/math/smallfloat.ts';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import { slider } from '../../parts/dials.ts';
import { Dial, useDial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { toPower, toShort } from '../../parts/numbertext.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { traceUpdates } from '../lab/updates.ts';
import { useSettings } from '../lesson.ts';
import { FORMAT, FORMAT_LABELS } from '../settings.ts';

const words = {
  title: { en: 'A weight that takes the same small step {n} times', zh: '同样的一小步，走 {n} 次' },
  finding: {
    en: 'After {n} steps the stored weight is {stored}; with a float32 copy the net reads {master}.',
    zh: '走 {n} 步后，没有主权重时是 {stored}；有 float32 主权重时，网络读到 {master}。',
  },
  stored: { en: 'without a copy', zh: '没有主权重' },
  master: { en: 'with a float32 copy', zh: '有主权重' },
  x: { en: 'steps', zh: '步数' },
  y: { en: 'what the net reads', zh: '网络读到的值' },
  step: { en: 'Each step', zh: '每一步' },
  half: { en: 'Half the spacing', zh: '间距的一半' },
  ratio: { en: 'Weight over step', zh: '权重是步长的几倍' },
} as const;

const WEIGHT = slider('weight', {
  label: { en: 'Weight', zh: '权重' },
  initial: 0.5,
  ...{ min: 0.01, max: 4, step: 0.01, digits: 2 },
});
const STEP = slider('step', {
  label: { en: 'Step: 2 to the power of', zh: '每一步：2 的几次方' },
  initial: -13,
  ...{ min: -20, max: -4, step: 1, digits: 0 },
});
const STEPS = 40;

/** Steps of less than half a spacing, lost or added up. */
export function UpdateFigure() {
  const { format } = useSettings().settings;
  const [weight] = useDial(WEIGHT);
  const [power] = useDial(STEP);
  const trace = useMemo(() => traceUpdates(format, weight, 2 ** power, STEPS), [format, weight, power]);
  const say = useWords(words);
  const { integer, decimal } = useFormats();
  const toPoints = (values: readonly number[]) => values.map((y, x) => ({ x, y }));
  return (
    <FigurePanel
      id="update"
      controls={
        <>
          <Dial of={FORMAT} />
          <Dial of={WEIGHT} />
          <Dial of={STEP} />
        </>
      }
      readout={
        <Readout
          items={[
            { label: say('step'), value: toPower(2, power) },
            { label: say('half'), value: toShort(spacingOf(SMALL_FLOATS[format], weight) / 2) },
            { label: say('ratio'), value: integer(weight / 2 ** power) },
          ]}
        />
      }
    >
      <LineChart
        id="update-trace"
        title={`${say('title', { n: STEPS })} · ${FORMAT_LABELS[format]}`}
        finding={say('finding', {
          n: STEPS,
          stored: toShort(trace.stored.at(-1)!),
          master: toShort(trace.withMaster.at(-1)!),
        })}
        series={[
          {
            id: 'stored',
            label: say('stored'),
            variant: 'quantized',
            points: toPoints(trace.stored),
            dash: 'solid',
            marker: 'none',
          },
          {
            id: 'master',
            label: say('master'),
            variant: 'dense',
            points: toPoints(trace.withMaster),
            marker: 'none',
          },
        ]}
        x={{ label: say('x'), domain: [0, STEPS], format: integer }}
        y={{ label: say('y'), format: (value) => decimal(value, 4) }}
      />
    </FigurePanel>
  );
}
