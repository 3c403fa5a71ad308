import { useMemo } from 'react';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import { Segmented } from '../../../src/ui/control/Segmented.tsx';
import { Slider } from '../../../src/ui/control/Slider.tsx';
import { Switch } from '../../../src/ui/control/Switch.tsx';
import { useKeptState } from '../../../src/ui/lesson/context.tsx';
import { FigurePanel, Multiples } from '../../parts/figures/FigurePanel.tsx';
import { Player } from '../../parts/figures/Player.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { useEmphasis } from '../../parts/look.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { type LatentPoint, toPretendedSlope, traceLatent } from '../lab/latent.ts';

const words = {
  start: { en: 'Latent weight at the start', zh: '隐权重的初值' },
  gradient: { en: 'Coming back', zh: '往回传的梯度' },
  pretended: { en: 'as if a line', zh: '当作直线' },
  honest: { en: 'true: zero', zh: '如实：零' },
  clip: { en: 'Kept between −1 and 1', zh: '限制在 −1 与 1 之间' },
  latent: { en: 'Latent weight', zh: '隐权重' },
  used: { en: 'What the net uses', zh: '网络用的值' },
  back: { en: 'Gradient that comes back', zh: '传回的梯度' },
  curves: { en: 'Computed and pretended', zh: '算的与假装的' },
  curvesFinding: {
    en: 'Forward, the sign jumps at 0 and is flat elsewhere. Backward, it counts as a line of slope 1 between −1 and 1, and as flat outside.',
    zh: '前向时，符号函数在 0 处跳变，其余处处是平的。反向时，在 −1 与 1 之间当作斜率为 1 的直线，之外当作平的。',
  },
  sign: { en: 'forward: sign', zh: '前向：符号' },
  line: { en: 'backward: taken for this line', zh: '反向：当作这条线' },
  weight: { en: 'latent weight', zh: '隐权重' },
  value: { en: 'value', zh: '值' },
  trace: { en: 'Step by step', zh: '一步一步' },
  traceFinding: {
    en: 'After {step} steps the latent weight is {latent}; the net uses {used}.',
    zh: '走了 {step} 步，隐权重为 {latent}，网络用的是 {used}。',
  },
  step: { en: 'steps', zh: '步数' },
} as const;

const STEPS = 12;
const RATE = 0.1;
const SPAN = 1.5;

const CURVES = {
  sign: [
    [-SPAN, -1],
    [0, -1],
    [0, 1],
    [SPAN, 1],
  ],
  line: [
    [-SPAN, -1],
    [-1, -1],
    [1, 1],
    [SPAN, 1],
  ],
} as const;
const toPoints = (corners: readonly (readonly [number, number])[]) => corners.map(([x, y]) => ({ x, y }));

/** What the reader sets of the latent weight. */
function useLatent() {
  const [start, setStart] = useKeptState('sign-start', -0.9);
  const [way, setWay] = useKeptState<'pretended' | 'honest'>('sign-way', 'pretended');
  const [isClipped, setClipped] = useKeptState('sign-clip', false);
  return { start, setStart, way, setWay, isClipped, setClipped };
}

function LatentControls() {
  const { start, setStart, way, setWay, isClipped, setClipped } = useLatent();
  const say = useWords(words);
  return (
    <>
      <Slider
        label={say('start')}
        value={start}
        onChange={setStart}
        min={-SPAN}
        max={SPAN}
        step={0.1}
        digits={1}
      />
      <Segmented
        label={say('gradient')}
        value={way}
        options={[
          { id: 'pretended', label: say('pretended') },
          { id: 'honest', label: say('honest') },
        ]}
        onChange={setWay}
      />
      <Switch isOn={isClipped} onChange={setClipped}>
        {say('clip')}
      </Switch>
    </>
  );
}

/** One latent weight behind its sign: what is computed, what is pretended, and what that moves. */
export function SignFigure() {
  const { start, way, isClipped } = useLatent();
  const [at, setAt] = useKeptState('sign-step', 0);
  const trace = useMemo(
    () => traceLatent({ start, rate: RATE, isPretended: way === 'pretended', isClipped }, STEPS),
    [start, way, isClipped],
  );
  const now = trace[at]!;
  const say = useWords(words);
  const { decimal } = useFormats();
  return (
    <FigurePanel
      id="sign"
      controls={<LatentControls />}
      actions={<Player at={at} last={STEPS} onMove={setAt} frameMs={600} />}
      readout={
        <Readout
          items={[
            { label: say('latent'), value: decimal(now.latent, 2) },
            { label: say('used'), value: now.used > 0 ? '+1' : '−1' },
            { label: say('back'), value: decimal(now.gradient, 1) },
          ]}
        />
      }
      views={[
        {
          id: 'curves',
          label: say('curves'),
          content: (
            <Multiples columns={2}>
              <Curves now={now} />
              <Trace trace={trace} at={at} />
            </Multiples>
          ),
        },
      ]}
    />
  );
}

function Curves({ now }: { readonly now: LatentPoint }) {
  const say = useWords(words);
  const { decimal } = useFormats();
  const slope = toPretendedSlope(now.latent);
  return (
    <LineChart
      id="sign-curves"
      title={say('curves')}
      finding={say('curvesFinding')}
      series={[
        {
          id: 'sign',
          label: say('sign'),
          variant: 'quantized',
          dash: 'solid',
          marker: 'none',
          points: toPoints(CURVES.sign),
        },
        {
          id: 'line',
          label: say('line'),
          variant: 'accent',
          dash: slope === 1 ? 'dashed' : 'dotted',
          marker: 'none',
          points: toPoints(CURVES.line),
        },
      ]}
      x={{ label: say('weight'), domain: [-SPAN, SPAN], format: (value) => decimal(value, 1) }}
      y={{ label: say('value'), domain: [-1.2, 1.2], format: (value) => decimal(value, 1) }}
      references={[{ axis: 'x', value: now.latent, label: decimal(now.latent, 2), variant: 'dense' }]}
      {...useEmphasis(['sign', 'line'])}
    />
  );
}

function Trace({ trace, at }: { readonly trace: readonly LatentPoint[]; readonly at: number }) {
  const say = useWords(words);
  const { decimal, integer } = useFormats();
  const now = trace[at]!;
  const toSeries = (key: 'latent' | 'used') =>
    trace.slice(0, at + 1).map((point, x) => ({ x, y: point[key] }));
  return (
    <LineChart
      id="sign-trace"
      title={say('trace')}
      finding={say('traceFinding', {
        step: at,
        latent: decimal(now.latent, 2),
        used: now.used > 0 ? '+1' : '−1',
      })}
      series={[
        { id: 'latent', label: say('latent'), variant: 'dense', dash: 'dashed', points: toSeries('latent') },
        { id: 'used', label: say('used'), variant: 'quantized', dash: 'solid', points: toSeries('used') },
      ]}
      x={{ label: say('step'), domain: [0, STEPS], format: integer }}
      y={{ label: say('value'), domain: [-SPAN, SPAN], format: (value) => decimal(value, 1) }}
      references={[{ axis: 'y', value: 0, label: '0' }]}
    />
  );
}
