import type { ComponentProps } from 'react';
import styles from './prose.module.css';

/** A table of the prose; it scrolls by itself where the page is narrower. */
export function ProseTable(props: ComponentProps<'table'>) {
  return (
    <div className={styles.table}>
      <table {...props} />
    </div>
  );
}
