import {
  estimateLayer,
  type LayerCounts,
  listGains,
  PAPER_FACTORS,
  SAVINGS,
  type Savings,
  sumLayer,
} from '../../../src/math/eie/energy.ts';
import { formatEnergy } from '../../../src/plots/format.ts';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import { useText } from '../../../src/ui/language/bilingual.ts';
import { Dial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { useCounts, useOwnLayer } from '../lab/layer.ts';
import { DataMissing, NetMissing, useSettings } from '../lesson.ts';
import { SETTINGS } from '../settings.ts';

const words = {
  chart: { en: 'One after the other', zh: '逐项叠加' },
  numbers: { en: 'Factor by factor', zh: '逐个因子' },
  title: { en: 'Energy of {layer} for one image', zh: '{layer} 处理一张图像的能量' },
  finding: {
    en: 'With all four, {layer} needs {times} times fewer joules.',
    zh: '四项全用上，{layer} 的能量降到 1/{times}。',
  },
  none: { en: 'none', zh: '都不用' },
  sram: { en: '+ SRAM', zh: '＋SRAM' },
  sparse: { en: '+ sparse', zh: '＋稀疏' },
  shared: { en: '+ codes', zh: '＋编号' },
  skip: { en: '+ skipping', zh: '＋跳零' },
  x: { en: 'savings, one on top of the other', zh: '依次加上的节省手段' },
  y: { en: 'energy', zh: '能量' },
  reads: { en: 'reading weights', zh: '读权重' },
  arithmetic: { en: 'arithmetic', zh: '计算' },
  read: { en: 'Reading', zh: '读取' },
  sum: { en: 'Arithmetic', zh: '计算' },
  gain: { en: 'Fewer joules', zh: '能量降到' },
  times: { en: '{n} times', zh: '1/{n}' },
  saving: { en: 'Saving', zh: '节省手段' },
  paper: { en: 'paper', zh: '论文' },
  own: { en: 'this layer', zh: '这一层' },
  all: { en: 'all four', zh: '四项合计' },
} as const;

const NONE: Savings = { sram: false, sparse: false, shared: false, skip: false };
const toStep = (count: number): Savings => ({
  ...NONE,
  ...Object.fromEntries(SAVINGS.slice(0, count).map((saving) => [saving, true])),
});

/** The four savings as the reader has switched them, and what they do to the own layer's energy. */
export function JoulesFigure() {
  const own = useOwnLayer();
  const counts = useCounts(own);
  const { settings } = useSettings();
  const say = useWords(words);
  const { decimal } = useFormats();
  if (own.coded === null) return <NetMissing />;
  const now = counts && estimateLayer(counts, settings);
  const gain = counts && now && sumLayer(estimateLayer(counts, NONE)) / sumLayer(now);
  return (
    <FigurePanel
      id="joules"
      notice={<DataMissing />}
      controls={
        <>
          <LayerChoice {...own.choice} />
          {SAVINGS.map((saving) => (
            <Dial key={saving} of={SETTINGS[saving]} />
          ))}
        </>
      }
      readout={
        <Readout
          items={[
            { label: say('read'), value: now ? `${formatEnergy(now.readPj)}` : '–' },
            { label: say('sum'), value: now ? `${formatEnergy(now.arithmeticPj)}` : '–' },
            {
              label: say('gain'),
              value:
                gain !== null && gain > 1.001 ? say('times', { n: decimal(gain, gain < 10 ? 1 : 0) }) : '–',
            },
          ]}
        />
      }
      views={
        counts === null
          ? []
          : [
              { id: 'chart', label: say('chart'), content: <Steps counts={counts} layer={own.layer} /> },
              { id: 'numbers', label: say('numbers'), grows: true, content: <Factors counts={counts} /> },
            ]
      }
    />
  );
}

interface CountedProps {
  readonly counts: LayerCounts;
}

function Steps({ counts, layer }: CountedProps & { readonly layer: string }) {
  const say = useWords(words);
  const { integer } = useFormats();
  const steps = Array.from({ length: SAVINGS.length + 1 }, (_, at) => estimateLayer(counts, toStep(at)));
  const times = sumLayer(steps[0]!) / sumLayer(steps.at(-1)!);
  const nameStep = (at: number) => {
    const saving = SAVINGS[at - 1];
    return at === 0 ? say('none') : saving === undefined ? '' : say(saving);
  };
  return (
    <LineChart
      id="joules-steps"
      title={say('title', { layer })}
      finding={say('finding', { layer, times: integer(times) })}
      series={[
        {
          id: 'reads',
          label: say('reads'),
          variant: 'pruned',
          points: steps.map(({ readPj }, x) => ({ x, y: readPj })),
        },
        {
          id: 'arithmetic',
          label: say('arithmetic'),
          variant: 'quantized',
          points: steps.map(({ arithmeticPj }, x) => ({ x, y: arithmeticPj })),
        },
      ]}
      x={{
        label: say('x'),
        domain: [-0.3, SAVINGS.length + 0.3],
        format: nameStep,
      }}
      y={{ label: say('y'), kind: 'log', format: formatEnergy }}
    />
  );
}

function Factors({ counts }: CountedProps) {
  const say = useWords(words);
  const text = useText();
  const { decimal, integer } = useFormats();
  const gains = listGains(counts);
  const product = (values: readonly number[]) => values.reduce((all, each) => all * each, 1);
  return (
    <NumberTable
      title={say('numbers')}
      columns={[say('saving'), say('paper'), say('own')]}
      rows={[
        ...gains.map(({ saving, factor }) => ({
          id: saving,
          header: text(SETTINGS[saving].label),
          cells: [`${PAPER_FACTORS[saving]}×`, `${decimal(factor, 1)}×`],
        })),
        {
          id: 'all',
          header: say('all'),
          cells: [
            `${integer(product(Object.values(PAPER_FACTORS)))}×`,
            `${integer(product(gains.map(({ factor }) => factor)))}×`,
          ],
          isShown: true,
        },
      ]}
    />
  );
}
