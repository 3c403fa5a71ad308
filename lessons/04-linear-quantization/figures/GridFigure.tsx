import { useMemo } from 'react';
import { findRange } from '../../../src/math/ranges.ts';
import { mean, standardDeviation } from '../../../src/math/statistics.ts';
import { Histogram } from '../../../src/plots/histogram/Histogram.tsx';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import { useIsSeen } from '../../../src/ui/prose/Seen.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { useEmphasis } from '../../parts/look.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { type GriddedLayer, listLevels, putOnGrid, splitErrors } from '../lab/grids.ts';
import { DataMissing, NetMissing, useLayer, useSettings } from '../lesson.ts';
import { DEVIATIONS, toRangeOptions } from '../settings.ts';
import { Controls } from './Controls.tsx';
import { WrongCounts } from './WrongCounts.tsx';

const words = {
  weights: { en: 'The grid on {layer}', zh: '{layer} 上的网格' },
  finding: {
    en: '{n} values, {step} apart; zero is the whole number {zero}. {clipped} of {weights} weights are cut off.',
    zh: '{n} 个值，间隔 {step}；零对应整数 {zero}。{weights} 个权重中有 {clipped} 个被截断。',
  },
  dense: { en: 'in 32 bits', zh: '32 位' },
  step: { en: 'Scale S', zh: '步长 S' },
  zero: { en: 'Zero point Z', zh: '零点 Z' },
  range: { en: 'whole numbers {least} to {most}', zh: '整数 {least} 到 {most}' },
  error: { en: 'Squared error', zh: '平方误差' },
  split: { en: '{rounding} rounding, {clipping} clipping', zh: '取整 {rounding}，截断 {clipping}' },
  where: { en: 'Where to clip', zh: '在哪里截断' },
  whereTitle: {
    en: 'Squared error of {layer} against where the grid ends',
    zh: '{layer} 的平方误差与网格两端的位置',
  },
  whereFinding: {
    en: 'With {bits} bits the error is least where the grid ends {best} standard deviations from the mean.',
    zh: '用 {bits} 位时，网格两端距均值 {best} 个标准差处误差最小。',
  },
  x: { en: 'end of the grid, in standard deviations', zh: '网格的一端，以标准差计' },
  y: { en: 'share of the squared weights', zh: '占权重平方和的比例' },
  rounding: { en: 'rounding', zh: '取整' },
  clipping: { en: 'clipping', zh: '截断' },
  both: { en: 'both', zh: '合计' },
  here: { en: 'the handles', zh: '手柄' },
} as const;

/** A layer's weights with the reader's grid on them; the handles are its ends. */
export function GridFigure() {
  const { kernel, choice } = useLayer();
  const { settings, change } = useSettings();
  const say = useWords(words);
  const gridded = useMemo(
    () => (kernel === undefined ? null : putOnGrid(kernel, { ...settings, per: 'tensor' })),
    [kernel, settings],
  );
  if (gridded === null) return <NetMissing />;
  const { layer } = gridded.kernel;
  return (
    <FigurePanel
      id="grid"
      notice={<DataMissing />}
      controls={
        <>
          <Controls has={['rule', 'scheme']} />
          <LayerChoice {...choice} />
        </>
      }
      readout={<GridCounts {...gridded} />}
      views={[
        {
          id: 'weights',
          label: say('weights', { layer }),
          content: (
            <GridHistogram
              gridded={gridded}
              onClip={(deviations) => change({ rule: 'deviations', deviations })}
            />
          ),
        },
        {
          id: 'where',
          label: say('where'),
          content: <ClipChart gridded={gridded} bits={settings.bits} />,
        },
      ]}
    />
  );
}

function GridCounts({ kernel, grids, grouping }: GriddedLayer) {
  const say = useWords(words);
  const { decimal, percent } = useFormats();
  const { rounding, clipping, signal } = useMemo(
    () => splitErrors({ kernel, grids, grouping }),
    [kernel, grids, grouping],
  );
  const { scale, zeroPoint, least, most } = grids[0]!;
  return (
    <WrongCounts
      items={[
        { label: say('step'), value: decimal(scale, 5) },
        { label: say('zero'), value: zeroPoint, detail: say('range', { least, most }) },
        {
          label: say('error'),
          value: percent((rounding + clipping) / signal, 2),
          detail: say('split', {
            rounding: percent(rounding / signal, 2),
            clipping: percent(clipping / signal, 2),
          }),
        },
      ]}
    />
  );
}

