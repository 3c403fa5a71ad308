import type { ReactNode } from 'react';
import type { Comparison } from '../../../src/math/repeats.ts';
import type { LineSeries } from '../../../src/plots/geometry/lines.ts';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import type { Variant } from '../../../src/plots/types.ts';
import type { Bilingual } from '../../../src/ui/language/bilingual.ts';
import { choice } from '../dials.ts';
import type { SeedPair } from '../pairs.ts';
import type { SweepPoints } from '../sweeps.ts';
import { useFormats, useWords } from '../words.ts';
import { Dial } from './Dial.tsx';
import { FigurePanel } from './FigurePanel.tsx';
import { NumberTable } from './NumberTable.tsx';
import { Readout } from './Readout.tsx';
import { SweepBar } from './SweepBar.tsx';

const words = {
  training: { en: 'Training pair after pair', zh: '正在逐对训练' },
  chart: { en: 'Pair by pair', zh: '逐对比较' },
  numbers: { en: 'The numbers', zh: '数值' },
  empty: { en: 'Fill in the pairs; each is a dot.', zh: '开始补全：每一对是一个点。' },
  seed: { en: 'seed', zh: '随机种子' },
  all: { en: 'mean', zh: '平均' },
  more: { en: 'images more wrong', zh: '多答错的图像' },
  pair: { en: 'a pair', zh: '一对' },
  mean: { en: 'their mean', zh: '平均' },
  note: { en: '{first} wrong against {second}', zh: '答错 {first} 张，对比 {second} 张' },
  range: { en: '95 % interval from {low} to {high}', zh: '95% 置信区间：{low} 到 {high}' },
  same: { en: 'no difference', zh: '没有差别' },
  ofPairs: { en: 'of {pairs}', zh: '共 {pairs} 对' },
  meanMore: { en: 'More wrong, mean', zh: '平均多答错' },
  give: { en: '± {half}', zh: '± {half}' },
  deviation: { en: 'Deviation', zh: '标准差' },
  verdict: { en: 'Verdict', zh: '结论' },
  open: { en: 'cannot be told', zh: '看不出来' },
} as const;

/** What a lesson says of its pairs. */
export interface PairWords extends Readonly<Record<string, Bilingual>> {
  /** The chart's title: images more that the first gets wrong. */
  readonly title: Bilingual;
  /** With {wins}, {pairs} and {mean}. */
  readonly finding: Bilingual;
  /** The first wins. */
  readonly wins: Bilingual;
  /** The verdict where the first gets fewer wrong, and where it gets more. */
  readonly smaller: Bilingual;
  readonly larger: Bilingual;
  /** What each of a pair got wrong: headers. */
  readonly first: Bilingual;
  readonly second: Bilingual;
}

/** How many pairs the reader asks for. */
export const PAIR_COUNT = choice('pairs', {
  label: { en: 'Pairs', zh: '几对' },
  isLabelHidden: true,
  initial: '5',
  options: {
    3: { en: '3 pairs', zh: '3 对' },
    5: { en: '5 pairs', zh: '5 对' },
    10: { en: '10 pairs', zh: '10 对' },
  },
});

interface PairsProps {
  readonly pairs: readonly SeedPair[];
  readonly comparison: Comparison | null;
  readonly words: PairWords;
}

export interface PairsPanelProps extends PairsProps {
  readonly sweep: SweepPoints;
  /** Pairs that are asked for. */
  readonly count: number;
  readonly variant: Variant;
  readonly notice: ReactNode;
  readonly controls: ReactNode;
}

/** Two trainings seed by seed: a dot for each pair, their mean, and how far chance alone may move it. */
export function PairsPanel({ sweep, notice, controls, ...props }: PairsPanelProps) {
  const say = useWords(words);
  return (
    <FigurePanel
      id="pairs"
      notice={notice}
      controls={controls}
      actions={
        <>
          <Dial of={PAIR_COUNT} />
          <SweepBar sweep={sweep} label={say('training')} />
        </>
      }
      readout={<PairsReadout {...props} />}
      views={[
        { id: 'chart', label: say('chart'), content: <PairsChart {...props} /> },
        { id: 'numbers', label: say('numbers'), grows: true, content: <PairsTable {...props} /> },
      ]}
    />
  );
}

