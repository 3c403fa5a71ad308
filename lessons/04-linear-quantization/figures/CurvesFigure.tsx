import { useMemo } from 'react';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { SweepBar } from '../../parts/figures/SweepBar.tsx';
import { WrongChart } from '../../parts/figures/WrongChart.tsx';
import { useSweepPoints } from '../../parts/sweeps.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import {
  CURVES,
  type CurveId,
  listCurveItems,
  listMapItems,
  MAP_ROWS,
  MAPS,
  type MapId,
  toCurveKey,
  toMapKey,
} from '../lab/curves.ts';
import {
  DataMissing,
  NetChoice,
  NetMissing,
  toName,
  useBitsCurve,
  useDenseKernels,
  useDenseWrong,
  useSettings,
} from '../lesson.ts';
import { BITS } from '../settings.ts';
import { Controls } from './Controls.tsx';
import styles from './map.module.css';
import { WrongCounts } from './WrongCounts.tsx';

const words = {
  curves: { en: 'Bits of the weights', zh: '权重的位数' },
  after: { en: 'Both, after training', zh: '两边，训练之后' },
  training: { en: 'Both, in training', zh: '两边，训练之中' },
  title: { en: 'Wrong test images against bits for a weight', zh: '权重位数与答错的测试图像' },
  finding: { en: 'With {bits} bits: {list}.', zh: '{bits} 位时：{list}。' },
  entry: { en: '{name} {wrong} wrong', zh: '{name}答错 {wrong} 张' },
  separator: { en: ', ', zh: '，' },
  empty: { en: 'No point has been measured yet.', zh: '还没有测量任何一点。' },
  plain: { en: 'ends at the extremes', zh: '两端取最值' },
  laplace: { en: 'ends by the Laplace law', zh: '两端按拉普拉斯分布' },
  channel: { en: 'a step a channel', zh: '每通道一个步长' },
  trained: { en: 'trained on the grid', zh: '在网格上训练过' },
  x: { en: 'bits for a weight', zh: '每个权重的位数' },
  before: { en: 'in 32 bits', zh: '32 位' },
  afterTitle: {
    en: 'Wrong test images, not trained on the grid: bits of a weight across, bits of an activation down',
    zh: '未在网格上训练，答错的测试图像：横向为权重位数，纵向为激活位数',
  },
  trainingTitle: {
    en: 'Wrong test images, trained on the grid: bits of a weight across, bits of an activation down',
    zh: '在网格上训练过，答错的测试图像：横向为权重位数，纵向为激活位数',
  },
  corner: { en: 'activation ↓ weight →', zh: '激活 ↓ 权重 →' },
  sweeping: { en: 'Quantizing and counting', zh: '正在量化并计数' },
} as const;

const LOOK: Readonly<
  Record<
    CurveId,
    {
      variant: 'quantized' | 'retrained' | 'pruned' | 'shared';
      marker: 'cross' | 'square' | 'triangle' | 'diamond';
    }
  >
> = {
  plain: { variant: 'pruned', marker: 'triangle' },
  laplace: { variant: 'shared', marker: 'diamond' },
  channel: { variant: 'quantized', marker: 'cross' },
  trained: { variant: 'retrained', marker: 'square' },
};

/** Error over the bits of weights, on four kinds of grid; and over the bits of weights and activations. */
export function CurvesFigure() {
  const { model } = useSettings().settings;
  const kernels = useDenseKernels();
  const curveItems = useMemo(() => listCurveItems(model), [model]);
  const curves = useSweepPoints(toName('curves'), curveItems);
  const say = useWords(words);
  if (kernels.length === 0) return <NetMissing />;
  return (
    <FigurePanel
      id="curves"
      notice={<DataMissing />}
      controls={
        <>
          <NetChoice />
          <Controls />
        </>
      }
      readout={<WrongCounts />}
      views={[
        {
          id: 'curves',
          label: say('curves'),
          actions: <SweepBar sweep={curves} label={say('sweeping')} />,
          content: <Curves ledgers={curves.ledgers} />,
        },
        ...MAPS.map((id) => ({
          id,
          label: say(id),
          actions: <MapBar id={id} />,
          content: <ErrorMap id={id} />,
          grows: true,
        })),
      ]}
    />
  );
}

type Ledgers = ReturnType<typeof useSweepPoints>['ledgers'];

function Curves({ ledgers }: { readonly ledgers: Ledgers }) {
  const { settings, change } = useSettings();
  const { model, bits } = settings;
  const dense = useDenseWrong();
  const say = useWords(words);
  const { integer, bytes } = useFormats();
  const asked = useBitsCurve();
  const curves = CURVES.map((id) => ({
    id,
    label: say(id),
    ...LOOK[id],
    dash: 'solid' as const,
    points:
      id === 'plain'
        ? asked
        : Array.from({ length: BITS.max - BITS.min + 1 }, (_, at) => BITS.min + at).flatMap((x) => {
            const ledger = ledgers.get(toCurveKey(model, id, x));
            return ledger === undefined ? [] : [{ x, ...ledger, detail: bytes(ledger.fileBytes) }];
          }),
  }));
  const list = curves.flatMap(({ label, points }) =>
    points
      .filter(({ x }) => x === bits)
      .map(({ wrong }) => say('entry', { name: label, wrong: integer(wrong) })),
  );
  return (
    <WrongChart
      id="bits-curves"
      title={say('title')}
      finding={list.length === 0 ? '' : say('finding', { bits, list: list.join(say('separator')) })}
      showFinding
      none={say('empty')}
      without="empty"
      curves={curves}
      x={{ label: say('x'), domain: [BITS.min, BITS.max], format: integer }}
      across={[{ label: say('before'), at: dense?.error }]}
      onPick={(_, { x }) => change({ bits: x })}
    />
  );
}

function useMap(id: MapId) {
  const { model } = useSettings().settings;
  const items = useMemo(() => listMapItems(model, id), [model, id]);
  return useSweepPoints(toName('map'), items);
}

function MapBar({ id }: { readonly id: MapId }) {
  const say = useWords(words);
  return <SweepBar sweep={useMap(id)} label={say('sweeping')} />;
}

/** Counts in a table whose cells are the darker the more is wrong, on a logarithmic scale. */
function ErrorMap({ id }: { readonly id: MapId }) {
  const { model } = useSettings().settings;
  const { ledgers } = useMap(id);
  const dense = useDenseWrong();
  const say = useWords(words);
  const { integer } = useFormats();
  const { bits } = MAP_ROWS[id];
  const floor = dense === null ? 0.005 : dense.error;
  const toShare = (error: number) => Math.log(Math.max(error, floor) / floor) / Math.log(0.9 / floor);
  return (
    <table className={styles.map} data-map={id}>
      <caption>{say(`${id}Title`)}</caption>
      <thead>
        <tr>
          <th>{say('corner')}</th>
          {bits.map((weight) => (
            <th key={weight} scope="col">
              {weight}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...bits].reverse().map((activation) => (
          <tr key={activation}>
            <th scope="row">{activation}</th>
            {bits.map((weight) => {
              const ledger = ledgers.get(toMapKey(model, id, weight, activation));
              const part = ledger === undefined ? 0 : Math.round(70 * toShare(ledger.wrong / ledger.tested));
              return (
                <td
                  key={weight}
                  translate="no"
                  style={{ background: `color-mix(in oklab, var(--fw-pruned) ${part}%, var(--fw-panel))` }}
                >
                  {ledger === undefined ? '·' : integer(ledger.wrong)}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
