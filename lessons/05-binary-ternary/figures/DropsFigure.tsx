import { useMemo } from 'react';
import type { LineSeries } from '../../../src/plots/geometry/lines.ts';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import { MODELS } from '../../../src/spec/zoo.ts';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { SweepBar } from '../../parts/figures/SweepBar.tsx';
import { useEmphasis } from '../../parts/look.ts';
import { useSweepPoints } from '../../parts/sweeps.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { listDropItems, listNamedDrops, SIDES, type Side, TRAINED, toDropKey } from '../lab/drops.ts';
import { PUBLISHED } from '../lab/published.ts';
import {
  DataMissing,
  NetChoice,
  NetMissing,
  toName,
  useDenseKernels,
  useDenseWrong,
  useDropGuess,
  useLayerPoints,
  useSettings,
} from '../lesson.ts';

const words = {
  chart: { en: 'Lost by bits', zh: '损失与位数' },
  sources: { en: 'Published figures', zh: '论文里的数' },
  title: { en: 'Points of accuracy lost, against bits of a weight', zh: '准确率损失与权重位数' },
  finding: {
    en: '{net}, trained for a moment: {list}.',
    zh: '{net} 稍加训练之后：{list}。',
  },
  entry: { en: '{method} loses {lost} points', zh: '{method} 损失 {lost} 个百分点' },
  separator: { en: '; ', zh: '；' },
  empty: {
    en: 'Fill in the points of this net; the published ones come once you have guessed.',
    zh: '先补全这个网络的点；猜过之后，论文里的点也会出现。',
  },
  untrained: { en: '{net} here · not trained', zh: '这里的 {net} · 未训练' },
  weights: { en: '{net} here · weights', zh: '这里的 {net} · 权重' },
  both: { en: '{net} here · both sides', zh: '这里的 {net} · 两边' },
  imagenetWeights: { en: 'ResNet-18 · ImageNet · weights', zh: 'ResNet-18 · ImageNet · 权重' },
  imagenetBoth: { en: 'AlexNet · ImageNet · both sides', zh: 'AlexNet · ImageNet · 两边' },
  cifarWeights: { en: 'ResNets · CIFAR-10 · weights', zh: 'ResNet · CIFAR-10 · 权重' },
  cifarBoth: { en: 'ResNet-20 · CIFAR-10 · both sides', zh: 'ResNet-20 · CIFAR-10 · 两边' },
  named: { en: 'long trainings of this lab', zh: '本实验室的长时间训练' },
  x: { en: 'bits for a weight', zh: '每个权重的位数' },
  y: { en: 'points of accuracy lost', zh: '损失的百分点' },
  note: { en: '{method}, {net}: {lost} points lost', zh: '{method}，{net}：损失 {lost} 个百分点' },
  most: { en: 'One bit, {side}', zh: '一位，{side}' },
  sideWeights: { en: 'weights', zh: '只有权重' },
  sideBoth: { en: 'both', zh: '两边' },
  points: { en: '{lost} points', zh: '{lost} 个百分点' },
  training: { en: 'Training point after point', zh: '正在逐点训练' },
  method: { en: 'Method', zh: '方法' },
  net: { en: 'net', zh: '网络' },
  bits: { en: 'bits', zh: '位' },
  lost: { en: 'points lost', zh: '损失百分点' },
  source: { en: 'source', zh: '出处' },
  guessFirst: { en: 'Guess first, in the text.', zh: '先在正文里猜一猜。' },
} as const;

const MOST_BITS = 4;
const NAMED = listNamedDrops(MOST_BITS);
const OWN_LOOK: Readonly<Record<Side, Pick<LineSeries, 'variant' | 'dash' | 'marker'>>> = {
  weights: { variant: 'quantized', dash: 'solid', marker: 'circle' },
  both: { variant: 'retrained', dash: 'solid', marker: 'square' },
};
const IDS = ['untrained', ...SIDES, 'named', ...PUBLISHED.map(({ id }) => id)];

/**
 * Points of accuracy lost by bits: this net's, trained on the page, and published ones once a guess stands.
 */
export function DropsFigure() {
  const { model } = useSettings().settings;
  const { isOpen } = useDropGuess();
  const items = useMemo(() => listDropItems(model), [model]);
  const sweep = useSweepPoints(toName('drops'), items);
  const say = useWords(words);
  if (useDenseKernels().length === 0) return <NetMissing />;
  return (
    <FigurePanel
      id="drops"
      notice={<DataMissing />}
      controls={<NetChoice />}
      actions={<SweepBar sweep={sweep} label={say('training')} />}
      readout={<DropsReadout ledgers={sweep.ledgers} />}
      views={[
        {
          id: 'chart',
          label: say('chart'),
          content: <DropsChart ledgers={sweep.ledgers} isOpen={isOpen} />,
        },
        {
          id: 'sources',
          label: say('sources'),
          grows: true,
          content: isOpen ? <Sources /> : <p>{say('guessFirst')}</p>,
        },
      ]}
    />
  );
}

type Ledgers = ReturnType<typeof useSweepPoints>['ledgers'];

