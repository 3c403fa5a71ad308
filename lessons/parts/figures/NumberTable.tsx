import type { ReactNode } from 'react';
import { ScrollBox } from '../../../src/ui/control/ScrollBox.tsx';
import styles from './figures.module.css';

export interface NumberTableRow {
  readonly id: string;
  /** What the row is about: the first column, and the row's header. */
  readonly header: ReactNode;
  /** One for each column after the first. */
  readonly cells: readonly ReactNode[];
  /** The row of what the figure shows. */
  readonly isShown?: boolean;
}

export interface NumberTableProps {
  /** Names the table for screen readers. */
  readonly title: string;
  /** The column headers, the first column's included. */
  readonly columns: readonly string[];
  readonly rows: readonly NumberTableRow[];
}

/**
 * Numbers by layer (or by file, or by net): the first column names, the others are aligned at the end.
 * Scrolls sideways where it must.
 */
export function NumberTable({ title, columns, rows }: NumberTableProps) {
  return (
    <ScrollBox label={title} className={styles.scroll}>
      <table>
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, header, cells, isShown = false }) => (
            <tr key={id} className={isShown ? styles.shownRow : undefined}>
              <th scope="row">{header}</th>
              {cells.map((cell, index) => (
                <td key={columns[index + 1]} translate="no">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
