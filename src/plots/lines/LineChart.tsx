import { useMemo, useRef } from 'react';
import { formatNumber } from '../format.ts';
import { Figure } from '../frame/Figure.tsx';
import { layoutLines } from '../geometry/lines.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import { useSize } from '../parts/useSize.ts';
import { useStable } from '../parts/useStable.ts';
import { LineDrawing } from './LineDrawing.tsx';
import { LineReader } from './LineReader.tsx';
import type { LineChartProps } from './props.ts';
import { toLineTable } from './table.ts';

/** Several series over one axis, named directly, with read-out and, if wished, points that can be picked. */
export function LineChart(props: LineChartProps) {
  const { series, x, y, references, aspect = 0.56 } = props;
  const labels = usePlotLabels();
  return (
    <Figure {...props} kind="curve" getTable={() => toLineTable(series, x, y, references ?? [], labels)}>
      <LineBody {...props} aspect={aspect} />
    </Figure>
  );
}

const NO_REFERENCES: NonNullable<LineChartProps['references']> = [];

function LineBody(props: LineChartProps & { aspect: number }) {
  const { aspect, emphasis, onPick, onEmphasis } = props;
  const { series, x, y, references, picked } = useStable({
    series: props.series,
    x: props.x,
    y: props.y,
    references: props.references ?? NO_REFERENCES,
    picked: props.picked,
  });
  const root = useRef<HTMLDivElement>(null);
  const { width, fontPx, height } = useSize(root);
  const layout = useMemo(
    () => (width > 0 ? layoutLines({ width, fontPx, height, series, x, y, references, aspect }) : undefined),
    [width, fontPx, height, series, x, y, references, aspect],
  );
  const exact = {
    x: x.formatExact ?? x.format ?? formatNumber,
    y: y.formatExact ?? y.format ?? formatNumber,
  };
  return (
    <div ref={root} style={{ minHeight: layout ? undefined : '22em', position: 'relative' }}>
      {layout && (
        <>
          <LineDrawing
            layout={layout}
            fontPx={fontPx}
            xLabel={x.label}
            yLabel={y.label}
            emphasis={emphasis}
            picked={picked}
          />
          <LineReader
            layout={layout}
            xLabel={x.label}
            format={exact}
            onPick={onPick}
            onEmphasis={onEmphasis}
          />
        </>
      )}
    </div>
  );
}
