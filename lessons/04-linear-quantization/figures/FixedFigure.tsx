import { useMemo } from 'react';
import { toGridNumber, toGridValue } from '../../../src/math/lineargrid.ts';
import { Histogram } from '../../../src/plots/histogram/Histogram.tsx';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import { Button } from '../../../src/ui/control/Button.tsx';
import { Slider } from '../../../src/ui/control/Slider.tsx';
import { useKeptState, useLinkState } from '../../../src/ui/lesson/context.tsx';
import { numberParam } from '../../../src/ui/lesson/params.ts';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import type { Kernel } from '../../parts/kernels.ts';
import { toPower } from '../../parts/numbertext.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { grow } from '../lab/descent.ts';
import { findPoint, toFixedGrid } from '../lab/fixed.ts';
import { listLevels, splitErrors } from '../lab/grids.ts';
import { NetMissing, useLayer, useSettings } from '../lesson.ts';
import { Controls } from './Controls.tsx';

const words = {
  point: { en: 'Bits behind the point', zh: '小数点后的位数' },
  choose: { en: 'Choose by the largest weight', zh: '按最大的权重来定' },
  weights: { en: 'The point on {layer}', zh: '{layer} 上的小数点' },
  finding: {
    en: 'Steps of {power}, from {low} to {high}; {clipped} of {weights} weights overflow.',
    zh: '步长 {power}，从 {low} 到 {high}；{weights} 个权重中有 {clipped} 个溢出。',
  },
  dense: { en: 'in 32 bits', zh: '32 位' },
  word: { en: 'The largest weight', zh: '最大的权重' },
  step: { en: 'Step', zh: '步长' },
  overflow: { en: 'Overflow', zh: '溢出' },
  ofWeights: { en: 'of {weights}', zh: '共 {weights} 个' },
  error: { en: 'Squared error', zh: '平方误差' },
  rounding: { en: 'Steps that are too small', zh: '太小的更新' },
  update: { en: 'Each update, in steps of the grid', zh: '每次更新，以网格步长计' },
  again: { en: 'Draw again', zh: '再抽一次' },
  growTitle: { en: 'A weight that small updates should move', zh: '小更新本该推动的权重' },
  growFinding: {
    en: 'After {steps} updates of {update} it should be at {exact}. Rounded to the nearest it is at {nearest}, by chance at {stochastic}.',
    zh: '每次 {update}，更新 {steps} 次之后本该到 {exact}。取最近的整数只到 {nearest}，随机取整到了 {stochastic}。',
  },
  exact: { en: 'not rounded', zh: '不取整' },
  nearest: { en: 'to the nearest', zh: '取最近' },
  stochastic: { en: 'by chance', zh: '随机取整' },
  x: { en: 'update', zh: '更新次数' },
  y: { en: 'steps of the grid', zh: '网格步数' },
} as const;

const MOST_POINT = 14;
const pointParam = numberParam({ initial: 4, min: 0, max: MOST_POINT, digits: 0 });

/** Fixed point: where the point stands in a word; and what becomes of updates below its step. */
export function FixedFigure() {
  const { kernel, choice } = useLayer();
  const { bits } = useSettings().settings;
  const [point, setPoint] = useLinkState('point', pointParam);
  const [update, setUpdate] = useKeptState('grow-update', 0.1);
  const [seed, setSeed] = useKeptState('grow-seed', 1);
  const say = useWords(words);
  if (kernel === undefined) return <NetMissing />;
  return (
    <FigurePanel
      id="fixed"
      controls={
        <>
          <Controls />
          <Slider
            label={say('point')}
            value={point}
            onChange={setPoint}
            min={0}
            max={MOST_POINT}
            step={1}
            digits={0}
          />
          <LayerChoice {...choice} />
        </>
      }
      readout={<PointCounts kernel={kernel} bits={bits} point={point} />}
      views={[
        {
          id: 'point',
          label: say('weights', { layer: kernel.layer }),
          actions: <Button onPress={() => setPoint(findPoint(kernel.values, bits))}>{say('choose')}</Button>,
          content: <PointHistogram kernel={kernel} bits={bits} point={point} />,
        },
        {
          id: 'rounding',
          label: say('rounding'),
          actions: (
            <>
              <Slider
                label={say('update')}
                value={update}
                onChange={setUpdate}
                min={0.01}
                max={1}
                step={0.01}
                digits={2}
              />
              <Button onPress={() => setSeed(seed + 1)}>{say('again')}</Button>
            </>
          ),
          content: <GrowChart update={update} seed={seed} />,
        },
      ]}
    />
  );
}

