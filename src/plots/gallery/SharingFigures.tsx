import { useState } from 'react';
import { assignCodes, clusterValues, groupGradients } from '../../math/kmeans.ts';
import { sortValues, traceCumulative } from '../../math/sortedvalues.ts';
import { formatCount, formatWeight } from '../format.ts';
import { CentroidChart } from '../sharing/CentroidChart.tsx';
import { CodeBars } from '../sharing/CodeBars.tsx';
import { CodeGrid } from '../sharing/CodeGrid.tsx';
import { GroupingChart, type GroupingStep } from '../sharing/GroupingChart.tsx';
import { prunedWeights, retrainedWeights, UNITS } from './samples.ts';
import { useGalleryText } from './useGalleryText.ts';

const FIRST_ROW = 350;
const ROWS = 60;
const NO_CODE = 255;
/** Rows of a layer from the middle of the image, where most weights survive. */
const part = retrainedWeights.subarray(FIRST_ROW * UNITS, (FIRST_ROW + ROWS) * UNITS);
const survivors = part.filter((_, i) => prunedWeights[FIRST_ROW * UNITS + i] !== 0);
const shared = clusterValues(survivors, 8, 'linear');
const counts = Array.from(shared.centroids, (_, code) => shared.codes.filter((each) => each === code).length);
const codes = assignCodes(part, shared.centroids).map((code, i) => (part[i] === 0 ? NO_CODE : code));
const curve = traceCumulative(sortValues(survivors), 120);
const DOMAIN = [curve.at[0]!, curve.at.at(-1)!] as const;

/** A step of training on a few weights; one of them is pruned. */
const CELLS = [0, 2, 1, 1, null, 0, 2, 2, 1, 0, 0, 2].map((code, i) => ({
  code,
  weight: code === null ? 0 : (code - 1) * 0.06 + 0.004 * ((i % 5) - 2),
  gradient: 0.01 * ((i * 7) % 9) - 0.04,
}));
const CENTROIDS = [-0.06, 0, 0.06];
const coded = CELLS.filter(({ code }) => code !== null);
const sums = groupGradients(
  coded.map(({ code }) => code!),
  coded.map(({ gradient }) => gradient),
  CENTROIDS.length,
);
const codebook = CENTROIDS.map((centroid, code) => ({
  centroid,
  sum: sums[code]!,
  updated: centroid - 0.2 * sums[code]!,
  others: code === 1 ? 17 : 0,
}));

function SampleStep({ id, title, step }: { id: string; title: string; step: GroupingStep }) {
  const say = useGalleryText();
  return (
    <GroupingChart
      id={id}
      title={title}
      finding={say('Each value moves against the sum of its group.', '每个值沿本组梯度之和的反方向移动。')}
      rows={3}
      columns={4}
      cells={CELLS}
      codebook={codebook}
      step={step}
      formatWeight={formatWeight}
      formatGradient={formatWeight}
      labels={{
        weights: 'weights',
        updatedWeights: 'updated',
        gradients: 'gradients',
        groups: 'by code',
        code: 'code',
        sum: 'sum',
        centroid: 'value',
        updated: 'updated',
        others: (count) => `+ ${count} more`,
      }}
    />
  );
}

export function SharingFigures() {
  const say = useGalleryText();
  const [at, setAt] = useState({ row: 12, column: 7 });
  return (
    <>
      <CentroidChart
        id="centroids"
        title={say('Eight values for all weights', '八个值代表所有权重')}
        finding={say('They stand where the curve is steep.', '曲线陡的地方，值排得密。')}
        curve={curve}
        centroids={shared.centroids}
        counts={counts}
        domain={DOMAIN}
        variant="shared"
        xLabel="weight"
        yLabel="share of weights below"
        centroidLabel="value"
        countLabel="weights"
      />
      <CodeBars
        id="code-bars"
        title={say('How many weights use each value', '每个值有多少权重在用')}
        finding={say('The smallest values that are left are used most.', '留下的值里，绝对值小的用得最多。')}
        values={counts}
        valueLabel="weights"
        codeLabel="code"
        format={formatCount}
        heightEm={6}
      />
      <CodeGrid
        id="code-grid"
        title={say('Codes around a weight', '一个权重周围的编号')}
        finding={say('A dot is a pruned weight.', '圆点是被剪去的权重。')}
        rows={ROWS}
        columns={UNITS}
        codes={codes}
        codeCount={shared.centroids.length}
        at={at}
        onMove={setAt}
        rowLabel="input"
        columnLabel="unit"
        describe={(row, column) =>
          `input ${row + 1}, unit ${column + 1}: code ${codes[row * UNITS + column]}`
        }
      />
      <SampleStep id="grouping-gradients" title={say('Gradients in place', '梯度在原位')} step="gradient" />
      <SampleStep
        id="grouping-sums"
        title={say('Gradients grouped and summed', '按编号归组求和')}
        step="sum"
      />
    </>
  );
}