interface GridHistogramProps {
  readonly gridded: GriddedLayer;
  readonly onClip: (deviations: number) => void;
}

function GridHistogram({ gridded, onClip }: GridHistogramProps) {
  const { kernel, grids } = gridded;
  const say = useWords(words);
  const { integer, decimal } = useFormats();
  const series = useMemo(
    () => [{ id: 'dense', label: say('dense'), variant: 'dense' as const, values: kernel.values }],
    [kernel, say],
  );
  const grid = grids[0]!;
  const levels = useMemo(() => listLevels(grid), [grid]);
  const [middle, spread] = useMemo(() => [mean(kernel.values), standardDeviation(kernel.values)], [kernel]);
  const { settings } = useSettings();
  const clip = useMemo(() => {
    const { low, high } = findRange(kernel.values, toRangeOptions(settings));
    return Math.max(-low, high);
  }, [kernel, settings]);
  const names = {
    layer: kernel.layer,
    n: integer(levels.length),
    step: decimal(grid.scale, 5),
    zero: grid.zeroPoint,
    weights: integer(kernel.values.length),
    clipped: integer(splitErrors(gridded).clipped),
  };
  return (
    <Histogram
      id="grid-histogram"
      title={say('weights', names)}
      finding={say('finding', names)}
      series={series}
      countScale="sqrt"
      levels={levels}
      threshold={clip}
      thresholdTakes="beyond"
      onThresholdChange={(next) =>
        onClip(Math.min(Math.max((next - Math.abs(middle)) / spread, DEVIATIONS.min), DEVIATIONS.max))
      }
    />
  );
}

const TRIED = Array.from({ length: 24 }, (_, at) => 1 + at * 0.5);
const MOST_WEIGHTS = 20_000;

function ClipChart({ gridded, bits }: { readonly gridded: GriddedLayer; readonly bits: number }) {
  const { kernel } = gridded;
  const { settings } = useSettings();
  const isSeen = useIsSeen();
  const say = useWords(words);
  const { decimal, percent } = useFormats();
  const points = useMemo(() => {
    if (!isSeen) return [];
    const stride = Math.ceil(kernel.values.length / MOST_WEIGHTS);
    return TRIED.map((deviations) => {
      const tried = putOnGrid(kernel, { ...settings, per: 'tensor', rule: 'deviations', deviations });
      return { deviations, ...splitErrors(tried, stride) };
    });
  }, [kernel, settings, isSeen]);
  const spread = useMemo(() => standardDeviation(kernel.values), [kernel]);
  const grid = gridded.grids[0]!;
  const end = Math.max(grid.zeroPoint - grid.least, grid.most - grid.zeroPoint) * grid.scale;
  const best = points.reduce<(typeof points)[number] | undefined>(
    (least, each) =>
      least === undefined || each.rounding + each.clipping < least.rounding + least.clipping ? each : least,
    undefined,
  );
  const toSeries = (
    id: 'rounding' | 'clipping' | 'both',
    variant: 'retrained' | 'pruned' | 'quantized',
    read: (point: (typeof points)[number]) => number,
  ) => ({
    id,
    label: say(id),
    variant,
    points: points.map((each) => ({ x: each.deviations, y: read(each) / each.signal })),
  });
  return (
    <LineChart
      id="clip-curve"
      title={say('whereTitle', { layer: kernel.layer })}
      finding={say('whereFinding', { bits, best: decimal(best?.deviations ?? 0, 1) })}
      showFinding
      series={[
        toSeries('rounding', 'retrained', ({ rounding }) => rounding),
        toSeries('clipping', 'pruned', ({ clipping }) => clipping),
        toSeries('both', 'quantized', ({ rounding, clipping }) => rounding + clipping),
      ]}
      x={{ label: say('x'), domain: [1, 12.5], format: (value) => decimal(value, 1) }}
      y={{ label: say('y'), format: (value) => percent(value, 2) }}
      references={[{ axis: 'x', value: Math.min(end / spread, 12.5), label: say('here'), variant: 'accent' }]}
      {...useEmphasis(['rounding', 'clipping', 'both'])}
    />
  );
}
