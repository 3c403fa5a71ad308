import { useMemo } from 'react';
import { Histogram } from '../../../src/plots/histogram/Histogram.tsx';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import { toThreshold } from '../../../src/techniques/ternarize/values.ts';
import { Button } from '../../../src/ui/control/Button.tsx';
import { useKeptState } from '../../../src/ui/lesson/context.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { RunBar } from '../../parts/figures/RunBar.tsx';
import type { Kernel } from '../../parts/kernels.ts';
import { useShownKernel } from '../../parts/layers.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { measureThreshold } from '../lab/threshold.ts';
import { DataMissing, LEARN, NetMissing, useDenseKernels, useFilm, useSettings } from '../lesson.ts';
import { toLearnRecipe } from '../recipe.ts';

const words = {
  histogram: { en: 'The threshold', zh: '阈值' },
  error: { en: 'The error', zh: '误差' },
  scales: { en: 'Scales that learn', zh: '学习中的两个值' },
  title: { en: 'Weights of {layer}, and what becomes zero', zh: '{layer} 的权重，以及哪些变成零' },
  finding: {
    en: 'With the threshold at {threshold}, {zeros} of the weights of {layer} become zero, the others plus or minus {scale}.',
    zh: '阈值取 {threshold} 时，{layer} 的权重有 {zeros} 变成零，其余变成 ±{scale}。',
  },
  weights: { en: 'as trained', zh: '训练所得' },
  rule: { en: 'Back to 0.7 times the mean size', zh: '回到平均绝对值的 0.7 倍' },
  zeros: { en: 'Become zero', zh: '变成零的' },
  scale: { en: 'The others become ±', zh: '其余变成 ±' },
  squared: { en: 'Squared error', zh: '平方误差' },
  binary: { en: 'with signs alone', zh: '只取符号时' },
  errorTitle: { en: 'Squared error of {layer} against the threshold', zh: '{layer} 的平方误差与阈值' },
  errorFinding: {
    en: 'The error is least at {best}; the rule of 0.7 times the mean size takes {rule}.',
    zh: '误差在 {best} 处最小；按平均绝对值的 0.7 倍取，是 {rule}。',
  },
  ruleLabel: { en: '0.7 × mean size', zh: '0.7 × 平均绝对值' },
  yours: { en: 'yours', zh: '你的' },
  threshold: { en: 'threshold', zh: '阈值' },
  part: { en: 'squared error, part of the layer', zh: '平方误差（占该层的比例）' },
  ternaryLine: { en: 'three values', zh: '三个值' },
  train: { en: 'Train with two scales (TTQ)', zh: '用两个值训练（TTQ）' },
  scalesTitle: { en: 'The two scales of {layer} while it learns', zh: '训练中 {layer} 的两个值' },
  scalesFinding: {
    en: 'The positive scale of {layer} has gone from {p0} to {p1}, the negative one from {n0} to {n1}.',
    zh: '{layer} 的正值从 {p0} 变到 {p1}，负值的大小从 {n0} 变到 {n1}。',
  },
  positive: { en: 'positive', zh: '正' },
  negative: { en: 'negative (its size)', zh: '负（取绝对值）' },
  epoch: { en: 'epoch', zh: '轮次' },
  value: { en: 'scale', zh: '值' },
  empty: {
    en: 'Train with two scales; a point comes after each epoch.',
    zh: '用两个值训练，每一轮之后出一个点。',
  },
} as const;

/** Points of the error's curve. */
const STEPS = 48;

/** Three values: the threshold on the live histogram, its error, and two scales while they learn. */
export function TernaryFigure() {
  const { layer, kernel, choice } = useShownKernel(useDenseKernels());
  const { settings } = useSettings();
  const say = useWords(words);
  const recipe = useMemo(() => toLearnRecipe({ ...settings, method: 'ttq' }), [settings]);
  if (kernel === undefined) return <NetMissing />;
  return (
    <FigurePanel
      id="ternary"
      notice={<DataMissing />}
      controls={<LayerChoice {...choice} />}
      actions={<RunBar name={LEARN} startLabel={say('train')} recipe={recipe} />}
      readout={<ThresholdReadout kernel={kernel} />}
      views={[
        { id: 'threshold', label: say('histogram'), actions: <Back />, content: <Weights kernel={kernel} /> },
        { id: 'error', label: say('error'), content: <ErrorCurve kernel={kernel} /> },
        { id: 'scales', label: say('scales'), content: <ScaleCurves layer={layer} /> },
      ]}
    />
  );
}

