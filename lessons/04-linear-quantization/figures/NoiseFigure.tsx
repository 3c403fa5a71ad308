import { useMemo } from 'react';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import type { SweepItem } from '../../../src/state/sweepstate.ts';
import { useIsSeen } from '../../../src/ui/prose/Seen.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { SweepBar } from '../../parts/figures/SweepBar.tsx';
import { WrongChart } from '../../parts/figures/WrongChart.tsx';
import { useEmphasis } from '../../parts/look.ts';
import { fromTrained } from '../../parts/recipes.ts';
import { useSweepPoints } from '../../parts/sweeps.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { putOnGrid, splitErrors, toDecibels } from '../lab/grids.ts';
import {
  DataMissing,
  NetChoice,
  NetMissing,
  toName,
  useDenseKernels,
  useDenseWrong,
  useSettings,
} from '../lesson.ts';
import { toPlainStage } from '../recipe.ts';
import { GRAINS } from '../settings.ts';
import { Controls } from './Controls.tsx';
import { WrongCounts } from './WrongCounts.tsx';

const words = {
  signal: { en: 'Signal to noise', zh: '信噪比' },
  alone: { en: 'One layer at a time', zh: '每次只量化一层' },
  signalTitle: { en: 'Signal to noise of the weights, layer by layer', zh: '各层权重的信噪比' },
  signalFinding: {
    en: 'With {bits} bits the noisiest layer is {layer}: {noise} dB.',
    zh: '用 {bits} 位时，噪声最大的是 {layer}：{noise} dB。',
  },
  aloneTitle: { en: 'Wrong test images with one layer on the grid', zh: '只量化一层时答错的测试图像' },
  aloneFinding: {
    en: 'With {bits} bits the layer that costs most by itself is {layer}: {wrong} images wrong.',
    zh: '用 {bits} 位时，单独量化代价最大的是 {layer}：答错 {wrong} 张。',
  },
  empty: { en: 'No layer has been tried yet.', zh: '还没有试过任何一层。' },
  layer: { en: 'layer, from the image to the answer', zh: '层，从图像到答案' },
  decibels: { en: 'decibels', zh: '分贝' },
  tensor: { en: 'one step a layer', zh: '每层一个步长' },
  channel: { en: 'one a channel', zh: '每通道一个步长' },
  sweeping: { en: 'Quantizing layer by layer', zh: '正在逐层量化' },
  before: { en: 'in 32 bits', zh: '32 位' },
} as const;

const LOOK = {
  tensor: { variant: 'quantized', marker: 'cross', dash: 'solid' },
  channel: { variant: 'retrained', marker: 'square', dash: 'dashed' },
} as const;

/** Which layers are hurt most: by the noise of their weights, and by what each costs alone. */
export function NoiseFigure() {
  const kernels = useDenseKernels();
  const { model, bits } = useSettings().settings;
  const say = useWords(words);
  const items = useMemo(
    () =>
      GRAINS.flatMap((per) =>
        kernels.map(
          ({ layer }, x): SweepItem => ({
            key: `alone-${model}-${layer}-${bits}-${per}`,
            group: per,
            x,
            recipe: fromTrained(model, [toPlainStage({ [layer]: bits }, per)]),
          }),
        ),
      ),
    [kernels, model, bits],
  );
  const sweep = useSweepPoints(toName('alone'), items);
  if (kernels.length === 0) return <NetMissing />;
  return (
    <FigurePanel
      id="noise"
      notice={<DataMissing />}
      controls={
        <>
          <NetChoice />
          <Controls />
        </>
      }
      readout={<WrongCounts />}
      views={[
        { id: 'signal', label: say('signal'), content: <SignalChart /> },
        {
          id: 'alone',
          label: say('alone'),
          actions: <SweepBar sweep={sweep} label={say('sweeping')} />,
          content: <AloneChart items={items} ledgers={sweep.ledgers} />,
        },
      ]}
    />
  );
}

function useLayerAxis() {
  const layers = useDenseKernels().map(({ layer }) => layer);
  const say = useWords(words);
  const format = (at: number) => layers[at] ?? '';
  return { layers, x: { label: say('layer'), domain: [-0.2, layers.length - 0.8] as const, format } };
}

function SignalChart() {
  const kernels = useDenseKernels();
  const { settings } = useSettings();
  const isSeen = useIsSeen();
  const { layers, x } = useLayerAxis();
  const say = useWords(words);
  const { decimal } = useFormats();
  const series = useMemo(
    () =>
      GRAINS.map((per) => ({
        id: per,
        label: say(per),
        ...LOOK[per],
        points: !isSeen
          ? []
          : kernels.map((kernel, at) => ({
              x: at,
              y: toDecibels(splitErrors(putOnGrid(kernel, { ...settings, per }))),
            })),
      })),
    [kernels, settings, isSeen, say],
  );
  const own = series.find(({ id }) => id === settings.per)?.points ?? [];
  const worst = own.reduce((least, each) => (each.y < least.y ? each : least), own[0] ?? { x: 0, y: 0 });
  return (
    <LineChart
      id="signal-by-layer"
      title={say('signalTitle')}
      finding={say('signalFinding', {
        bits: settings.bits,
        layer: layers[worst.x] ?? '',
        noise: decimal(worst.y, 1),
      })}
      showFinding
      series={series}
      x={x}
      y={{ label: say('decibels'), format: (value) => decimal(value, 1) }}
      {...useEmphasis(GRAINS)}
    />
  );
}

interface AloneChartProps {
  readonly items: readonly SweepItem[];
  readonly ledgers: ReadonlyMap<string, { readonly wrong: number; readonly tested: number }>;
}

function AloneChart({ items, ledgers }: AloneChartProps) {
  const { bits } = useSettings().settings;
  const dense = useDenseWrong();
  const { layers, x } = useLayerAxis();
  const say = useWords(words);
  const { integer } = useFormats();
  const counted = items.flatMap(({ key, group, x: at }) => {
    const ledger = ledgers.get(key);
    return ledger === undefined ? [] : [{ group, x: at, wrong: ledger.wrong, tested: ledger.tested }];
  });
  const worst = counted.reduce<(typeof counted)[number] | undefined>(
    (most, each) => (most === undefined || each.wrong > most.wrong ? each : most),
    undefined,
  );
  return (
    <WrongChart
      id="error-by-layer"
      title={say('aloneTitle')}
      finding={say('aloneFinding', {
        bits,
        layer: layers[worst?.x ?? 0] ?? '',
        wrong: integer(worst?.wrong ?? 0),
      })}
      showFinding
      none={say('empty')}
      without="empty"
      curves={GRAINS.map((per) => ({
        id: per,
        label: say(per),
        ...LOOK[per],
        points: counted.filter(({ group }) => group === per),
      }))}
      x={x}
      across={[{ label: say('before'), at: dense?.error }]}
    />
  );
}