interface PointProps {
  readonly kernel: Kernel;
  readonly bits: number;
  readonly point: number;
}

function usePoint({ kernel, bits, point }: PointProps) {
  return useMemo(() => {
    const grid = toFixedGrid(bits, point);
    const grouping = { count: 1, members: kernel.values.length, groupOf: () => 0 };
    return { grid, levels: listLevels(grid), ...splitErrors({ kernel, grids: [grid], grouping }) };
  }, [kernel, bits, point]);
}

function PointCounts(props: PointProps) {
  const { grid, clipped, rounding, clipping, signal } = usePoint(props);
  const say = useWords(words);
  const { integer, decimal, percent } = useFormats();
  const { values } = props.kernel;
  const largest = values.reduce((most, each) => (Math.abs(each) > Math.abs(most) ? each : most), 0);
  const number = toGridNumber(largest, grid);
  return (
    <Readout
      items={[
        { label: say('step'), value: decimal(grid.scale, 6) },
        {
          label: say('word'),
          value: decimal(toGridValue(number, grid), 4),
          detail: toWord(number - grid.zeroPoint, props),
        },
        {
          label: say('overflow'),
          value: integer(clipped),
          detail: say('ofWeights', { weights: integer(values.length) }),
        },
        { label: say('error'), value: percent((rounding + clipping) / signal, 2) },
      ]}
    />
  );
}

/** The whole number as a word in two's complement, with its point; without one where that lies outside. */
function toWord(number: number, { bits, point }: Pick<PointProps, 'bits' | 'point'>): string {
  const word = (number < 0 ? number + 2 ** bits : number).toString(2).padStart(bits, '0');
  return point > 0 && point < bits ? `${word.slice(0, bits - point)}.${word.slice(bits - point)}` : word;
}

function PointHistogram(props: PointProps) {
  const { kernel, point } = props;
  const { levels, clipped } = usePoint(props);
  const say = useWords(words);
  const { integer, decimal } = useFormats();
  const series = useMemo(
    () => [{ id: 'dense', label: say('dense'), variant: 'dense' as const, values: kernel.values }],
    [kernel, say],
  );
  return (
    <Histogram
      id="point-histogram"
      title={say('weights', { layer: kernel.layer })}
      finding={say('finding', {
        power: toPower(2, -point),
        low: decimal(levels[0]!, 4),
        high: decimal(levels.at(-1)!, 4),
        clipped: integer(clipped),
        weights: integer(kernel.values.length),
      })}
      showFinding
      series={series}
      countScale="sqrt"
      levels={levels}
    />
  );
}

const STEPS = 100;

function GrowChart({ update, seed }: { readonly update: number; readonly seed: number }) {
  const say = useWords(words);
  const { decimal, integer } = useFormats();
  const path = useMemo(() => grow(update, STEPS, seed), [update, seed]);
  const last = path.at(-1)!;
  const series = (['exact', 'nearest', 'stochastic'] as const).map((id) => ({
    id,
    label: say(id),
    variant: ({ exact: 'muted', nearest: 'pruned', stochastic: 'quantized' } as const)[id],
    dash: id === 'exact' ? ('dashed' as const) : ('solid' as const),
    marker: 'none' as const,
    points: path.map((each) => ({ x: each.step, y: each[id] })),
  }));
  return (
    <LineChart
      id="grow"
      title={say('growTitle')}
      finding={say('growFinding', {
        steps: STEPS,
        update: decimal(update, 2),
        exact: decimal(last.exact, 1),
        nearest: last.nearest,
        stochastic: last.stochastic,
      })}
      showFinding
      series={series}
      x={{ label: say('x'), domain: [0, STEPS], format: integer }}
      y={{ label: say('y'), format: (value) => decimal(value, 1) }}
    />
  );
}
