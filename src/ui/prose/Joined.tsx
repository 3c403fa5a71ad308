import type { ReactNode } from 'react';
import styles from './prose.module.css';

/**
 * A button in running text, joined to what follows it: browsers break lines on either side of a button, even
 * before the full stop or comma behind it.
 */
export function Joined({ children }: { readonly children: ReactNode }) {
  return (
    <span className={styles.joined}>
      {children}
      {'\u2060'}
    </span>
  );
}