/** The reader's threshold of a layer, as a multiple of the rule's; and the rule's own. */
function useThreshold(kernel: Kernel) {
  const [times, setTimes] = useKeptState('ternary-times', 1);
  const rule = useMemo(() => toThreshold(kernel.values, 'mean'), [kernel]);
  const threshold = rule * times;
  const result = useMemo(() => measureThreshold(kernel.values, threshold), [kernel, threshold]);
  return { threshold, rule, result, set: (next: number) => setTimes(rule === 0 ? 1 : next / rule) };
}

function Back() {
  const [times, setTimes] = useKeptState('ternary-times', 1);
  const say = useWords(words);
  return (
    <Button kind="quiet" size="small" isDisabled={times === 1} onPress={() => setTimes(1)}>
      {say('rule')}
    </Button>
  );
}

function ThresholdReadout({ kernel }: { readonly kernel: Kernel }) {
  const { result } = useThreshold(kernel);
  const binary = useMemo(() => measureThreshold(kernel.values, 0), [kernel]);
  const say = useWords(words);
  const { percent, decimal } = useFormats();
  return (
    <Readout
      items={[
        { label: say('zeros'), value: percent(result.zeros) },
        { label: say('scale'), value: decimal(result.scale, 4) },
        { label: say('squared'), value: percent(result.error) },
        { label: say('binary'), value: percent(binary.error) },
      ]}
    />
  );
}

function Weights({ kernel }: { readonly kernel: Kernel }) {
  const { threshold, result, set } = useThreshold(kernel);
  const say = useWords(words);
  const { percent, decimal } = useFormats();
  const series = useMemo(
    () => [{ id: 'weights', label: say('weights'), variant: 'dense' as const, values: kernel.values }],
    [kernel, say],
  );
  const names = {
    layer: kernel.layer,
    threshold: decimal(threshold, 4),
    zeros: percent(result.zeros),
    scale: decimal(result.scale, 4),
  };
  return (
    <Histogram
      id="ternary-weights"
      title={say('title', names)}
      finding={say('finding', names)}
      series={series}
      countScale="sqrt"
      threshold={threshold}
      onThresholdChange={set}
    />
  );
}

function ErrorCurve({ kernel }: { readonly kernel: Kernel }) {
  const { threshold, rule } = useThreshold(kernel);
  const say = useWords(words);
  const { percent, decimal } = useFormats();
  const points = useMemo(
    () =>
      Array.from({ length: STEPS + 1 }, (_, step) => {
        const x = (4 * rule * step) / STEPS;
        return { x, y: measureThreshold(kernel.values, x).error };
      }),
    [kernel, rule],
  );
  const best = points.reduce((least, each) => (each.y < least.y ? each : least));
  const write = (value: number) => decimal(value, 3);
  return (
    <LineChart
      id="ternary-error"
      title={say('errorTitle', { layer: kernel.layer })}
      finding={say('errorFinding', { best: write(best.x), rule: write(rule) })}
      showFinding
      series={[
        {
          id: 'error',
          label: say('ternaryLine'),
          variant: 'quantized',
          marker: 'none',
          dash: 'solid',
          points,
        },
      ]}
      x={{ label: say('threshold'), format: write }}
      y={{ label: say('part'), format: (value) => percent(value) }}
      references={[
        { axis: 'x', value: rule, label: say('ruleLabel'), variant: 'dense' },
        ...(threshold === rule
          ? []
          : [{ axis: 'x' as const, value: threshold, label: say('yours'), variant: 'accent' as const }]),
      ]}
    />
  );
}

function ScaleCurves({ layer }: { readonly layer: string }) {
  const { frames } = useFilm();
  const say = useWords(words);
  const { decimal, integer } = useFormats();
  const scales = frames.flatMap(({ epoch, layers }) => {
    const found = layers.find((each) => each.layer === layer)?.scales;
    return found ? [{ epoch, ...found }] : [];
  });
  const [first, last] = [scales[0], scales.at(-1)];
  const write = (value: number | undefined) => decimal(value ?? 0, 4);
  const toPoints = (side: 'positive' | 'negative') =>
    scales.map((each) => ({ x: each.epoch, y: each[side] }));
  return (
    <LineChart
      id="ternary-scales"
      title={say('scalesTitle', { layer })}
      finding={say('scalesFinding', {
        layer,
        p0: write(first?.positive),
        p1: write(last?.positive),
        n0: write(first?.negative),
        n1: write(last?.negative),
      })}
      showFinding={scales.length > 1}
      state={scales.length === 0 ? { kind: 'empty', message: say('empty') } : { kind: 'ready' }}
      series={[
        {
          id: 'positive',
          label: say('positive'),
          variant: 'pruned',
          dash: 'solid',
          points: toPoints('positive'),
        },
        {
          id: 'negative',
          label: say('negative'),
          variant: 'retrained',
          dash: 'dashed',
          points: toPoints('negative'),
        },
      ]}
      x={{ label: say('epoch'), format: integer }}
      y={{ label: say('value'), format: write }}
    />
  );
}
