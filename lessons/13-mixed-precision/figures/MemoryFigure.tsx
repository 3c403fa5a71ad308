import { useMemo } from 'react';
import { MODELS } from '../../../src/spec/zoo.ts';
import { choice, slider } from '../../parts/dials.ts';
import { Dial, useDial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { NumberTable } from '../../parts/figures/NumberTable.tsx';
import { Readout } from '../../parts/figures/Readout.tsx';
import { useFormats, useWords } from '../../parts/words.ts';
import { compareMemory, MEMORY_PARTS, toSaved } from '../lab/memory.ts';
import { NetChoice, useSettings } from '../lesson.ts';
import { FORMAT, FORMAT_LABELS } from '../settings.ts';

const words = {
  title: { en: 'Bytes while training', zh: '训练时占用的字节' },
  part: { en: 'Part', zh: '部分' },
  single: { en: 'float32', zh: 'float32' },
  mixed: { en: '{format} + copy', zh: '{format} ＋ 主权重' },
  bare: { en: '{format} alone', zh: '只用 {format}' },
  weights: { en: 'weights', zh: '权重' },
  master: { en: 'float32 copy', zh: 'float32 主权重' },
  gradients: { en: 'gradients', zh: '梯度' },
  optimizer: { en: 'optimizer', zh: '优化器状态' },
  activations: { en: 'activations', zh: '激活' },
  total: { en: 'all', zh: '合计' },
  savedMixed: { en: 'Saved, with a copy', zh: '有主权重时节省' },
  savedBare: { en: 'Saved without', zh: '没有时节省' },
} as const;

const BATCH = slider('batch', {
  label: { en: 'Images in a batch', zh: '每批图像数' },
  initial: 100,
  ...{ min: 1, max: 1000, step: 1, scale: 'log', digits: 0 },
});
const OPTIMIZER = choice('state', {
  initial: 'momentum',
  label: { en: 'Optimizer', zh: '优化器' },
  options: {
    sgd: { en: 'SGD', zh: 'SGD' },
    momentum: { en: 'momentum', zh: '动量' },
    adam: { en: 'Adam', zh: 'Adam' },
  },
});

/** The three columns as the reader has set them. */
export function useMemory() {
  const { model, format } = useSettings().settings;
  const [batch] = useDial(BATCH);
  const [optimizer] = useDial(OPTIMIZER);
  const columns = useMemo(
    () => compareMemory(MODELS[model].spec, format, optimizer, batch),
    [model, format, optimizer, batch],
  );
  return { columns, batch, format };
}

/** What training keeps in memory, part by part and choice by choice. */
export function MemoryFigure() {
  const { columns, format } = useMemory();
  const say = useWords(words);
  const { bytes, percent } = useFormats();
  const names = { format: FORMAT_LABELS[format] };
  return (
    <FigurePanel
      id="memory"
      controls={
        <>
          <NetChoice />
          <Dial of={FORMAT} />
          <Dial of={OPTIMIZER} />
          <Dial of={BATCH} />
        </>
      }
      readout={
        <Readout
          items={[
            { label: say('savedMixed'), value: percent(toSaved(columns, 'mixed')) },
            { label: say('savedBare'), value: percent(toSaved(columns, 'bare')) },
          ]}
        />
      }
      grows
    >
      <NumberTable
        title={say('title')}
        columns={[say('part'), ...columns.map(({ id }) => say(id, names))]}
        rows={[
          ...MEMORY_PARTS.map((part) => ({
            id: part,
            header: say(part),
            cells: columns.map((each) => bytes(each.bytes[part])),
          })),
          {
            id: 'total',
            header: say('total'),
            cells: columns.map(({ total }) => bytes(total)),
            isShown: true,
          },
        ]}
      />
    </FigurePanel>
  );
}
