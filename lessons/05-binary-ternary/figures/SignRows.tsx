import { Fragment } from 'react';
import styles from './few.module.css';

export interface SignCell {
  readonly text: string;
  readonly tone: 'plus' | 'minus' | 'agree' | 'differ' | 'waits';
}

export interface SignRow {
  readonly name: string;
  readonly cells: readonly SignCell[];
}

export interface SignRowsProps {
  /** What the picture says, for those who do not see it. */
  readonly finding: string;
  readonly rows: readonly SignRow[];
  /** The column that is being looked at. */
  readonly now?: number;
  /** Colours alone, for many columns. */
  readonly isSmall?: boolean;
}

/** Rows of signs and bits, place by place below each other. */
export function SignRows({ finding, rows, now, isSmall = false }: SignRowsProps) {
  const count = rows[0]?.cells.length ?? 0;
  return (
    <div role="img" aria-label={finding} className={isSmall ? styles.small : undefined}>
      <div className={styles.rows} style={{ '--count': count } as React.CSSProperties} translate="no">
        {rows.map(({ name, cells }) => (
          <Fragment key={name}>
            <span className={styles.name}>{name}</span>
            {cells.map(({ text, tone }, at) => (
              <span
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
                key={at}
                className={styles.cell}
                data-tone={tone}
                data-now={at === now || undefined}
              >
                {text}
              </span>
            ))}
          </Fragment>
        ))}
      </div>
    </div>
  );
}
