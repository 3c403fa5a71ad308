/** A figure's data as CSV (RFC 4180) and JSON. Both carry bare values, as exact as they were measured. */
import type { PlotCell, PlotTable } from '../../types.ts';

export function toCsv(table: PlotTable): string {
  const head = table.columns.map((column) => quote(column.label)).join(',');
  return [head, ...table.rows.map((row) => row.map(quote).join(','))].join('\r\n').concat('\r\n');
}

interface Described {
  readonly title: string;
  readonly finding: string;
  readonly provenance: unknown;
}

/** Rows as objects by column id, with the recipe that made them. */
export function toJson({ title, finding, provenance }: Described, table: PlotTable): string {
  const columns = table.columns.map(({ id, label }) => ({ id, label }));
  const rows = table.rows.map((row) =>
    Object.fromEntries(row.map((cell, at) => [table.columns[at]!.id, toPlain(cell)])),
  );
  const head = {
    kind: 'featherweight-figure',
    version: 1,
    title,
    finding,
    recipe: provenance ?? null,
    columns,
  };
  // A row a line: a kernel's figure has hundreds of thousands.
  const lines = rows.map((row) => JSON.stringify(row)).join(',\n');
  return `${JSON.stringify(head, null, 1).slice(0, -2)},\n "rows": [\n${lines}\n ]\n}\n`;
}

/** Lower case, words joined by hyphens; letters of any script stay. */
export function toFileName(name: string): string {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? ['figure'];
  return words.join('-').slice(0, 80);
}

function quote(cell: PlotCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  // A spreadsheet takes a leading = + - @ for a formula.
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function toPlain(cell: PlotCell): PlotCell {
  return typeof cell === 'number' && !Number.isFinite(cell) ? null : cell;
}
