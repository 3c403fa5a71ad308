import type { ReactNode } from 'react';
import styles from './chart.module.css';

interface Props {
  /** Where the thing that is read stands, in pixels of the chart. */
  readonly x: number;
  readonly y: number;
  readonly chartWidth: number;
  readonly children: ReactNode;
}

/** The read-out beside a point: on the side that has more room. The slider under it says the same to screen readers. */
export function Tip({ x, y, chartWidth, children }: Props) {
  const side =
    x > chartWidth / 2 ? { right: `calc(${chartWidth - x}px + 0.9em)` } : { left: `calc(${x}px + 0.9em)` };
  return (
    <div className={styles.tip} aria-hidden="true" style={{ top: y, ...side }}>
      {children}
    </div>
  );
}
