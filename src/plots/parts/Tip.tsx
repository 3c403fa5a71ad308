import type { ReactNode } from 'react';
import styles from './chart.module.css';

/** On a narrow chart the read-out stands above it, where no finger covers it. */
const NARROW_PX = 480;

interface Props {
  /** Where the thing that is read stands, in pixels of the chart; `y` is the read-out's upper edge. */
  readonly x: number;
  readonly y: number;
  readonly chartWidth: number;
  readonly children: ReactNode;
}

/**
 * The read-out beside a point: on the side that has more room. The slider under it says the same to screen
 * readers.
 */
export function Tip({ x, y, chartWidth, children }: Props) {
  const isRight = x <= chartWidth / 2;
  const room = isRight ? chartWidth - x : x;
  const place =
    chartWidth < NARROW_PX
      ? { left: 0, bottom: `calc(100% - ${y - 4}px)`, maxWidth: '100%' }
      : {
          top: y,
          maxWidth: `calc(${room}px - 0.9em)`,
          ...(isRight ? { left: `calc(${x}px + 0.9em)` } : { right: `calc(${chartWidth - x}px + 0.9em)` }),
        };
  return (
    <div className={styles.tip} aria-hidden="true" style={place}>
      {children}
    </div>
  );
}
