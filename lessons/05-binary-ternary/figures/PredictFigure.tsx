import { useMemo } from 'react';
import { FilterGrid } from '../../../src/plots/fields/FilterGrid.tsx';
import { FigurePanel, Multiples } from '../../parts/figures/FigurePanel.tsx';
import { Readout, useWrongItem } from '../../parts/figures/Readout.tsx';
import { useWords } from '../../parts/words.ts';
import {
  DataMissing,
  NetMissing,
  useDenseKernels,
  useDenseWrong,
  useGuess,
  useLayerPoints,
} from '../lesson.ts';

const words = {
  weights: { en: '{layer} as trained', zh: '训练所得的 {layer}' },
  weightsFinding: {
    en: '{layer} has {n} weights in shades from {low} to {high}.',
    zh: '{layer} 有 {n} 个权重，深浅各异，从 {low} 到 {high}。',
  },
  signs: { en: '{layer}, signs alone', zh: '只留符号的 {layer}' },
  signsFinding: {
    en: 'Of {n} weights {plus} are plus (white), the others minus (black).',
    zh: '{n} 个权重中 {plus} 个为正（白），其余为负（黑）。',
  },
  before: { en: 'Wrong before', zh: '之前答错' },
  after: { en: 'Wrong with signs alone', zh: '只留符号后答错' },
} as const;

/** A convolution's shape as the charts take it. */
export type FilterShape = readonly [number, number, number, number];

/** The first layer's filters as they are and as signs; the count once the guess stands. */
export function PredictFigure() {
  const kernel = useDenseKernels().find(({ shape }) => shape.length === 4);
  const { isOpen } = useGuess();
  const dense = useDenseWrong();
  const all = useLayerPoints().find(({ x }) => x === 0);
  const say = useWords(words);
  const toItem = useWrongItem();
  // A chart is drawn anew when it gets another array.
  const signs = useMemo(() => kernel?.values.map((value) => (value >= 0 ? 1 : -1)), [kernel]);
  if (kernel === undefined || signs === undefined) return <NetMissing />;
  const shape = kernel.shape as unknown as FilterShape;
  const names = {
    layer: kernel.layer,
    n: kernel.values.length,
    plus: signs.reduce((sum, each) => sum + (each > 0 ? 1 : 0), 0),
    low: Math.min(...kernel.values).toFixed(2),
    high: Math.max(...kernel.values).toFixed(2),
  };
  return (
    <FigurePanel
      id="predict"
      notice={<DataMissing />}
      readout={<Readout items={[toItem(say('before'), dense), toItem(say('after'), isOpen ? all : null)]} />}
    >
      <Multiples columns={2}>
        <FilterGrid
          id="predict-weights"
          title={say('weights', names)}
          finding={say('weightsFinding', names)}
          shape={shape}
          values={kernel.values}
        />
        <FilterGrid
          id="predict-signs"
          title={say('signs', names)}
          finding={say('signsFinding', names)}
          shape={shape}
          values={signs}
          extent={1}
          tone="signs"
        />
      </Multiples>
    </FigurePanel>
  );
}
