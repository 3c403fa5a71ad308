import { useMemo } from 'react';
import { groupGradients } from '../../../src/math/kmeans.ts';
import { GroupingChart } from '../../../src/plots/sharing/GroupingChart.tsx';
import { slider } from '../../parts/dials.ts';
import { Dial, useDial } from '../../parts/figures/Dial.tsx';
import { FigurePanel } from '../../parts/figures/FigurePanel.tsx';
import { useWords } from '../../parts/words.ts';
import { EXAMPLE } from '../example.ts';
import { toFixed } from './gradienttext.ts';
import { useGroupingLabels } from './grouping.ts';
import { StepControls, useGroupingStep } from './StepControls.tsx';

const words = {
  title: { en: 'One training step of sixteen weights on four values', zh: '十六个权重、四个取值，训练一步' },
  finding: {
    en: 'With the learning rate {rate} the values go from {before} to {after}.',
    zh: '学习率为 {rate} 时，四个值由 {before} 变为 {after}。',
  },
  caption: {
    en: 'Numbers after Han, Mao and Dally (2016), figure 3.',
    zh: '数字取自 Han、Mao、Dally（2016）图 3。',
  },
} as const;

const RATE = slider('rate', {
  label: { en: 'Learning rate', zh: '学习率' },
  initial: EXAMPLE.learningRate,
  ...{ min: 0, max: 4, step: 0.1, digits: 1, keeps: 2 },
});

const { weights, gradients, codes, centroids } = EXAMPLE;
const show = (value: number) => toFixed(value, 2);

/** The paper's worked example, step by step. */
export function ExampleFigure() {
  const [step, setStep] = useGroupingStep('step');
  const [rate] = useDial(RATE);
  const say = useWords(words);
  const labels = useGroupingLabels(false);
  const codebook = useMemo(() => {
    const sums = groupGradients(codes, gradients, centroids.length);
    return centroids.map((centroid, code) => {
      const sum = sums[code]!;
      return { centroid, sum, updated: centroid - rate * sum };
    });
  }, [rate]);
  const after = codebook.map(({ updated }) => show(updated)).join(', ');
  return (
    <FigurePanel
      id="example"
      controls={<Dial of={RATE} />}
      actions={<StepControls step={step} onStep={setStep} />}
    >
      <GroupingChart
        id="example"
        title={say('title')}
        finding={say('finding', { rate, before: centroids.map(show).join(', '), after })}
        caption={say('caption')}
        rows={EXAMPLE.rows}
        columns={EXAMPLE.columns}
        cells={weights.map((weight, at) => ({ weight, gradient: gradients[at]!, code: codes[at]! }))}
        codebook={codebook}
        step={step}
        formatWeight={show}
        formatGradient={show}
        labels={labels}
      />
    </FigurePanel>
  );
}
