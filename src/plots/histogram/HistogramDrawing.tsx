import { memo } from 'react';
import type { HistogramLayout } from '../geometry/histogram.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import { VARIANT_STYLE } from '../palette.ts';
import { XAxis, YAxis } from '../parts/Axis.tsx';
import chart from '../parts/chart.module.css';
import { Drawing } from '../parts/Drawing.tsx';
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
  const { area, series } = layout;
  return (
    <Drawing width={layout.width} height={layout.height}>
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
    </Drawing>
  );
});
