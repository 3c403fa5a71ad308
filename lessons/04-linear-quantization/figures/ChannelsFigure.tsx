import { useEffect, useMemo, useState } from 'react';
import { extent, mean } from '../../../src/math/statistics.ts';
import { LineChart } from '../../../src/plots/lines/LineChart.tsx';
import { MODEL_DATASET } from '../../../src/spec/zoo.ts';
import { useEvaluation, useModel } from '../../../src/state/hooks.ts';
import { Slider } from '../../../src/ui/control/Slider.tsx';
import { useLinkState } from '../../../src/ui/lesson/context.tsx';
import { numberParam } from '../../../src/ui/lesson/params.ts';
import { useIsSeen } from '../../../src/ui/prose/Seen.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { LayerChoice } from '../../parts/figures/LayerChoice.tsx';
import { Readout, useWrongItem } from '../../parts/figures/Readout.tsx';
import type { Kernel } from '../../parts/kernels.ts';
import { useNet } from '../../parts/nets.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { FEW_IMAGES, useSettled } from '../../parts/wrong.ts';
import { countChannels, findLargestPlace, plant, toPlanted } from '../lab/grids.ts';
import { DataMissing, NetMissing, slots, toName, useLayer, useSettings } from '../lesson.ts';
import { toPlainStage } from '../recipe.ts';
import { Controls } from './Controls.tsx';

const words = {
  outlier: { en: 'The largest weight, times', zh: '最大的权重乘以' },
  title: {
    en: 'From the least to the largest weight of each channel of {layer}',
    zh: '{layer} 各通道从最小到最大的权重',
  },
  finding: {
    en: 'One step for the whole layer is {whole}. Channels of their own would need from {least} to {most}; the median is {times} times finer.',
    zh: '整层共用一个步长，是 {whole}。每个通道各用各的，步长从 {least} 到 {most}；整层的步长是其中位数的 {times} 倍。',
  },
  x: { en: 'channel', zh: '通道' },
  y: { en: 'weight', zh: '权重' },
  series: { en: 'mean and ends', zh: '均值与两端' },
  end: { en: 'end of the layer’s grid', zh: '整层网格的一端' },
  note: { en: 'a step of {step}', zh: '步长 {step}' },
  float: { en: 'Wrong in 32 bits', zh: '32 位时答错' },
  tensor: { en: 'One step a layer', zh: '每层一个步长' },
  channel: { en: 'One a channel', zh: '每通道一个步长' },
} as const;

export const plantedParam = numberParam({ initial: 1, min: 1, max: 40, digits: 1 });

/** The ranges of a layer's channels, and a weight that the reader lets grow. */
export function ChannelsFigure() {
  const { choice, kernel } = useLayer();
  const [factor, setFactor] = useLinkState('planted', plantedParam);
  const say = useWords(words);
  const planted = useMemo(
    () => (kernel === undefined ? null : plant(kernel, findLargestPlace(kernel), factor)),
    [kernel, factor],
  );
  if (planted === null) return <NetMissing />;
  return (
    <FigurePanel
      id="channels"
      notice={<DataMissing />}
      controls={
        <>
          <Controls />
          <Slider
            label={say('outlier')}
            value={factor}
            onChange={setFactor}
            min={1}
            max={40}
            step={0.1}
            scale="log"
            unit="×"
            digits={1}
          />
          <LayerChoice {...choice} />
        </>
      }
      readout={<PlantedCounts planted={planted} />}
      views={[{ id: 'ranges', label: say('x'), content: <Ranges kernel={planted} /> }]}
    />
  );
}

const SLOT = toName('planted');

/**
 * Counts on the first thousand images, of the net with the planted weight: as it is, and on both kinds of
 * grid.
 */
function PlantedCounts({ planted }: { readonly planted: Kernel }) {
  const { model, bits } = useSettings().settings;
  const dense = useNet(slots.dense, model);
  const { loadSnapshot } = useModel(SLOT, ({ actions }) => actions);
  const isSeen = useIsSeen();
  const wanted = useSettled(isSeen ? planted : null);
  const [held, setHeld] = useState<Kernel | null>(null);
  useEffect(() => {
    if (dense === null || wanted === null) return;
    let isOver = false;
    loadSnapshot(toPlanted(dense, wanted), model).then(
      () => !isOver && setHeld(wanted),
      () => {}, // the slot's state says why
    );
    return () => {
      isOver = true;
    };
  }, [dense, wanted, model, loadSnapshot]);
  const isHeld = held === planted;
  const seed = useMemo(() => nextSeed(held), [held]);
  const ask = (stages: readonly ReturnType<typeof toPlainStage>[]) =>
    isHeld ? { dataset: MODEL_DATASET[model], examples: FEW_IMAGES, stages, seed } : null;
  const counts = {
    float: useEvaluation(SLOT, ask([])),
    tensor: useEvaluation(SLOT, ask([toPlainStage(bits, 'tensor')])),
    channel: useEvaluation(SLOT, ask([toPlainStage(bits, 'channel')])),
  };
  const say = useWords(words);
  const toItem = useWrongItem();
  return (
    <Readout
      items={(['float', 'tensor', 'channel'] as const).map((id) => {
        const { answer, previous } = counts[id];
        return { ...toItem(say(id), answer ?? previous?.answer), isPending: answer === null };
      })}
    />
  );
}

let seeds = 0;

/** A question of its own for each net that the slot has held: nothing in it is drawn. */
function nextSeed(_: Kernel | null): number {
  seeds += 1;
  return seeds;
}

function Ranges({ kernel }: { readonly kernel: Kernel }) {
  const { bits } = useSettings().settings;
  const say = useWords(words);
  const { decimal, integer } = useFormats();
  const steps = 2 ** bits - 1;
  const ranges = useMemo(() => {
    const channels = countChannels(kernel);
    return Array.from({ length: channels }, (_, channel) => {
      const own = kernel.values.filter((_, place) => place % channels === channel);
      const [low, high] = extent(own);
      return { channel, low, high, middle: mean(own), size: Math.max(-low, high) };
    });
  }, [kernel]);
  const whole = Math.max(...ranges.map(({ size }) => size));
  const sizes = ranges.map(({ size }) => size).sort((a, b) => a - b);
  const toStep = (size: number) => decimal((2 * size) / steps, 4);
  return (
    <LineChart
      id="channel-ranges"
      title={say('title', { layer: kernel.layer })}
      finding={say('finding', {
        whole: toStep(whole),
        least: toStep(sizes[0]!),
        most: toStep(sizes.at(-1)!),
        times: decimal(whole / sizes[sizes.length >> 1]!, 1),
      })}
      showFinding
      series={[
        {
          id: 'ranges',
          label: say('series'),
          variant: 'quantized',
          dash: 'dotted',
          marker: 'none',
          points: ranges.map(({ channel, low, high, middle, size }) => ({
            x: channel,
            y: middle,
            low,
            high,
            note: say('note', { step: toStep(size) }),
          })),
        },
      ]}
      x={{ label: say('x'), domain: [-0.5, ranges.length - 0.5], format: integer }}
      y={{ label: say('y'), domain: [-1.08 * whole, 1.08 * whole], format: (value) => decimal(value, 2) }}
      references={[
        { axis: 'y', value: whole, label: say('end'), variant: 'accent' },
        { axis: 'y', value: -whole, label: '', variant: 'accent' },
      ]}
    />
  );
}