/** The points of this net that are trained, in points of accuracy lost. */
function useOwn(ledgers: Ledgers) {
  const { model } = useSettings().settings;
  const dense = useDenseWrong();
  return (side: Side) =>
    TRAINED[side].flatMap(({ method, bits }) => {
      const ledger = ledgers.get(toDropKey(model, side, bits));
      if (ledger === undefined || dense === null) return [];
      return [{ method, bits, net: MODELS[model].title, lost: 100 * (ledger.error - dense.error) }];
    });
}

/** What the opening question has measured: signs alone, not trained. */
function useSignDrop(): number | null {
  const all = useLayerPoints().find(({ x }) => x === 0);
  const dense = useDenseWrong();
  return all === undefined || dense === null ? null : 100 * (all.wrong / all.tested - dense.error);
}

function DropsReadout({ ledgers }: { readonly ledgers: Ledgers }) {
  const own = useOwn(ledgers);
  const say = useWords(words);
  const { decimal } = useFormats();
  return (
    <Readout
      items={SIDES.map((side) => {
        const one = own(side).find(({ bits }) => bits === 1);
        return {
          label: say('most', { side: say(side === 'weights' ? 'sideWeights' : 'sideBoth') }),
          value: one === undefined ? '–' : say('points', { lost: decimal(one.lost, 2) }),
        };
      })}
    />
  );
}

interface Lost {
  readonly method: string;
  readonly net: string;
  readonly bits: number;
  readonly lost: number;
}

/**
 * One point for each number of bits: the least lost, with a whisker to the most, and all of them in its note.
 */
function joinPoints(points: readonly Lost[], toNote: (each: Lost) => string, separator: string) {
  return [...new Set(points.map(({ bits }) => bits))].map((bits) => {
    const alike = points.filter((each) => each.bits === bits);
    const losses = alike.map(({ lost }) => lost);
    const [low, high] = [Math.min(...losses), Math.max(...losses)];
    return { x: bits, y: low, low, high, note: alike.map(toNote).join(separator) };
  });
}

function DropsChart({ ledgers, isOpen }: { readonly ledgers: Ledgers; readonly isOpen: boolean }) {
  const net = MODELS[useSettings().settings.model].title;
  const own = useOwn(ledgers);
  const say = useWords(words);
  const { decimal } = useFormats();
  const write = (value: number) => decimal(value, 2);
  const toNote = ({ method, net: of, lost }: Lost) => say('note', { method, net: of, lost: write(lost) });
  const toPoint = (each: Lost) => ({ x: each.bits, y: each.lost, note: toNote(each) });
  const named = NAMED.map((each) => ({ ...each, method: each.name, net: MODELS[each.model].title }));
  const signs = useSignDrop();
  const series: readonly LineSeries[] = [
    {
      ...{ id: 'untrained', label: say('untrained', { net }), variant: 'dense' as const },
      points: signs === null ? [] : [toPoint({ method: 'BWN', net, bits: 1, lost: signs })],
    },
    ...SIDES.map((side) => ({
      ...{ id: side, label: say(side, { net }), ...OWN_LOOK[side] },
      points: own(side).map(toPoint),
    })),
    ...(isOpen
      ? [
          {
            id: 'named',
            label: say('named'),
            variant: 'accent' as const,
            dash: 'dotted' as const,
            points: named.map(toPoint),
          },
          ...PUBLISHED.map(({ id, look, points }) => ({
            ...{ id, label: say(id as keyof typeof words), ...look },
            points: joinPoints(points, toNote, say('separator')),
          })),
        ]
      : []),
  ].filter(({ points }) => points.length > 0);
  const list = own('weights').map(({ method, lost }) => say('entry', { method, lost: write(lost) }));
  return (
    <LineChart
      id="drops-chart"
      title={say('title')}
      finding={list.length === 0 ? say('empty') : say('finding', { net, list: list.join(say('separator')) })}
      state={series.length === 0 ? { kind: 'empty', message: say('empty') } : { kind: 'ready' }}
      series={series}
      x={{
        label: say('x'),
        domain: [1, MOST_BITS],
        format: (value) => (Number.isInteger(value) ? write(value) : ''),
        formatExact: write,
      }}
      y={{ label: say('y'), kind: 'sqrt', domain: [-0.5, 30], format: write }}
      references={[{ axis: 'y', value: 0, label: '0' }]}
      {...useEmphasis(IDS)}
    />
  );
}

/** Every published point with where it comes from. */
function Sources() {
  const say = useWords(words);
  const { decimal } = useFormats();
  return (
    <NumberTable
      title={say('sources')}
      columns={[say('method'), say('net'), say('bits'), say('lost'), say('source')]}
      rows={PUBLISHED.flatMap(({ id, points }) =>
        points.map(({ method, net, bits, lost, source }) => ({
          id: `${id}-${net}-${method}-${bits}`,
          header: method,
          cells: [say(id as keyof typeof words), decimal(bits, 2), decimal(lost, 2), `${net}: ${source}`],
        })),
      )}
    />
  );
}
