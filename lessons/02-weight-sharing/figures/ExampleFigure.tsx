import { useMemo } from 'react';
import { groupGradients } from '../../../src/math/kmeans.ts';
import { GroupingChart } from '../../../src/plots/sharing/GroupingChart.tsx';
import { Slider } from '../../../src/ui/control/Slider.tsx';
import { useLinkState } from '../../../src/ui/lesson/context.tsx';
import { numberParam } from '../../../src/ui/lesson/params.ts';
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
  rate: { en: 'Learning rate', zh: '学习率' },
} as const;

const rateParam = numberParam({ initial: EXAMPLE.learningRate, min: 0, max: 4, digits: 2 });

/** The paper's worked example, step by step. */
export function ExampleFigure() {
  const [step, setStep] = useGroupingStep('step');
  const [rate, setRate] = useLinkState('rate', rateParam);
  const say = useWords(words);
  const labels = useGroupingLabels(false);
  const codebook = useMemo(() => {
    const sums = groupGradients(EXAMPLE.codes, EXAMPLE.gradients, EXAMPLE.centroids.length);
    return EXAMPLE.centroids.map((centroid, code) => ({
      centroid,
      sum: sums[code]!,
      updated: centroid - rate * sums[code]!,
    }));
  }, [rate]);
  const show = (value: number) => toFixed(value, 2);
  return (
    <FigurePanel
      id="example"
      controls={
        <Slider label={say('rate')} value={rate} onChange={setRate} min={0} max={4} step={0.1} digits={1} />
      }
      actions={<StepControls step={step} onStep={setStep} />}
      views={[
        {
          id: 'example',
          label: say('title'),
          content: (
            <GroupingChart
              id="example"
              title={say('title')}
              finding={say('finding', {
                rate,
                before: EXAMPLE.centroids.map(show).join(', '),
                after: codebook.map(({ updated }) => show(updated)).join(', '),
              })}
              caption={say('caption')}
              rows={EXAMPLE.rows}
              columns={EXAMPLE.columns}
              cells={EXAMPLE.weights.map((weight, at) => ({
                weight,
                gradient: EXAMPLE.gradients[at]!,
                code: EXAMPLE.codes[at]!,
              }))}
              codebook={codebook}
              step={step}
              formatWeight={show}
              formatGradient={show}
              labels={labels}
            />
          ),
        },
      ]}
    />
  );
}
