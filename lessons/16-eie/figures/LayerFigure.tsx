import { useMemo } from 'react';
import { compareSums } from '../../../src/math/eie/coded.ts';
import type { EiePoint } from '../../../src/math/eie/simulate.ts';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import { CodeBars } from '../../../src/plots/sharing/CodeBars.tsx';
import { DATASETS } from '../../../src/spec/datasets.ts';
import { MODEL_DATASET } from '../../../src/spec/zoo.ts';
import { useModel, useRun, useSimulation } from '../../../src/state/hooks.ts';
import { TypedNumber } from '../../../src/ui/control/TypedNumber.tsx';
import { Dial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { useImageNumber } from '../../parts/figures/images.ts';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { Readout, useWrongItem } from '../../parts/figures/Readout.tsx';
import { RunBar } from '../../parts/figures/RunBar.tsx';
import { SimulationBar } from '../../parts/figures/SimulationBar.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { type OwnLayer, useOwnCoded, useOwnLayer, useShownSlot } from '../lab/layer.ts';
import { DataMissing, NetMissing, TRAIN, useDenseWrong, useSettings, useWrongCount } from '../lesson.ts';
import { toTrainedRecipe } from '../recipe.ts';
import { SETTINGS } from '../settings.ts';
import { Controls } from './Controls.tsx';

const words = {
  image: { en: 'Test image', zh: '测试图像' },
  loads: { en: 'Load', zh: '负载' },
  results: { en: 'Results', zh: '结果' },
  train: { en: 'Train it', zh: '再训练' },
  start: { en: 'Train what is left', zh: '训练留下的权重' },
  loadsTitle: {
    en: 'Entries of {layer} for this image, element by element',
    zh: '{layer} 处理这张图像时各单元的条目数',
  },
  loadsFinding: {
    en: 'The busiest element has {most} entries, the average {mean}.',
    zh: '条目最多的单元有 {most} 个，平均 {mean} 个。',
  },
  resultsTitle: { en: 'Outputs of {layer}', zh: '{layer} 的输出' },
  resultsFinding: {
    en: 'The machine’s sixteen bits are at most {difference} of the largest output away from the engine.',
    zh: '芯片的 16 位结果与引擎最多相差最大输出的 {difference}。',
  },
  waiting: { en: 'The machine is being simulated.', zh: '正在模拟。' },
  entries: { en: 'entries', zh: '条目数' },
  element: { en: 'processing element', zh: '处理单元' },
  row: { en: 'row', zh: '行' },
  value: { en: 'sum, with bias', zh: '累加和（含偏置）' },
  engine: { en: 'engine, float32', zh: '引擎，float32' },
  machine: { en: 'machine, 16 bits', zh: '芯片，16 位' },
  active: { en: 'Columns worked on', zh: '要处理的列' },
  of: { en: 'of {n}', zh: '共 {n} 列' },
  time: { en: 'Time', zh: '时间' },
  cycles: { en: '{n} cycles', zh: '{n} 个周期' },
  idle: { en: 'Idle', zh: '空闲' },
  difference: { en: 'Largest difference', zh: '最大相差' },
  before: { en: 'Wrong, dense', zh: '压缩前答错' },
  wrong: { en: 'Wrong, cut and shared', zh: '剪枝并共享后答错' },
  trained: { en: 'Wrong, trained', zh: '再训练后答错' },
} as const;

/** The own layer on the machine, and its sums beside the engine's. */
function useOwnRun(own: OwnLayer) {
  const { elements, depth } = useSettings().settings;
  const { coded, inputs } = own;
  const layer = useOwnCoded(own);
  const question = useMemo(
    () =>
      coded === null || inputs === null || layer === null
        ? null
        : {
            kind: 'eie' as const,
            layers: [layer],
            sizes: [{ elements, depth }],
            numbers: { table: coded.table, activations: inputs.activations },
          },
    [coded, inputs, layer, elements, depth],
  );
  return useSimulation<'eie'>(question);
}

/** The machine's results for a layer beside the engine's; null while either is on its way. */
function useCompared(own: OwnLayer, sums: Float32Array | undefined) {
  const { coded, reading, background, layer, slot } = own;
  const bias = useModel(slot, ({ snapshot }) =>
    snapshot?.tensors.find(({ name }) => name === `${layer}/bias`),
  );
  return useMemo(() => {
    if (coded === null || reading === null || bias === undefined || sums === undefined) return null;
    if (sums.length !== coded.rows || reading.outputs.length !== coded.rows) return null;
    return compareSums(coded, background, { sums, outputs: reading.outputs, bias: bias.values });
  }, [coded, reading, bias, sums, background]);
}

/** The reader's layer and image on the machine: its load, its time, and whether its results are right. */
export function LayerFigure() {
  const own = useOwnLayer();
  const simulation = useOwnRun(own);
  const { answer, previous } = simulation;
  const compared = useCompared(own, answer?.product?.sums);
  const say = useWords(words);
  if (own.coded === null) return <NetMissing />;
  const { layer } = own;
  return (
    <FigurePanel
      id="layer"
      notice={<DataMissing />}
      controls={<LayerControls own={own} />}
      actions={<SimulationBar of={simulation} />}
      readout={<Counted own={own} point={answer?.points[0]} difference={compared?.difference} />}
      views={[
        {
          id: 'loads',
          label: say('loads'),
          content: <Loads layer={layer} loads={(answer ?? previous?.answer)?.loads ?? []} />,
        },
        {
          id: 'results',
          label: say('results'),
          content: <Results layer={layer} outputs={own.reading?.outputs} compared={compared} />,
        },
        { id: 'train', label: say('train'), grows: true, content: <Training /> },
      ]}
    />
  );
}

function LayerControls({ own }: { readonly own: OwnLayer }) {
  const { model } = useSettings().settings;
  const [index, setIndex] = useImageNumber();
  const say = useWords(words);
  const { testCount } = DATASETS[MODEL_DATASET[model]];
  return (
    <>
      <LayerChoice {...own.choice} />
      {own.readsImage && <Dial of={SETTINGS.shifted} />}
      <TypedNumber
        label={say('image')}
        value={index}
        onChange={setIndex}
        options={{ min: 0, max: testCount - 1, step: 1, scale: 'linear' }}
        digits={0}
      />
    </>
  );
}

interface CountedProps {
  readonly own: OwnLayer;
  readonly point: EiePoint | undefined;
  /** Of the results, as a share of the largest output. */
  readonly difference: number | undefined;
}

function Counted({ own: { inputs, coded }, point, difference }: CountedProps) {
  const say = useWords(words);
  const { integer, decimal, percent } = useFormats();
  const write = (text: string | null | undefined) => text ?? '–';
  return (
    <Readout
      items={[
        {
          label: say('active'),
          value: write(inputs && integer(inputs.active.length)),
          detail: say('of', { n: integer(coded?.columns ?? 0) }),
        },
        {
          label: say('time'),
          value: write(point && `${decimal(point.microseconds, 2)} µs`),
          ...(point && { detail: say('cycles', { n: integer(point.cycles) }) }),
        },
        { label: say('idle'), value: write(point && percent(point.idleShare, 0)) },
        {
          label: say('difference'),
          value: difference === undefined ? '–' : percent(difference, 2),
        },
      ]}
    />
  );
}

/** How sparse the net is, what that costs, and a run that makes up for it. */
function Training() {
  const { settings } = useSettings();
  const { answer, stale, isPending } = useWrongCount();
  const say = useWords(words);
  const toItem = useWrongItem();
  const ledger = useRun(TRAIN, (run) => run.ledger);
  const { isTrained } = useShownSlot();
  return (
    <>
      <Controls />
      <Readout
        items={[
          toItem(say('before'), useDenseWrong()),
          { ...toItem(say('wrong'), answer ?? stale), isPending },
          toItem(say('trained'), isTrained ? ledger : null),
        ]}
      />
      <RunBar name={TRAIN} startLabel={say('start')} recipe={toTrainedRecipe(settings)} />
    </>
  );
}

function Loads({ layer, loads }: { readonly layer: string; readonly loads: readonly number[] }) {
  const say = useWords(words);
  const { integer, decimal } = useFormats();
  const mean = loads.reduce((sum, each) => sum + each, 0) / Math.max(1, loads.length);
  return (
    <CodeBars
      id="layer-loads"
      title={say('loadsTitle', { layer })}
      finding={say('loadsFinding', { most: integer(Math.max(0, ...loads)), mean: decimal(mean, 1) })}
      {...(loads.length === 0 && { state: { kind: 'loading' as const, message: say('waiting') } })}
      values={loads}
      valueLabel={say('entries')}
      codeLabel={say('element')}
      format={integer}
      variant="pruned"
    />
  );
}

interface ResultsProps {
  readonly layer: string;
  /** The engine's. */
  readonly outputs: Float32Array | undefined;
  readonly compared: { readonly results: Float32Array; readonly difference: number } | null;
}

function Results({ layer, outputs, compared }: ResultsProps) {
  const say = useWords(words);
  const { decimal, integer, percent } = useFormats();
  const toPoints = (values: Float32Array | undefined) =>
    Array.from(values ?? [], (y, row) => ({ x: row + 1, y }));
  return (
    <LineChart
      id="layer-results"
      title={say('resultsTitle', { layer })}
      finding={say('resultsFinding', { difference: percent(compared?.difference ?? 0, 2) })}
      {...(compared === null && {
        state: { kind: 'loading' as const, message: say('waiting') },
      })}
      series={[
        {
          id: 'engine',
          label: say('engine'),
          variant: 'dense',
          dash: 'solid',
          marker: 'none',
          points: toPoints(outputs),
        },
        {
          id: 'machine',
          label: say('machine'),
          variant: 'quantized',
          marker: 'none',
          points: toPoints(compared?.results),
        },
      ]}
      x={{ label: say('row'), format: integer }}
      y={{ label: say('value'), format: (value) => decimal(value, 1) }}
    />
  );
}
