import { memo } from 'react';
import { formatCount } from '../format.ts';
import type { HistogramLayout } from '../geometry/histogram.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import { VARIANT_STYLE } from '../palette.ts';
import chart from '../parts/chart.module.css';
import styles from './Histogram.module.css';

/** Names and zero counts, over the threshold's shade. */
export const HistogramNames = memo(function HistogramNames({
  layout,
  fontPx,
}: {
  layout: HistogramLayout;
  fontPx: number;
}) {
  const labels = usePlotLabels();
  const { area, series, zeros } = layout;
  const zero = layout.x.toPixel(0);
  return (
    <svg
      className={`${chart.svg} ${styles.brush}`}
      width={layout.width}
      height={layout.height}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      aria-hidden="true"
    >
      {zeros.length > 0 && (
        <path
          className={styles.stem}
          d={`M${zero},${area.bottom}V${zeros.at(-1)!.y + 0.75 * fontPx}`}
          style={{
            stroke: VARIANT_STYLE[series.find((each) => each.counted.zeros > 0)!.series.variant].color,
          }}
        />
      )}
      {zeros.map((each) => (
        <text
          key={each.owner?.id ?? 'all'}
          className={chart.halo}
          x={zero}
          y={each.y}
          textAnchor="middle"
          style={each.owner && { fill: VARIANT_STYLE[each.owner.variant].color }}
        >
          {each.owner ? `${each.owner.label}: ` : ''}
          {labels.zeros(formatCount(each.count))}
        </text>
      ))}
      {series.map(({ series: each, label }) => {
        const { color } = VARIANT_STYLE[each.variant];
        return (
          <g key={each.id}>
            <path className={chart.leader} d={label.leader} style={{ stroke: color }} />
            <text className={chart.halo} x={label.x} y={label.y} style={{ fill: color }}>
              {each.label}
            </text>
          </g>
        );
      })}
    </svg>
  );
});