function PairsReadout({ pairs, comparison, words: own }: PairsProps) {
  const say = useWords(words);
  const sayOwn = useWords(own);
  const { integer, decimal } = useFormats();
  const { wins, difference, half, verdict } = comparison ?? {};
  const isKnown = half !== null && half !== undefined;
  return (
    <Readout
      items={[
        {
          label: sayOwn('wins'),
          value: wins === undefined ? '–' : integer(wins),
          ...(wins !== undefined && { detail: say('ofPairs', { pairs: integer(pairs.length) }) }),
        },
        {
          label: say('meanMore'),
          value: difference === undefined ? '–' : decimal(difference.mean, 1),
          ...(isKnown && { detail: say('give', { half: decimal(half, 1) }) }),
        },
        { label: say('deviation'), value: isKnown ? decimal(difference!.deviation, 1) : '–' },
        {
          label: say('verdict'),
          value: verdict === undefined ? '–' : verdict === 'open' ? say('open') : sayOwn(verdict),
        },
      ]}
    />
  );
}

type ChartProps = PairsProps & Pick<PairsPanelProps, 'count' | 'variant'>;

function PairsChart({ count, variant, pairs, comparison, words: own }: ChartProps) {
  const say = useWords(words);
  const sayOwn = useWords(own);
  const { integer, decimal } = useFormats();
  const write = (value: number) => decimal(value, 1);
  const dots = pairs.flatMap(({ seed, first, second }) => [
    { x: seed, y: first - second, note: say('note', { first: integer(first), second: integer(second) }) },
    // Seeds have no order: nothing joins them.
    { x: seed + 0.5, y: null },
  ]);
  const at = count + 1;
  const { difference, half, wins } = comparison ?? {};
  const isWhole = pairs.length === count && difference !== undefined && half !== null && half !== undefined;
  const [low, high] = isWhole ? [difference.mean - half, difference.mean + half] : [0, 0];
  const range = say('range', { low: write(low), high: write(high) });
  const series: readonly LineSeries[] = [
    { id: 'pair', label: say('pair'), variant, points: dots },
    {
      ...{ id: 'mean', label: say('mean'), variant: 'accent' as const, marker: 'diamond' as const },
      points: isWhole ? [{ x: at, y: difference.mean, low, high, note: range }] : [],
    },
  ].filter(({ points }) => points.length > 0);
  return (
    <LineChart
      id="pairs-chart"
      title={sayOwn('title')}
      finding={sayOwn('finding', {
        wins: integer(wins ?? 0),
        pairs: integer(pairs.length),
        mean: write(difference?.mean ?? 0),
      })}
      showFinding={isWhole}
      state={pairs.length === 0 ? { kind: 'empty', message: say('empty') } : { kind: 'ready' }}
      series={series}
      x={{
        label: say('seed'),
        domain: [0.5, at + 0.5],
        format: (value) => (!Number.isInteger(value) ? '' : value === at ? say('all') : integer(value)),
        formatExact: (value) => (value === at ? say('all') : integer(value)),
      }}
      y={{ label: say('more'), format: write }}
      references={[{ axis: 'y', value: 0, label: say('same') }]}
    />
  );
}

function PairsTable({ pairs, words: own }: PairsProps) {
  const say = useWords(words);
  const sayOwn = useWords(own);
  const { integer } = useFormats();
  return (
    <NumberTable
      title={say('numbers')}
      columns={[say('seed'), sayOwn('first'), sayOwn('second'), say('more')]}
      rows={pairs.map(({ seed, first, second }) => ({
        id: String(seed),
        header: integer(seed),
        cells: [integer(first), integer(second), integer(first - second)],
      }))}
    />
  );
}
