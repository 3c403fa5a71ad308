import { useMemo } from 'react';
import { Histogram } from '../../../src/plots/histogram/Histogram.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { Readout, useWrongItem } from '../../parts/figures/Readout.tsx';
import { findLargest } from '../../parts/kernels.ts';
import { useFormats, useWords } from '../../parts/words.ts';
import { DataMissing, NetMissing, useDenseKernels, useDenseWrong, useWrongCount } from '../lesson.ts';
import { Controls } from './Controls.tsx';

const words = {
  title: { en: 'Weights of {layer}', zh: '{layer} 的权重' },
  finding: { en: '{layer} has {weights} weights.', zh: '{layer} 有 {weights} 个权重。' },
  before: { en: 'Wrong before', zh: '之前答错' },
  after: { en: 'Wrong after', zh: '之后答错' },
} as const;

/** The weights as they are, and what the change costs. */
export function LiveFigure() {
  const kernel = findLargest(useDenseKernels());
  const say = useWords(words);
  const { integer } = useFormats();
  const series = useMemo(() => {
    if (kernel === null) return [];
    const { layer, values } = kernel;
    return [{ id: layer, label: layer, variant: 'dense', values } as const];
  }, [kernel]);
  if (kernel === null) return <NetMissing />;
  const names = { layer: kernel.layer, weights: integer(kernel.values.length) };
  return (
    <FigurePanel id="live" notice={<DataMissing />} controls={<Controls />} readout={<Counts />}>
      <Histogram
        id="live-weights"
        title={say('title', names)}
        finding={say('finding', names)}
        series={series}
        countScale="sqrt"
      />
    </FigurePanel>
  );
}

function Counts() {
  const { answer, stale, isPending } = useWrongCount();
  const say = useWords(words);
  const toItem = useWrongItem();
  const after = { ...toItem(say('after'), answer ?? stale), isPending };
  return <Readout items={[toItem(say('before'), useDenseWrong()), after]} />;
}
