import { toMarkerPath } from '../geometry/marker.ts';
import { DASH_ARRAY, type Dash, type MarkerShape } from '../palette.ts';
import styles from './chart.module.css';

/** The dash array as a style: in line widths, so that it grows with the theme's line. */
export function toDashStyle(dash: Dash): { strokeDasharray?: string } {
  const lengths = DASH_ARRAY[dash];
  if (lengths.length === 0) return {};
  return { strokeDasharray: lengths.map((each) => `calc(var(--plot-line) * ${each})`).join(', ') };
}

interface Props {
  readonly x: number;
  readonly y: number;
  readonly length: number;
  readonly fontPx: number;
  readonly color: string;
  readonly dash: Dash;
  readonly marker: MarkerShape;
}

/** A short piece of a line with its marker: what ties a name above the plot to its line. */
export function LineSample({ x, y, length, fontPx, color, dash, marker }: Props) {
  const shape = toMarkerPath(marker, 0.28 * fontPx);
  return (
    <g transform={`translate(${x},${y})`}>
      <path className={styles.line} d={`M0,0H${length}`} style={{ stroke: color, ...toDashStyle(dash) }} />
      {shape && (
        <path
          className={styles.marker}
          d={shape}
          transform={`translate(${length / 2},0)`}
          style={{ stroke: color }}
        />
      )}
    </g>
  );
}
