import { useMemo } from 'react';
import { Histogram } from '../../../src/plots/histogram/Histogram.tsx';
import { applyMask } from '../../../src/techniques/mask/transform.ts';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { Readout, useWrongItem } from '../../parts/figures/Readout.tsx';
import { useShownKernel } from '../../parts/layers.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { measureGone } from '../lab/reborn.ts';
import {
  cutKernels,
  DataMissing,
  NetMissing,
  useDenseKernels,
  useDenseWrong,
  useSettings,
  useWrongCount,
} from '../lesson.ts';
import { Controls } from './Controls.tsx';

const words = {
  title: { en: 'Weights of {layer}, and those that stay', zh: '{layer} 的权重，以及留下的部分' },
  finding: {
    en: '{gone} of the {all} weights of {layer} go: none larger than {threshold} in size.',
    zh: '{layer} 的 {all} 个权重中剪去 {gone} 个：绝对值都不超过 {threshold}。',
  },
  whole: { en: 'No weight of {layer} goes.', zh: '{layer} 的权重一个也没有剪。' },
  trained: { en: 'as trained', zh: '训练所得' },
  left: { en: 'those that stay', zh: '留下的' },
  before: { en: 'Wrong before', zh: '剪枝前答错' },
  after: { en: 'Wrong after the cut', zh: '剪枝后答错' },
} as const;

/** The trained net with some of its weights gone, live: what is taken away for a while later on. */
export function CutFigure() {
  const { settings } = useSettings();
  const kernels = useDenseKernels();
  const { kernel, layer } = useShownKernel(kernels);
  const say = useWords(words);
  const { integer, decimal } = useFormats();
  const kept = useMemo(() => {
    const masks = cutKernels(kernels, settings);
    return kernel === undefined ? undefined : masks.get(kernel.name);
  }, [kernels, settings, kernel]);
  const series = useMemo(() => {
    if (kernel === undefined) return [];
    const { values } = kernel;
    const left = kept === undefined ? values : applyMask(values, kept);
    return [
      { id: 'trained', label: say('trained'), variant: 'dense', values } as const,
      { id: 'left', label: say('left'), variant: 'pruned', values: left } as const,
    ];
  }, [kernel, kept, say]);
  const finding = useMemo(() => {
    if (kernel === undefined || kept === undefined) return say('whole', { layer });
    const { count, largest } = measureGone(kernel.values, kept);
    const numbers = { gone: integer(count), all: integer(kept.length) };
    return say('finding', { layer, ...numbers, threshold: decimal(largest, 4) });
  }, [kernel, kept, layer, say, integer, decimal]);
  if (kernel === undefined) return <NetMissing />;
  return (
    <FigurePanel
      id="cut"
      notice={<DataMissing />}
      controls={<Controls comesBack={false} />}
      readout={<CutReadout />}
    >
      <Histogram
        id="cut-weights"
        title={say('title', { layer })}
        finding={finding}
        showFinding
        series={series}
        countScale="sqrt"
      />
    </FigurePanel>
  );
}

function CutReadout() {
  const { answer, stale, isPending } = useWrongCount();
  const dense = useDenseWrong();
  const say = useWords(words);
  const toItem = useWrongItem();
  return (
    <Readout
      items={[toItem(say('before'), dense), { ...toItem(say('after'), answer ?? stale), isPending }]}
    />
  );
}
