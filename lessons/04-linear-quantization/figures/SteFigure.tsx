import { useMemo } from 'react';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import { Segmented } from '../../../src/ui/control/Segmented.tsx';
import { Slider } from '../../../src/ui/control/Slider.tsx';
import { useLinkState } from '../../../src/ui/lesson/context.tsx';
import { choiceParam } from '../../../src/ui/lesson/params.ts';
import { FigurePanel, Multiples } from '../../parts/figures/FigurePanel.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { descend, type GradientRule, PRETENDED, RULES, TARGETS, toRounded } from '../lab/descent.ts';
import { useSettings } from '../lesson.ts';

const words = {
  rule: { en: 'The gradient', zh: '梯度' },
  true: { en: 'as it is', zh: '照实' },
  everywhere: { en: 'passes everywhere', zh: '处处放行' },
  inside: { en: 'passes inside', zh: '两端之内放行' },
  bits: { en: 'Bits', zh: '位数' },
  curves: { en: 'Computed and pretended', zh: '算的与装的' },
  curvesFinding: {
    en: 'What is computed is a staircase of {n} values; what is pretended for the gradient is {what}.',
    zh: '实际算的是有 {n} 个值的阶梯；求梯度时装作{what}。',
  },
  flat: { en: 'the staircase itself, flat nearly everywhere', zh: '阶梯本身，几乎处处是平的' },
  line: { en: 'a straight line without ends', zh: '一条没有尽头的直线' },
  clipped: { en: 'a line that is flat beyond the ends', zh: '一条到了两端就变平的线' },
  computed: { en: 'computed', zh: '实际算的' },
  pretended: { en: 'pretended', zh: '装作的' },
  x: { en: 'weight kept in training', zh: '训练时保存的权重' },
  y: { en: 'weight used', zh: '实际使用的权重' },
  descent: { en: 'One weight learning', zh: '一个权重的学习过程' },
  descentFinding: {
    en: 'The target turns at step {turn}. The weight kept is then {latent}; the weight used follows at {when}.',
    zh: '目标在第 {turn} 步转向。那时保存的权重是 {latent}；使用的权重{when}才跟上。',
  },
  at: { en: 'step {step}', zh: '到第 {step} 步' },
  never: { en: 'no step', zh: '始终没' },
  weight: { en: 'weight', zh: '权重' },
  step: { en: 'training step', zh: '训练步数' },
  latent: { en: 'kept', zh: '保存的' },
  used: { en: 'used', zh: '使用的' },
  target: { en: 'target', zh: '目标' },
  furthest: { en: 'Kept weight, at most', zh: '保存的权重最大' },
  follows: { en: 'Used weight follows', zh: '使用的权重跟上目标' },
} as const;

const ruleParam = choiceParam(RULES, 'inside');
const SHAPE = { true: 'flat', everywhere: 'line', inside: 'clipped' } as const;
const PLACES = Array.from({ length: 241 }, (_, at) => -2 + at / 60);

/** What is computed and what is pretended; and a weight that learns by it. */
export function SteFigure() {
  const [rule, setRule] = useLinkState('gradient', ruleParam);
  const { settings, change } = useSettings();
  const bits = Math.min(settings.bits, 4);
  const path = useMemo(() => descend(rule, bits), [rule, bits]);
  const say = useWords(words);
  return (
    <FigurePanel
      id="ste"
      controls={
        <>
          <Segmented
            label={say('rule')}
            value={rule}
            options={RULES.map((id) => ({ id, label: say(id) }))}
            onChange={setRule}
          />
          <Slider
            label={say('bits')}
            value={bits}
            onChange={(next) => change({ bits: next })}
            min={2}
            max={4}
            step={1}
            digits={0}
          />
        </>
      }
      readout={<DescentCounts path={path} />}
      views={[
        {
          id: 'both',
          label: say('curves'),
          content: (
            <Multiples columns={2}>
              <Staircase rule={rule} bits={bits} />
              <Descent path={path} />
            </Multiples>
          ),
        },
      ]}
    />
  );
}

type Path = ReturnType<typeof descend>;

/** The first step at which the weight used has come near the second target. */
function findFollowing(path: Path): number | undefined {
  return path.find(({ step, used, target }) => step > TARGETS.turn && Math.abs(used - target) < 0.35)?.step;
}

function DescentCounts({ path }: { readonly path: Path }) {
  const say = useWords(words);
  const { decimal } = useFormats();
  const follows = findFollowing(path);
  return (
    <Readout
      items={[
        { label: say('furthest'), value: decimal(Math.max(...path.map(({ latent }) => latent)), 2) },
        {
          label: say('follows'),
          value: follows === undefined ? say('never') : say('at', { step: follows }),
        },
      ]}
    />
  );
}

function Staircase({ rule, bits }: { readonly rule: GradientRule; readonly bits: number }) {
  const say = useWords(words);
  const { decimal } = useFormats();
  const series = useMemo(() => {
    const rounded = PLACES.map((x) => ({ x, y: toRounded(x, bits) }));
    // The pretended curve is the integral of the pretended slope.
    let sum = 0;
    const middle = PLACES.length >> 1;
    const rising = PLACES.map((x) => {
      sum += PRETENDED[rule](x) / 60;
      return sum;
    });
    const pretended = PLACES.map((x, at) => ({
      x,
      y: rule === 'true' ? toRounded(x, bits) : rising[at]! - rising[middle]!,
    }));
    return [
      {
        id: 'computed',
        label: say('computed'),
        variant: 'quantized' as const,
        dash: 'solid' as const,
        marker: 'none' as const,
        points: rounded,
      },
      {
        id: 'pretended',
        label: say('pretended'),
        variant: 'accent' as const,
        dash: 'dashed' as const,
        marker: 'none' as const,
        points: pretended,
      },
    ];
  }, [rule, bits, say]);
  return (
    <LineChart
      id="staircase"
      title={say('curves')}
      finding={say('curvesFinding', { n: 2 ** bits - 1, what: say(SHAPE[rule]) })}
      series={series}
      x={{ label: say('x'), domain: [-2, 2], format: (value) => decimal(value, 1) }}
      y={{ label: say('y'), domain: [-2, 2], format: (value) => decimal(value, 1) }}
    />
  );
}

function Descent({ path }: { readonly path: Path }) {
  const say = useWords(words);
  const { decimal, integer } = useFormats();
  const follows = findFollowing(path);
  const series = useMemo(() => {
    const toSeries = (id: 'latent' | 'used' | 'target', variant: 'accent' | 'quantized' | 'muted') => ({
      id,
      label: say(id),
      variant,
      dash: id === 'used' ? ('solid' as const) : ('dashed' as const),
      marker: 'none' as const,
      points: path.map((each) => ({ x: each.step, y: each[id] })),
    });
    return [toSeries('latent', 'accent'), toSeries('used', 'quantized'), toSeries('target', 'muted')];
  }, [path, say]);
  return (
    <LineChart
      id="descent"
      title={say('descent')}
      finding={say('descentFinding', {
        turn: TARGETS.turn,
        latent: decimal(path[TARGETS.turn]!.latent, 2),
        when: follows === undefined ? say('never') : say('at', { step: follows }),
      })}
      series={series}
      x={{ label: say('step'), domain: [0, TARGETS.steps], format: integer }}
      y={{ label: say('weight'), domain: [-1.5, 3.5], format: (value) => decimal(value, 1) }}
    />
  );
}
