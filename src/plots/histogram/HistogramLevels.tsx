import { memo } from 'react';
import type { HistogramLayout } from '../geometry/histogram.ts';
import chart from '../parts/chart.module.css';
import styles from './Histogram.module.css';

interface Props {
  readonly layout: HistogramLayout;
  readonly levels: readonly number[];
}

/** The values of a grid as rules across the plot; those off the axis are left out. */
export const HistogramLevels = memo(function HistogramLevels({ layout, levels }: Props) {
  const { area, x, extent } = layout;
  const path = levels
    .filter((level) => Math.abs(level) <= extent)
    .map((level) => `M${x.toPixel(level).toFixed(1)},${area.top}V${area.bottom}`)
    .join('');
  return (
    <svg
      className={`${chart.svg} ${styles.brush}`}
      width={layout.width}
      height={layout.height}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      aria-hidden="true"
      data-levels={levels.length}
    >
      <path className={styles.level} d={path} />
    </svg>
  );
});
