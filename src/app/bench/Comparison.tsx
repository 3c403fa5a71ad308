import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LedgerBars } from '../../plots/bars/LedgerBars.tsx';
import type { LedgerEntry } from '../../plots/props.ts';
import { toSizeText } from '../../ui/control/sizes.ts';
import styles from './Bench.module.css';

export interface ComparisonProps {
  readonly entries: readonly LedgerEntry[];
  /** Set below the ledgers. */
  readonly children: ReactNode;
}

/** Ledgers side by side; the first is what the others are held against. */
export function Comparison({ entries, children }: ComparisonProps) {
  const { t } = useTranslation('bench');
  const finding = entries
    .map(({ label, ledger }) =>
      t('compare.finding', { label, bytes: toSizeText(ledger.fileBytes), count: ledger.wrong }),
    )
    .join(' ');
  return (
    <section className={styles.section} aria-labelledby="bench-compare">
      <h2 id="bench-compare">{t('compare.title')}</h2>
      {entries.length === 0 ? (
        <p className={styles.note}>{t('compare.empty')}</p>
      ) : (
        <LedgerBars title={t('compare.chart')} finding={finding} entries={entries} showFinding />
      )}
      {children}
    </section>
  );
}
