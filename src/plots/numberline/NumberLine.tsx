import { useMemo, useRef } from 'react';
import { formatNumber } from '../format.ts';
import { Figure } from '../frame/Figure.tsx';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import { VARIANT_STYLE } from '../palette.ts';
import { XAxis } from '../parts/Axis.tsx';
import chart from '../parts/chart.module.css';
import { Drawing } from '../parts/Drawing.tsx';
import { useSize } from '../parts/useSize.ts';
import type { PlotTable } from '../types.ts';
import { layoutNumberLine } from './layout.ts';
import type { NumberLineProps } from './props.ts';

/** Which values there are, as marks on lines below each other, and where each line puts one value. */
export function NumberLine(props: NumberLineProps) {
  const labels = usePlotLabels();
  const getTable = (): PlotTable => ({
    columns: [
      { id: 'row', label: labels.row },
      { id: 'value', label: props.valueLabel, format: props.format ?? formatNumber },
    ],
    rows: props.rows.flatMap(({ values }, row) => values.map((value) => [row + 1, value])),
  });
  return (
    <Figure {...props} getTable={getTable}>
      <NumberLineBody {...props} />
    </Figure>
  );
}

function NumberLineBody({ rows, domain, valueLabel, format = formatNumber, at }: NumberLineProps) {
  const root = useRef<HTMLDivElement>(null);
  const { width, fontPx, height } = useSize(root);
  const layout = useMemo(
    () => (width > 0 ? layoutNumberLine({ width, fontPx, height, rows, domain, format, at }) : undefined),
    [width, fontPx, height, rows, domain, format, at],
  );
  return (
    <div ref={root} style={{ minHeight: layout ? undefined : '14em' }}>
      {layout && (
        <Drawing width={width} height={layout.height}>
          {layout.at !== undefined && (
            <path
              className={chart.reference}
              d={`M${layout.at},${layout.area.top}V${layout.area.bottom}`}
              style={{ stroke: 'var(--plot-accent)' }}
            />
          )}
          {layout.rows.map(({ row, y, marks, nearest }) => {
            const { color } = VARIANT_STYLE[row.variant];
            return (
              <g key={row.id} data-row={row.id} data-marks={row.values.length}>
                <text x={layout.area.left} y={y - layout.mark - 0.8 * fontPx} style={{ fill: color }}>
                  {row.label}
                </text>
                <path className={chart.axis} d={`M${layout.area.left},${y}H${layout.area.right}`} />
                <path
                  d={marks}
                  style={{ stroke: color, strokeWidth: 'var(--plot-hairline)', fill: 'none' }}
                />
                {nearest !== undefined && (
                  <circle cx={nearest} cy={y} r={0.42 * fontPx} style={{ fill: 'var(--plot-accent)' }} />
                )}
              </g>
            );
          })}
          <XAxis area={layout.area} ticks={layout.ticks} label={valueLabel} fontPx={fontPx} />
        </Drawing>
      )}
    </div>
  );
}
