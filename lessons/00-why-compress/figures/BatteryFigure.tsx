import { useMemo } from 'react';
import { countAnswers, toHours, toWatts } from '../../../src/math/budget.ts';
import { sumEnergy } from '../../../src/math/energy.ts';
import type { LineSeries } from '../../../src/plots/geometry/lines.ts';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import { MODELS } from '../../../src/spec/zoo.ts';
import { Dial, useDial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { toEnergy } from '../lab/forms.ts';
import { useForm, useSettings } from '../lesson.ts';
import { FORM_LABELS } from '../settings.ts';
import { FormControls } from './Controls.tsx';
import { BATTERY, RATE, SHARE } from './dials.ts';
import { useFormEnergies } from './JoulesFigure.tsx';
import { FORM_LOOKS } from './looks.ts';

const words = {
  title: { en: 'Hours by answers a second, {net}', zh: '{net}：每秒回答次数与可用小时数' },
  finding: {
    en: 'At {rate} answers a second, {net} as {form} lasts {hours} hours.',
    zh: '每秒回答 {rate} 次时，{form} 形式的 {net} 可用 {hours} 小时。',
  },
  rate: { en: 'answers a second', zh: '每秒回答次数' },
  hours: { en: 'hours', zh: '小时' },
  day: { en: 'a day', zh: '一天' },
  here: { en: 'here', zh: '现在' },
  lasts: { en: 'Lasts', zh: '可用' },
  power: { en: 'Power', zh: '功率' },
  answers: { en: 'Answers in all', zh: '一共回答' },
  inHours: { en: '{hours} h', zh: '{hours} 小时' },
  times: { en: '{count} million', zh: '{tenThousands} 万次' },
} as const;

const DAY = 24;
const POINTS = Array.from({ length: 25 }, (_, at) => 10 ** (at / 8));

/** How long the reader's part of the reader's battery lasts, and the numbers behind it. */
export function useBattery() {
  const { model, sram } = useSettings().settings;
  const [wattHours] = useDial(BATTERY);
  const [share] = useDial(SHARE);
  const [perSecond] = useDial(RATE);
  const form = useForm();
  const picojoules = sumEnergy(toEnergy(form, 1024 * sram));
  const watts = toWatts(picojoules, perSecond);
  const hours = toHours(wattHours, share, watts);
  const answers = countAnswers(wattHours, share, picojoules);
  return { model, form, wattHours, share, perSecond, watts, hours, answers };
}

/** Hours by answers a second, of the forms worth comparing and of the chosen one. */
function useHours(): readonly LineSeries[] {
  const { form, wattHours, share, perSecond } = useBattery();
  const energies = useFormEnergies();
  const sayForm = useWords(FORM_LABELS);
  const rates = useMemo(() => [...new Set([...POINTS, perSecond])].sort((a, b) => a - b), [perSecond]);
  return useMemo(
    () =>
      energies
        .filter(({ form: { id } }) => id === form.id || ['dense', 'int8', 'deep', 'own'].includes(id))
        .map(({ form: { id }, total }) => ({
          ...{ id, label: sayForm(id), variant: FORM_LOOKS[id], marker: 'none' as const },
          points: rates.map((x) => ({ x, y: toHours(wattHours, share, toWatts(total, x)) })),
        })),
    [energies, form.id, rates, wattHours, share, sayForm],
  );
}

/** A battery, a part of it, and how often the net is asked. */
export function BatteryFigure() {
  const { model, form, perSecond, watts, hours, answers } = useBattery();
  const say = useWords(words);
  const sayForm = useWords(FORM_LABELS);
  const { decimal, integer } = useFormats();
  const write = (value: number) => (value < 10 ? decimal(value, 2) : integer(value));
  const series = useHours();
  const net = MODELS[model].title;
  return (
    <FigurePanel
      id="battery"
      controls={
        <>
          <FormControls />
          <Dial of={BATTERY} />
          <Dial of={SHARE} />
          <Dial of={RATE} />
        </>
      }
      readout={
        <Readout
          items={[
            { label: say('lasts'), value: say('inHours', { hours: write(hours) }) },
            { label: say('power'), value: `${decimal(watts * 1000, watts < 1e-4 ? 4 : 2)} mW` },
            {
              label: say('answers'),
              value: say('times', { count: write(answers / 1e6), tenThousands: write(answers / 1e4) }),
            },
          ]}
        />
      }
    >
      <LineChart
        id="battery-hours"
        title={say('title', { net })}
        finding={say('finding', {
          ...{ rate: integer(perSecond), net, form: sayForm(form.id), hours: write(hours) },
        })}
        series={series}
        x={{ label: say('rate'), kind: 'log', domain: [1, 1000], format: integer }}
        y={{ label: say('hours'), kind: 'log', format: write }}
        references={[
          { axis: 'y', value: DAY, label: say('day') },
          { axis: 'x', value: perSecond, label: say('here'), variant: 'accent' },
        ]}
        picked={{ seriesId: form.id, x: perSecond }}
      />
    </FigurePanel>
  );
}
