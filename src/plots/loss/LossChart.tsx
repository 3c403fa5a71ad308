import { useMemo, useRef } from 'react';
import { formatCount } from '../format.ts';
import { Figure } from '../frame/Figure.tsx';
import { layoutPanels } from '../geometry/panels.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import { useSize } from '../parts/useSize.ts';
import { useStable } from '../parts/useStable.ts';
import type { PlotCell, PlotTable } from '../types.ts';
import { LossAxes } from './LossAxes.tsx';
import { LossReader } from './LossReader.tsx';
import type { LossChartProps } from './props.ts';
import { StreamCanvas } from './StreamCanvas.tsx';

/** A run as it goes: streams over the training step, raw and smoothed, each panel with its own scale. */
export function LossChart(props: LossChartProps) {
  const labels = usePlotLabels();
  const { panels, stepLabel = labels.step } = props;
  return (
    <Figure {...props} kind="curve" getTable={() => toStreamTable(panels, stepLabel)}>
      <LossBody {...props} stepLabel={stepLabel} />
    </Figure>
  );
}

function LossBody({ stepsTotal, boundaries, stepLabel, ...props }: LossChartProps & { stepLabel: string }) {
  const panels = useStable(props.panels);
  const root = useRef<HTMLDivElement>(null);
  const { width, fontPx, height } = useSize(root);
  const layout = useMemo(
    () => (width > 0 ? layoutPanels({ width, fontPx, height, panels, stepsTotal }) : undefined),
    [width, fontPx, height, panels, stepsTotal],
  );
  return (
    <div ref={root} style={{ minHeight: layout ? undefined : '28em', position: 'relative' }}>
      {layout && (
        <>
          <LossAxes layout={layout} fontPx={fontPx} stepLabel={stepLabel} boundaries={boundaries} />
          <StreamCanvas layout={layout} />
          <LossReader layout={layout} stepLabel={stepLabel} />
        </>
      )}
    </div>
  );
}

function toStreamTable(panels: LossChartProps['panels'], stepLabel: string): PlotTable {
  const all = panels.flatMap((panel) =>
    panel.series.map((series) => ({ series, panel, format: panel.axis.formatExact ?? panel.axis.format })),
  );
  const rows = new Map<number, PlotCell[]>();
  for (const [column, { series }] of all.entries()) {
    for (let i = 0; i < series.steps.length; i++) {
      const step = series.steps[i]!;
      const row = rows.get(step) ?? [step, ...all.map(() => null)];
      row[column + 1] = series.values[i] ?? null;
      rows.set(step, row);
    }
  }
  return {
    columns: [
      { id: 'step', label: stepLabel, format: formatCount },
      // Panels draw series of the same name: the training's loss and the training's accuracy.
      ...all.map(({ series, panel, format }) => ({
        id: `${panel.id}-${series.id}`,
        label: `${panel.axis.label}, ${series.label}`,
        ...(format && { format }),
      })),
    ],
    rows: [...rows.values()].sort((a, b) => Number(a[0]) - Number(b[0])),
  };
}
