import { useState } from 'react';
import { formatPercent } from '../format.ts';
import { LineChart } from '../lines/LineChart.tsx';
import type { ReferenceLine } from '../props.ts';
import type { AxisOptions } from '../types.ts';
import { seeds, sparsityCurves } from './samples.ts';

const sparsity: AxisOptions = {
  label: 'weights pruned',
  kind: 'logComplement',
  domain: [0, 0.99],
  format: formatPercent,
};
const linear: AxisOptions = { label: 'weights pruned', format: formatPercent };
const error: AxisOptions = { label: 'test error', kind: 'log', format: formatPercent };
const dense: readonly ReferenceLine[] = [{ axis: 'y', value: 0.0164, label: 'dense 1.64\u00a0%' }];

export function LineFigures() {
  const [picked, setPicked] = useState({ seriesId: 'l2', x: 0.9 });
  return (
    <>
      <LineChart
        id="lines-sparsity"
        title="Error against sparsity"
        caption="Each point is a model; choose one to see it in the other figures."
        finding="With retraining, 90 % of the weights can go for two more wrong images."
        showFinding
        series={sparsityCurves}
        x={sparsity}
        y={error}
        references={dense}
        picked={picked}
        onPick={(seriesId, point) => setPicked({ seriesId, x: point.x })}
        provenance={{ sample: 'gallery' }}
      />
      <LineChart
        id="lines-linear"
        title="The same on linear axes"
        finding="On linear axes the curves lie on one another until the cliff."
        series={sparsityCurves}
        x={linear}
        y={{ label: 'test error', format: formatPercent, domain: [0, 0.5] }}
        references={dense}
      />
      <LineChart
        id="lines-uncertain"
        title="Means of five seeds, with their spread"
        finding="The spread of five seeds is wider than the difference of the two means."
        series={seeds}
        x={{ label: 'epochs of retraining' }}
        y={{ label: 'test error', format: formatPercent }}
        references={[{ axis: 'x', value: 3, label: 'rate drops', variant: 'muted' }]}
      />
    </>
  );
}
