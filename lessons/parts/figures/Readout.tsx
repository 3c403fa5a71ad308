import type { ReactNode } from 'react';
import styles from './figures.module.css';

export interface ReadoutItem {
  readonly label: string;
  readonly value: ReactNode;
  readonly detail?: ReactNode;
  /** Drawn dimmed: a newer value is being worked out. */
  readonly isPending?: boolean;
}

/** Numbers that answer while the reader moves something. */
export function Readout({ items }: { readonly items: readonly ReadoutItem[] }) {
  return (
    <dl className={styles.readout}>
      {items.map(({ label, value, detail, isPending = false }) => (
        <div key={label} className={isPending ? styles.pending : undefined} aria-busy={isPending}>
          <dt>{label}</dt>
          <dd>
            {value}
            {detail !== undefined && <span className={styles.detail}>{detail}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
