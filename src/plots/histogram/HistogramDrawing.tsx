import { memo } from 'react';
import { formatCount } from '../format.ts';
import { useFigureNames } from '../frame/FigureContext.ts';
import type { HistogramLayout } from '../geometry/histogram.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import { VARIANT_STYLE } from '../palette.ts';
import { XAxis, YAxis } from '../parts/Axis.tsx';
import chart from '../parts/chart.module.css';
import { toDashStyle } from '../parts/LineSample.tsx';
import styles from './Histogram.module.css';

interface Props {
  readonly layout: HistogramLayout;
  readonly fontPx: number;
  readonly valueLabel: string;
  readonly emphasis: string | undefined;
}

/** The histogram's ink. Not redrawn while the threshold moves. */
export const HistogramDrawing = memo(function HistogramDrawing({
  layout,
  fontPx,
  valueLabel,
  emphasis,
}: Props) {
  const labels = usePlotLabels();
  const names = useFigureNames();
  const { area, series, zeros } = layout;
  const zero = layout.x.toPixel(0);
  return (
    <svg
      className={chart.svg}
      width={layout.width}
      height={layout.height}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      role="img"
      aria-label={names.title}
      aria-describedby={names.findingId}
    >
      <YAxis area={area} ticks={layout.yTicks} label={labels.weightsPerBin} fontPx={fontPx} />
      {series.map(({ series: each, fill, outline }) => {
        const look = VARIANT_STYLE[each.variant];
        return (
          <g
            key={each.id}
            data-series={each.id}
            className={emphasis !== undefined && emphasis !== each.id ? chart.faded : undefined}
          >
            <path className={styles.fill} d={fill} style={{ fill: look.color }} />
            <path
              className={styles.outline}
              d={outline}
              style={{ stroke: look.color, ...toDashStyle(look.dash) }}
            />
          </g>
        );
      })}
      <XAxis area={area} ticks={layout.xTicks} label={valueLabel} fontPx={fontPx} />
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
