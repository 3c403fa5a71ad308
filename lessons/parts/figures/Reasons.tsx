import { useFormats } from '../words.ts';
import styles from './figures.module.css';

export interface Reason {
  readonly id: string;
  readonly label: string;
  /** Null where it is not measured yet. */
  readonly times: number | null;
  /** Whether the clock says so, and not a count. */
  readonly isMeasured?: boolean;
}

export interface ReasonsProps {
  readonly title: string;
  readonly reasonLabel: string;
  readonly timesLabel: string;
  /** From the promise to what is measured. */
  readonly rows: readonly Reason[];
  /** What fills a bar. */
  readonly most: number;
  /** Decimals. */
  readonly digits?: number;
}

/** What is left of a promised gain, each reason a row with its bar. */
export function Reasons({ title, reasonLabel, timesLabel, rows, most, digits = 1 }: ReasonsProps) {
  const { decimal } = useFormats();
  return (
    <table className={styles.reasons}>
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{reasonLabel}</th>
          <th scope="col" colSpan={2}>
            {timesLabel}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, label, times, isMeasured = false }) => (
          <tr key={id} data-reason={id} data-measured={isMeasured ? '' : undefined}>
            <th scope="row">{label}</th>
            <td translate="no">{times === null ? '–' : decimal(times, digits)}</td>
            <td>
              <div style={{ width: `${Math.min(100, (100 * (times ?? 0)) / most)}%` }} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
