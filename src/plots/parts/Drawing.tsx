import type { ReactNode } from 'react';
import { useFigureNames } from '../frame/FigureContext.ts';
import styles from './chart.module.css';

interface Props {
  readonly width: number;
  readonly height: number;
  /** A class beside the chart's own. */
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** A chart's ink: one image for a screen reader, with the figure's title as its name and its finding said. */
export function Drawing({ width, height, className, children }: Props) {
  const names = useFigureNames();
  return (
    <svg
      className={className === undefined ? styles.svg : `${styles.svg} ${className}`}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={names.title}
      aria-describedby={names.findingId}
    >
      {children}
    </svg>
  );
}

/** What is drawn over a chart for as long as the pointer is there: no part of the figure that is saved. */
export function Overlay({ width, height, children }: Omit<Props, 'className'>) {
  return (
    <svg
      className={styles.svg}
      data-export="skip"
      aria-hidden="true"
      width={width}
      height={height}
      style={{ position: 'absolute', inset: 0, pointerEvents: 'none' }}
    >
      {children}
    </svg>
  );
}
