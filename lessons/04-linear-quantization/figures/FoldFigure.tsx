import { useMemo } from 'react';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import { MODEL_DATASET } from '../../../src/spec/zoo.ts';
import { useEvaluation, useModel } from '../../../src/state/hooks.ts';
import { Select } from '../../../src/ui/control/Select.tsx';
import { useKeptState } from '../../../src/ui/lesson/context.tsx';
import { useIsSeen } from '../../../src/ui/prose/Seen.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { Readout, useWrongItem } from '../../parts/figures/Readout.tsx';
import { useEmphasis } from '../../parts/look.ts';
import { useNet } from '../../parts/nets.ts';
import type { StageInput } from '../../parts/recipes.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { listFoldable, measureFold } from '../lab/fold.ts';
import { DataMissing, NetChoice, NetMissing, slots, useSettings } from '../lesson.ts';
import { toPlainStage } from '../recipe.ts';
import { Controls } from './Controls.tsx';

const words = {
  layer: { en: 'Layer', zh: '层' },
  none: {
    en: 'This net has no batch norm. Choose one that has.',
    zh: '这个网络没有批归一化，请换一个有的。',
  },
  title: { en: 'Largest weight of each channel of {layer}', zh: '{layer} 各通道最大的权重' },
  finding: {
    en: 'Before folding half of the channels reach {before} of the widest one, afterwards {after}.',
    zh: '折叠之前，半数通道够到最宽通道的 {before}；折叠之后只有 {after}。',
  },
  before: { en: 'before folding', zh: '折叠前' },
  after: { en: 'after folding', zh: '折叠后' },
  x: { en: 'channel', zh: '通道' },
  y: { en: 'part of the widest channel', zh: '与最宽通道之比' },
  plain: { en: 'Wrong before folding', zh: '折叠前答错' },
  folded: { en: 'After', zh: '折叠后' },
  tensor: { en: 'One step a layer', zh: '每层一个步长' },
  channel: { en: 'One a channel', zh: '每通道一个步长' },
} as const;

/** Batch norm taken into the weights: what it does to the channels' ranges, and what that costs. */
export function FoldFigure() {
  const { model } = useSettings().settings;
  const snapshot = useNet(slots.dense, model);
  const [wanted, setLayer] = useKeptState('fold-layer', '');
  const say = useWords(words);
  const foldable = useMemo(() => (snapshot === null ? [] : listFoldable(snapshot)), [snapshot]);
  if (snapshot === null) return <NetMissing />;
  const layer = foldable.find((each) => each === wanted) ?? foldable[0];
  return (
    <FigurePanel
      id="fold"
      notice={<DataMissing />}
      controls={
        <>
          <NetChoice />
          <Controls />
          {layer !== undefined && (
            <Select
              label={say('layer')}
              value={layer}
              options={foldable.map((id) => ({ id, label: id }))}
              onChange={setLayer}
            />
          )}
        </>
      }
      readout={layer !== undefined && <FoldCounts />}
      views={[{ id: 'ranges', label: say('x'), content: <FoldChart layer={layer} /> }]}
    />
  );
}

/** Images of the counts: few, since the nets with batch norm are slow. */
const IMAGES = 500;

function FoldCounts() {
  const { model, bits } = useSettings().settings;
  const isSeen = useIsSeen();
  const ask = (...stages: StageInput[]) =>
    isSeen ? { dataset: MODEL_DATASET[model], examples: IMAGES, stages } : null;
  const fold: StageInput = { kind: 'foldNorm' };
  const counts = {
    plain: useEvaluation(slots.dense, ask()),
    folded: useEvaluation(slots.dense, ask(fold)),
    tensor: useEvaluation(slots.dense, ask(fold, toPlainStage(bits, 'tensor'))),
    channel: useEvaluation(slots.dense, ask(fold, toPlainStage(bits, 'channel'))),
  };
  const say = useWords(words);
  const toItem = useWrongItem();
  return (
    <Readout
      items={(['plain', 'folded', 'tensor', 'channel'] as const).map((id) => {
        const { answer, previous } = counts[id];
        return { ...toItem(say(id), answer ?? previous?.answer), isPending: answer === null };
      })}
    />
  );
}

function FoldChart({ layer }: { readonly layer: string | undefined }) {
  const snapshot = useModel(slots.dense, (state) => state.snapshot);
  const say = useWords(words);
  const { integer, percent } = useFormats();
  const sizes = useMemo(
    () => (snapshot === null || layer === undefined ? null : measureFold(snapshot, layer)),
    [snapshot, layer],
  );
  const series = (['before', 'after'] as const).map((id) => ({
    id,
    label: say(id),
    variant: id === 'before' ? ('dense' as const) : ('quantized' as const),
    points: (sizes?.[id] ?? []).map((y, x) => ({ x, y })),
  }));
  const toMedian = (list: readonly number[] = []) =>
    percent([...list].sort((a, b) => a - b)[list.length >> 1] ?? 0, 0);
  return (
    <LineChart
      id="fold-ranges"
      title={say('title', { layer: layer ?? '' })}
      finding={say('finding', { before: toMedian(sizes?.before), after: toMedian(sizes?.after) })}
      showFinding
      state={sizes === null ? { kind: 'empty', message: say('none') } : { kind: 'ready' }}
      series={series}
      x={{ label: say('x'), format: integer }}
      y={{ label: say('y'), domain: [0, 1], format: (value) => percent(value, 0) }}
      {...useEmphasis(['before', 'after'])}
    />
  );
}
