import { useState } from 'react';
import { Histogram } from '../histogram/Histogram.tsx';
import type { HistogramSeries } from '../props.ts';
import { denseWeights, prunedWeights, retrainedWeights } from './samples.ts';

const layers: readonly HistogramSeries[] = [
  { id: 'before', label: 'before pruning', variant: 'dense', values: denseWeights },
  { id: 'pruned', label: 'pruned', variant: 'pruned', values: prunedWeights },
  { id: 'retrained', label: 'retrained', variant: 'retrained', values: retrainedWeights },
];

export function HistogramFigures() {
  const [threshold, setThreshold] = useState(0.045);
  return (
    <>
      <Histogram
        id="histogram-threshold"
        title="Brush the threshold on the weights"
        finding="Most weights of the layer are near zero."
        series={layers.slice(0, 1)}
        threshold={threshold}
        onThresholdChange={setThreshold}
        provenance={{ sample: 'gallery' }}
      />
      <Histogram
        id="histogram-layers"
        title="Weights before pruning, pruned, and retrained"
        caption="Pruning cuts out the middle; retraining spreads what is left into it again."
        finding="After retraining the weights that were kept have moved outwards."
        series={layers}
        countScale="sqrt"
      />
      <Histogram
        id="histogram-log"
        title="The same on a logarithmic axis"
        finding="On a logarithmic axis the tails show."
        series={layers}
        countScale="log"
      />
    </>
  );
}
