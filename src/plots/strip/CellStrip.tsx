import styles from './strip.module.css';

export interface StripCell {
  /** Zeros are dots, weights bars, and a filler an empty frame. */
  readonly kind: 'zero' | 'weight' | 'filler';
  readonly isPassed: boolean;
  /** In the stretch that is being looked at. */
  readonly isNow: boolean;
}

export interface CellStripProps {
  readonly cells: readonly StripCell[];
  /** What the strip shows, for those who do not see it. */
  readonly label: string;
}

/** A row of a sparse layer, cell by cell, as far as it has been written. */
export function CellStrip({ cells, label }: CellStripProps) {
  return (
    <div className={styles.strip} role="img" aria-label={label}>
      {cells.map(({ kind, isPassed, isNow }, place) => (
        <i
          // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
          key={place}
          data-kind={kind}
          data-passed={isPassed || undefined}
          data-now={isNow || undefined}
        />
      ))}
    </div>
  );
}

export interface CodeListProps {
  /** Codes that are written, the last ones at the end. */
  readonly codes: readonly { readonly at: number; readonly text: string; readonly isFiller: boolean }[];
  /** Those before are left out. */
  readonly most: number;
}

/** The codes of the cells, one after the other; fillers underlined, the last one marked. */
export function CodeList({ codes, most }: CodeListProps) {
  const shown = codes.slice(-most);
  return (
    <p className={styles.codes}>
      {shown.length < codes.length && <span>…</span>}
      {shown.map(({ at, text, isFiller }, index) => (
        <span
          key={at}
          className={isFiller ? styles.filler : undefined}
          data-last={index === shown.length - 1 || undefined}
        >
          {text}
        </span>
      ))}
    </p>
  );
}
