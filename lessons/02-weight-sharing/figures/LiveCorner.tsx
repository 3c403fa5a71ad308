import { GroupingChart, type GroupingStep } from '../../../src/plots/sharing/GroupingChart.tsx';
import type { GradientAnswer } from '../../../src/protocol/commands.ts';
import { useWords } from '../../parts/words.ts';
import { NO_CODE, type SharedLayer } from '../sharing.ts';
import { toMatrix, useChosenWeight } from './CodebookFigure.tsx';
import { toFixed } from './gradienttext.ts';
import { useGroupingLabels } from './grouping.ts';

const words = {
  title: {
    en: 'Sixteen weights of {layer}, and the sums of all',
    zh: '{layer} 中的十六个权重，以及全层的和',
  },
  finding: {
    en: 'Weights in rows {row} to {lastRow} and columns {column} to {lastColumn} of {layer}: {codes} different codes.',
    zh: '{layer} 第 {row} 到 {lastRow} 行、第 {column} 到 {lastColumn} 列的权重，共有 {codes} 种编号。',
  },
} as const;

const SIDE = 4;

export interface LiveCornerProps {
  readonly share: SharedLayer;
  readonly answer: GradientAnswer;
  readonly sums: Float64Array;
  readonly updated: Float32Array;
  readonly step: GroupingStep;
}

/** Sixteen weights around the one that the reader chose in the index matrix. */
export function LiveCorner({ share, answer, sums, updated, step }: LiveCornerProps) {
  const { kernel, codes, centroids, counts } = share;
  const { rows, columns } = toMatrix(share);
  const [at] = useChosenWeight(rows, columns);
  const say = useWords(words);
  const labels = useGroupingLabels(true);
  const row = Math.max(0, Math.min(at.row, rows - SIDE));
  const column = Math.max(0, Math.min(at.column, columns - SIDE));
  const down = Math.min(SIDE, rows);
  const across = Math.min(SIDE, columns);
  const places = Array.from(
    { length: down * across },
    (_, i) => (row + Math.floor(i / across)) * columns + column + (i % across),
  );
  const shown = places.map((place) => codes[place]!);
  return (
    <GroupingChart
      id="live-step"
      title={say('title', { layer: kernel.layer })}
      finding={say('finding', {
        layer: kernel.layer,
        row: row + 1,
        lastRow: row + down,
        column: column + 1,
        lastColumn: column + across,
        codes: new Set(shown).size,
      })}
      rows={down}
      columns={across}
      cells={places.map((place) => ({
        weight: kernel.values[place]!,
        gradient: answer.values[place]!,
        code: codes[place] === NO_CODE ? null : codes[place]!,
      }))}
      codebook={Array.from(centroids, (centroid, code) => ({
        centroid,
        sum: sums[code]!,
        updated: updated[code]!,
        others: counts[code]! - shown.filter((each) => each === code).length,
      }))}
      step={step}
      formatWeight={(value) => toFixed(value, 3)}
      formatGradient={(value) => toFixed(1000 * value, 2)}
      formatCentroid={(value) => toFixed(value, 5)}
      labels={labels}
    />
  );
}
