import type { Matrix } from '../../../src/math/winograd/tile.ts';
import styles from './winograd.module.css';

export interface NumberGridProps {
  /** Said above it. */
  readonly label: string;
  readonly values: Matrix;
  readonly format: (value: number) => string;
}

/** A small matrix with its numbers, the larger the stronger tinted. */
export function NumberGrid({ label, values, format }: NumberGridProps) {
  const most = Math.max(...values.flat().map(Math.abs), Number.MIN_VALUE);
  return (
    <table className={styles.grid}>
      <caption>{label}</caption>
      <tbody>
        {values.map((row, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
          <tr key={i}>
            {row.map((value, j) => (
              <td
                // biome-ignore lint/suspicious/noArrayIndexKey: a number is its place
                key={j}
                translate="no"
                data-sign={value < 0 ? 'minus' : 'plus'}
                style={{ '--share': `${Math.round((45 * Math.abs(value)) / most)}%` } as React.CSSProperties}
              >
                {format(value)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
