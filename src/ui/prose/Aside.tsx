import type { ReactNode } from 'react';
import styles from './Aside.module.css';

export interface AsideProps {
  readonly title?: string;
  readonly children: ReactNode;
}

/** Beside the main thread: history, a caution, where a claim does not hold. */
export function Aside({ title, children }: AsideProps) {
  return (
    // Not an <aside>: inside a lesson's text, that would be a landmark within a landmark.
    <div className={styles.aside} role="note" {...(title === undefined ? {} : { 'aria-label': title })}>
      {title !== undefined && <p className={styles.title}>{title}</p>}
      {children}
    </div>
  );
}
