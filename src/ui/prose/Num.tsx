import { useLocale } from '../language/bilingual.ts';
import { toNumberText } from '../language/numbers.ts';
import { useHolding } from '../lesson/context.tsx';
import { Held } from './Held.tsx';
import styles from './Num.module.css';

export interface NumProps {
  /** Computed by the lab: from the lesson's recipe or a run. Undefined while it is not there. */
  readonly value: number | undefined;
  /** Set behind a no-break space. With `%`, the value is a fraction. */
  readonly unit?: string;
  /** Decimals. Default: as many as three significant digits need. */
  readonly digits?: number;
}

/** A measured number in running text. */
export function Num({ value, unit, digits }: NumProps) {
  const locale = useLocale();
  if (useHolding().isHeld) return <Held />;
  return (
    <data className={styles.number} value={value ?? ''} translate="no">
      {value === undefined ? '…' : toNumberText(value, locale, unit, digits)}
    </data>
  );
}
