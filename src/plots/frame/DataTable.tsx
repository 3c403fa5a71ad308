import { formatCount, formatNumber } from '../format.ts';
import { usePlotLabels } from '../labels/PlotLabelsProvider.tsx';
import type { PlotCell, PlotColumn, PlotTable } from '../types.ts';
import styles from './Figure.module.css';

/** More rows than this freeze a page and help nobody: the rest is in the CSV file. */
const MOST_ROWS = 300;

export function DataTable({ table, title }: { table: PlotTable; title: string }) {
  const labels = usePlotLabels();
  const rows = table.rows.slice(0, MOST_ROWS);
  const write = (column: PlotColumn, cell: PlotCell) =>
    cell === null
      ? labels.notMeasured
      : typeof cell === 'string'
        ? cell
        : (column.format ?? formatNumber)(cell);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must take the keyboard
    <section className={styles.table} tabIndex={0} aria-label={title}>
      <table>
        <thead>
          <tr>
            {table.columns.map((column, at) => (
              <th key={column.id} scope="col" className={isNumber(table, at) ? styles.number : undefined}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
            <tr key={at}>
              {row.map((cell, column) => (
                <td
                  key={table.columns[column]!.id}
                  className={isNumber(table, column) ? styles.number : undefined}
                >
                  {write(table.columns[column]!, cell)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length < table.rows.length && (
        <p>{labels.rowsShown(formatCount(rows.length), formatCount(table.rows.length))}</p>
      )}
    </section>
  );
}

function isNumber(table: PlotTable, column: number): boolean {
  return table.rows.some((row) => typeof row[column] === 'number');
}
