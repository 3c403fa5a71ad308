import type { ReactNode } from 'react';
import styles from './chart.module.css';

export interface TipRow {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  /** Of the name; else as the text. */
  readonly color?: string;
  /** Before the name. */
  readonly mark?: ReactNode;
  readonly isActive?: boolean;
}

/** A read-out as a head and a row for each value. */
export function TipRows({ head, rows }: { readonly head: string; readonly rows: readonly TipRow[] }) {
  return (
    <>
      <div className={styles.tipHead}>{head}</div>
      {rows.map(({ id, name, value, color, mark, isActive }) => (
        <div key={id} className={styles.tipRow} data-active={isActive}>
          {mark}
          <span className={styles.tipName} style={{ color }}>
            {name}
          </span>
          <span className={styles.tipValue}>{value}</span>
        </div>
      ))}
    </>
  );
}
