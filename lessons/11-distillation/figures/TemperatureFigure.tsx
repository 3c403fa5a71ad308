import { useMemo } from 'react';
import { soften } from '../../../src/math/softanswers.ts';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import { slider } from '../../parts/dials.ts';
import { Dial, useDial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { useSettings } from '../lesson.ts';
import { TEMPERATURE } from '../settings.ts';

const words = {
  title: { en: 'Two answers by temperature', zh: '两个回答随温度的变化' },
  finding: {
    en: 'At temperature {temperature} the two answers are {first} and {second}.',
    zh: '温度为 {temperature} 时，两个回答是 {first} 和 {second}。',
  },
  first: { en: 'first answer', zh: '第一个回答' },
  second: { en: 'second answer', zh: '第二个回答' },
  temperature: { en: 'temperature', zh: '温度' },
  probability: { en: 'probability', zh: '概率' },
  powers: { en: 'Powers e^(logit / T)', zh: '幂 e^(logit / T)' },
  two: { en: '{first} and {second}', zh: '{first} 和 {second}' },
  firstShare: { en: 'First: {power} / {sum}', zh: '第一个：{power} / {sum}' },
  secondShare: { en: 'Second: {power} / {sum}', zh: '第二个：{power} / {sum}' },
} as const;

const range = { min: -10, max: 10, step: 0.5, digits: 1 };
const FIRST = slider('logit1', { label: { en: 'First logit', zh: '第一个 logit' }, initial: 5, ...range });
const SECOND = slider('logit2', { label: { en: 'Second logit', zh: '第二个 logit' }, initial: 1, ...range });

const POINTS = Array.from({ length: 77 }, (_, at) => 1 + at / 4);

/** Two logits, and their softened answers at the temperature as it is set. */
export function usePairOfLogits() {
  const { temperature } = useSettings().settings;
  const [first] = useDial(FIRST);
  const [second] = useDial(SECOND);
  return { logits: [first, second] as const, temperature, answers: soften([first, second], temperature) };
}

/** Two logits to set, and what the temperature makes of them. */
export function TemperatureFigure() {
  const { logits, temperature, answers } = usePairOfLogits();
  const say = useWords(words);
  const { decimal } = useFormats();
  const write = (value: number) => decimal(value, 3);
  const [first, second] = logits;
  const curves = useMemo(() => POINTS.map((each) => soften([first, second], each)), [first, second]);
  const powers = logits.map((each) => Math.exp(each / temperature));
  const sum = write(powers.reduce((total, each) => total + each, 0));
  const [one = '', other = ''] = powers.map(write);
  const toPoints = (which: number) => POINTS.map((x, at) => ({ x, y: curves[at]![which]! }));
  return (
    <FigurePanel
      id="temperature"
      controls={
        <>
          <Dial of={FIRST} />
          <Dial of={SECOND} />
          <Dial of={TEMPERATURE} />
        </>
      }
      readout={
        <Readout
          items={[
            { label: say('powers'), value: say('two', { first: one, second: other }) },
            { label: say('firstShare', { power: one, sum }), value: write(answers[0]!) },
            { label: say('secondShare', { power: other, sum }), value: write(answers[1]!) },
          ]}
        />
      }
    >
      <LineChart
        id="temperature-curves"
        title={say('title')}
        finding={say('finding', {
          temperature: decimal(temperature, 1),
          first: write(answers[0]!),
          second: write(answers[1]!),
        })}
        series={[
          { id: 'first', label: say('first'), variant: 'dense', marker: 'none', points: toPoints(0) },
          { id: 'second', label: say('second'), variant: 'distilled', marker: 'none', points: toPoints(1) },
        ]}
        x={{ label: say('temperature'), domain: [1, 20], format: (value) => decimal(value, 2) }}
        y={{ label: say('probability'), domain: [0, 1], format: write }}
        references={[{ axis: 'x', value: temperature, label: `T = ${decimal(temperature, 1)}` }]}
      />
    </FigurePanel>
  );
}
