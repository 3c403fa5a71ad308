import { useEffect, useMemo } from 'react';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import type { RunSnapshot } from '../../../src/protocol/snapshots.ts';
import { useRun } from '../../../src/state/hooks.ts';
import { useKeptState } from '../../../src/ui/lesson/context.tsx';
import { choice } from '../../parts/dials.ts';
import { Dial, useDial } from '../../parts/figures/Dial.tsx';
import { RunReadout } from '../../parts/figures/RunCurves.tsx';
import { RunFigure } from '../../parts/figures/RunFigure.tsx';
import { useEmphasis } from '../../parts/look.ts';
import { useModelOfRun } from '../../parts/runs.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { DataMissing, NetChoice, TUNE, useSettings } from '../lesson.ts';
import { toTuneRecipe } from '../recipe.ts';
import { Controls } from './Controls.tsx';

const words = {
  fixed: {
    en: 'Nothing of these grids learns: weights lie between −1 and 1, activations between 0 and 1. See the training.',
    zh: '这些网格本身不学习：权重在 −1 到 1 之间，激活在 0 到 1 之间。请看训练过程。',
  },
  start: { en: 'Quantize and train', zh: '量化并训练' },
  learnt: { en: 'What the grids learn', zh: '网格学到了什么' },
  title: { en: 'Steps and bounds while they learn', zh: '训练中的步长与上界' },
  finding: { en: 'After {steps} training steps: {list}.', zh: '训练 {steps} 步之后：{list}。' },
  entry: { en: '{name} {value}, {times} of its start', zh: '{name} {value}，是起点的 {times}' },
  separator: { en: '; ', zh: '；' },
  empty: { en: 'Nothing has been trained yet.', zh: '还没有开始训练。' },
  step: { en: 'step of {layer}', zh: '{layer} 的步长' },
  bound: { en: 'bound behind {layer}', zh: '{layer} 之后的上界' },
  x: { en: 'training steps', zh: '训练步数' },
  y: { en: 'in parts of where it began', zh: '与起点之比' },
  note: { en: '{value}', zh: '{value}' },
} as const;

const WAY = choice('way', {
  initial: 'pact',
  label: { en: 'Method', zh: '方法' },
  options: {
    pact: { en: 'LSQ and PACT', zh: 'LSQ 与 PACT' },
    dorefa: { en: 'DoReFa', zh: 'DoReFa' },
  },
  as: 'select',
});
const ACTIVATIONS = choice('abits', {
  initial: '4',
  label: { en: 'Bits of an activation', zh: '激活的位数' },
  options: {
    none: { en: '32', zh: '32' },
    '8': { en: '8', zh: '8' },
    '4': { en: '4', zh: '4' },
    '3': { en: '3', zh: '3' },
    '2': { en: '2', zh: '2' },
  },
});
const EPOCHS = 6;

/** What quantizers had learnt by a training step: one number a tensor. */
interface LearntPoint {
  readonly step: number;
  readonly values: Readonly<Record<string, number>>;
}

interface Learnt {
  readonly model: string | null;
  readonly points: readonly LearntPoint[];
}

const NOTHING: Learnt = { model: null, points: [] };

/** Training on the grid, with the steps and bounds as they learn. */
export function TuneFigure() {
  const { model, bits } = useSettings().settings;
  const [activations] = useDial(ACTIVATIONS);
  const [way] = useDial(WAY);
  const say = useWords(words);
  const recipe = useMemo(
    () =>
      toTuneRecipe(model, {
        bits,
        way,
        activations: activations === 'none' ? null : Number(activations),
        epochs: EPOCHS,
      }),
    [model, bits, way, activations],
  );
  return (
    <RunFigure
      id="tune"
      notice={<DataMissing />}
      run={TUNE}
      startLabel={say('start')}
      recipe={recipe}
      controls={
        <>
          <NetChoice />
          <Dial of={WAY} />
          <Controls />
          <Dial of={ACTIVATIONS} />
        </>
      }
      readout={<RunReadout name={TUNE} />}
      views={[{ id: 'learnt', label: say('learnt'), content: <LearntChart /> }]}
    />
  );
}

/** The mean of each quantizer's tensor. */
function readLearnt({ model }: RunSnapshot): Record<string, number> {
  return Object.fromEntries(
    model.tensors
      .filter(({ role }) => role === 'quantizer')
      .map(({ name, values }) => [name, values.reduce((sum, each) => sum + each, 0) / values.length]),
  );
}

/** The numbers learnt, at each end of an epoch and each pause of the run. */
function useLearnt(): Learnt {
  const latest = useRun(TUNE, (run) => run.latest);
  const step = useRun(TUNE, (run) => run.step);
  const model = useModelOfRun(TUNE);
  const [learnt, setLearnt] = useKeptState('learnt', NOTHING);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a snapshot is of the step at which it came
  useEffect(() => {
    if (latest === null) return;
    setLearnt((before) => {
      const isAnew = before.model !== model || step < (before.points.at(-1)?.step ?? 0);
      const points = isAnew ? [] : before.points.filter((point) => point.step !== step);
      return { model, points: [...points, { step, values: readLearnt(latest) }] };
    });
  }, [latest, setLearnt]);
  return learnt;
}

const VARIANTS = ['quantized', 'retrained', 'pruned', 'shared', 'distilled'] as const;

function LearntChart() {
  const { points } = useLearnt();
  const say = useWords(words);
  const { decimal, integer, percent } = useFormats();
  const last = points.at(-1);
  const names = Object.keys(last?.values ?? {});
  const toLabel = (name: string) => {
    const [layer = '', what] = [name.split('/')[0], name.split('/').at(-1)];
    return what === 'bound'
      ? say('bound', { layer: layer.replace(/-clip\d*$/, '') })
      : say('step', { layer });
  };
  const start = (name: string) => points.find(({ values }) => values[name] !== undefined)?.values[name] ?? 1;
  const series = names.map((name, at) => ({
    id: name,
    label: toLabel(name),
    variant: name.endsWith('bound') ? ('accent' as const) : VARIANTS[at % VARIANTS.length]!,
    dash: name.endsWith('bound') ? ('dashed' as const) : ('solid' as const),
    points: points.flatMap(({ step, values }) => {
      const value = values[name];
      return value === undefined
        ? []
        : [{ x: step, y: value / start(name), note: say('note', { value: decimal(value, 4) }) }];
    }),
  }));
  const list = names.map((name) =>
    say('entry', {
      name: toLabel(name),
      value: decimal(last?.values[name] ?? 0, 4),
      times: percent((last?.values[name] ?? 0) / start(name)),
    }),
  );
  return (
    <LineChart
      id="learnt"
      title={say('title')}
      finding={
        last === undefined
          ? say('empty')
          : say('finding', { steps: integer(last.step), list: list.join(say('separator')) })
      }
      state={
        names.length === 0
          ? { kind: 'empty', message: say(last === undefined ? 'empty' : 'fixed') }
          : { kind: 'ready' }
      }
      series={series}
      x={{ label: say('x'), format: integer }}
      y={{ label: say('y'), format: (value) => percent(value) }}
      {...useEmphasis(names)}
    />
  );
}
