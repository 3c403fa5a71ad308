import { useMemo } from 'react';
import type { Comparison } from '../../../src/math/repeats.ts';
import type { LineSeries } from '../../../src/plots/geometry/lines.ts';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import { choice } from '../../parts/dials.ts';
import { Dial, useDial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { SweepBar } from '../../parts/figures/SweepBar.tsx';
import { useSweepPoints } from '../../parts/sweeps.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { comparePairs, findPairs, listPairItems, type Pair } from '../lab/pairs.ts';
import { DataMissing, toName, useSettings } from '../lesson.ts';
import { Controls } from './Controls.tsx';

const words = {
  training: { en: 'Training pair after pair', zh: '正在逐对训练' },
  chart: { en: 'Pair by pair', zh: '逐对比较' },
  numbers: { en: 'The numbers', zh: '数值' },
  title: { en: 'Images more that are wrong after the detour', zh: '绕路之后多答错的图像' },
  finding: {
    en: 'In {wins} of {pairs} pairs the detour ends with fewer wrong images; on average it makes {mean} more wrong.',
    zh: '{pairs} 对中有 {wins} 对是绕路之后答错更少；平均多答错 {mean} 张。',
  },
  empty: { en: 'Fill in the pairs; each is a dot.', zh: '开始补全：每一对是一个点。' },
  seed: { en: 'seed', zh: '随机种子' },
  all: { en: 'mean', zh: '平均' },
  more: { en: 'images more wrong', zh: '多答错的图像' },
  pair: { en: 'a pair', zh: '一对' },
  mean: { en: 'their mean', zh: '平均' },
  note: { en: '{detour} wrong against {straight}', zh: '答错 {detour} 张，对比 {straight} 张' },
  range: { en: '95 % interval from {low} to {high}', zh: '95% 置信区间：{low} 到 {high}' },
  same: { en: 'no difference', zh: '没有差别' },
  wins: { en: 'The detour wins', zh: '绕路胜出' },
  ofPairs: { en: 'of {pairs}', zh: '共 {pairs} 对' },
  meanMore: { en: 'More wrong, mean', zh: '平均多答错' },
  give: { en: '± {half}', zh: '± {half}' },
  deviation: { en: 'Deviation', zh: '标准差' },
  verdict: { en: 'Verdict', zh: '结论' },
  smaller: { en: 'it helps', zh: '有用' },
  larger: { en: 'it hurts', zh: '有害' },
  open: { en: 'cannot be told', zh: '看不出来' },
  detour: { en: 'wrong after the detour', zh: '绕路后答错' },
  straight: { en: 'wrong straight on', zh: '直接训练后答错' },
} as const;

const COUNT = choice('pairs', {
  label: { en: 'Pairs', zh: '几对' },
  isLabelHidden: true,
  initial: '5',
  options: {
    3: { en: '3 pairs', zh: '3 对' },
    5: { en: '5 pairs', zh: '5 对' },
    10: { en: '10 pairs', zh: '10 对' },
  },
});

/** The pairs of the settings as they are, and what they say together. */
export function usePairs() {
  const { settings } = useSettings();
  const [count] = useDial(COUNT);
  const items = useMemo(() => listPairItems(settings, Number(count)), [settings, count]);
  const sweep = useSweepPoints(toName('pairs'), items);
  const pairs = findPairs(settings, Number(count), sweep.ledgers);
  return { sweep, count: Number(count), pairs, comparison: comparePairs(pairs) };
}

/** The same training with and without the detour, seed by seed. */
export function PairsFigure() {
  const { sweep, count, pairs, comparison } = usePairs();
  const say = useWords(words);
  return (
    <FigurePanel
      id="pairs"
      notice={<DataMissing />}
      controls={<Controls />}
      actions={
        <>
          <Dial of={COUNT} />
          <SweepBar sweep={sweep} label={say('training')} />
        </>
      }
      readout={<PairsReadout pairs={pairs} comparison={comparison} />}
      views={[
        {
          id: 'chart',
          label: say('chart'),
          content: <PairsChart count={count} pairs={pairs} comparison={comparison} />,
        },
        { id: 'numbers', label: say('numbers'), grows: true, content: <PairsTable pairs={pairs} /> },
      ]}
    />
  );
}

interface PairsProps {
  readonly pairs: readonly Pair[];
  readonly comparison: Comparison | null;
}

function PairsReadout({ pairs, comparison }: PairsProps) {
  const say = useWords(words);
  const { integer, decimal } = useFormats();
  if (comparison === null)
    return (
      <Readout
        items={(['wins', 'meanMore', 'deviation', 'verdict'] as const).map((key) => ({
          label: say(key),
          value: '–',
        }))}
      />
    );
  const { wins, difference, half, verdict } = comparison;
  return (
    <Readout
      items={[
        {
          label: say('wins'),
          value: integer(wins),
          detail: say('ofPairs', { pairs: integer(pairs.length) }),
        },
        {
          label: say('meanMore'),
          value: decimal(difference.mean, 1),
          ...(half === null ? {} : { detail: say('give', { half: decimal(half, 1) }) }),
        },
        { label: say('deviation'), value: half === null ? '–' : decimal(difference.deviation, 1) },
        { label: say('verdict'), value: say(verdict) },
      ]}
    />
  );
}

function PairsChart({ count, pairs, comparison }: PairsProps & { readonly count: number }) {
  const say = useWords(words);
  const { integer, decimal } = useFormats();
  const write = (value: number) => decimal(value, 1);
  const dots = pairs.flatMap(({ seed, detour, straight }) => [
    {
      x: seed,
      y: detour - straight,
      note: say('note', { detour: integer(detour), straight: integer(straight) }),
    },
    // Seeds have no order: nothing joins them.
    { x: seed + 0.5, y: null },
  ]);
  const at = count + 1;
  const { difference, half, wins } = comparison ?? {};
  const isWhole = pairs.length === count && difference !== undefined && half != null;
  const series: readonly LineSeries[] = [
    { id: 'pair', label: say('pair'), variant: 'retrained' as const, points: dots },
    {
      ...{ id: 'mean', label: say('mean'), variant: 'accent' as const, marker: 'diamond' as const },
      points: isWhole
        ? [
            {
              x: at,
              y: difference.mean,
              low: difference.mean - half,
              high: difference.mean + half,
              note: say('range', {
                low: write(difference.mean - half),
                high: write(difference.mean + half),
              }),
            },
          ]
        : [],
    },
  ].filter(({ points }) => points.length > 0);
  return (
    <LineChart
      id="pairs-chart"
      title={say('title')}
      finding={say('finding', {
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

function PairsTable({ pairs }: Pick<PairsProps, 'pairs'>) {
  const say = useWords(words);
  const { integer } = useFormats();
  return (
    <NumberTable
      title={say('numbers')}
      columns={[say('seed'), say('detour'), say('straight'), say('more')]}
      rows={pairs.map(({ seed, detour, straight }) => ({
        id: String(seed),
        header: integer(seed),
        cells: [integer(detour), integer(straight), integer(detour - straight)],
      }))}
    />
  );
}
