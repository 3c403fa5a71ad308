import type { PlotArea } from '../geometry/lines.ts';
import type { Tick } from '../geometry/ticks.ts';
import styles from './chart.module.css';

interface Props {
  readonly area: PlotArea;
  readonly ticks: readonly Tick[];
  readonly label: string;
  readonly fontPx: number;
  /** Rules across the plot at each tick. Default: on y only. */
  readonly grid?: boolean;
}

/** A base line, short ticks, and the axis' words at its right end. */
export function XAxis({ area, ticks, label, fontPx, grid = false }: Props) {
  return (
    <g>
      {grid &&
        ticks.map((tick) => (
          <line
            key={tick.value}
            className={styles.grid}
            x1={tick.pixel}
            x2={tick.pixel}
            y1={area.top}
            y2={area.bottom}
          />
        ))}
      <line className={styles.axis} x1={area.left} x2={area.right} y1={area.bottom} y2={area.bottom} />
      {ticks.map((tick) => (
        <g key={tick.value}>
          <line
            className={styles.axis}
            x1={tick.pixel}
            x2={tick.pixel}
            y1={area.bottom}
            y2={area.bottom + 0.35 * fontPx}
          />
          <text className={styles.tick} x={tick.pixel} y={area.bottom + 1.05 * fontPx} textAnchor="middle">
            {tick.text}
          </text>
        </g>
      ))}
      <text className={styles.axisLabel} x={area.right} y={area.bottom + 2.5 * fontPx} textAnchor="end">
        {label}
      </text>
    </g>
  );
}

/** Fine rules across the plot, and the axis' words above it, read without turning the head. */
export function YAxis({ area, ticks, label, fontPx, grid = true }: Props) {
  return (
    <g>
      {ticks.map((tick) => (
        <g key={tick.value}>
          {grid && tick.pixel < area.bottom - 1 && (
            <line className={styles.grid} x1={area.left} x2={area.right} y1={tick.pixel} y2={tick.pixel} />
          )}
          <text className={styles.tick} x={area.left - 0.5 * fontPx} y={tick.pixel} textAnchor="end">
            {tick.text}
          </text>
        </g>
      ))}
      <text className={styles.axisLabel} x={0} y={area.top - 1.6 * fontPx}>
        {label}
      </text>
    </g>
  );
}
