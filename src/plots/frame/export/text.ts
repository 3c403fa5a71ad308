/**
 * A figure's data as CSV (RFC 4180) and JSON. Both carry bare values, as exact as they were measured, under
 * names that no other column has.
 */
import type { PlotCell, PlotColumn, PlotTable } from '../../types.ts';

/**
 * A row a line, one value a cell. The header says each column's name and unit; `fractionWord` stands for the
 * unit of a fraction.
 */
export function toCsv(table: PlotTable, fractionWord = 'fraction'): string {
  const headers = toUnique(table.columns.map((column) => toHeader(column, fractionWord)));
  return [headers, ...table.rows]
    .map((row) => row.map(quote).join(','))
    .join('\r\n')
    .concat('\r\n');
}

interface Described {
  readonly title: string;
  readonly finding: string;
  readonly provenance: unknown;
  /** The address that shows the figure again, without the host. */
  readonly page?: string | undefined;
}

/** Rows as objects by column id, with the recipe that made them. */
export function toJson({ title, finding, provenance, page }: Described, table: PlotTable): string {
  const ids = toUnique(table.columns.map(({ id }) => id));
  const columns = table.columns.map((column, at) => {
    const unit = toUnit(column, 'fraction');
    return { id: ids[at], label: column.label, ...(unit === undefined ? {} : { unit }) };
  });
  const rows = table.rows.map((row) => Object.fromEntries(row.map((cell, at) => [ids[at]!, toPlain(cell)])));
  const head = {
    kind: 'featherweight-figure',
    version: 1,
    title,
    finding,
    recipe: provenance ?? null,
    ...(page === undefined ? {} : { page }),
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

/** A value that the page writes as percent is a fraction in the files, whatever its label says. */
function toUnit({ unit, format }: PlotColumn, fractionWord: string): string | undefined {
  const isFraction = format?.(0.5).includes('%') ?? false;
  const parts = [unit, isFraction ? fractionWord : undefined].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(', ');
}

function toHeader(column: PlotColumn, fractionWord: string): string {
  const unit = toUnit(column, fractionWord);
  const plain = column.label.replaceAll('\u2212', '-');
  const label = unit === undefined ? plain : plain.replace(/\s*[(（]%[)）]/, '');
  return unit === undefined || unit === label ? label : `${label} (${unit})`;
}

/** A name that was there before gets a number. */
function toUnique(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let number = 2; taken.has(unique); number++) unique = `${name} (${number})`;
    taken.add(unique);
    return unique;
  });
}

function quote(cell: PlotCell): string {
  const plain = toPlain(cell);
  if (plain === null) return '';
  if (typeof plain === 'number') return String(plain);
  // A spreadsheet takes a leading = + - @ for a formula.
  const safe = /^[=+\-@\t\r]/.test(plain) && !isNumber(plain) ? `'${plain}` : plain;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Other programs know neither NaN nor the typographic minus. */
function toPlain(cell: PlotCell): PlotCell {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null;
  if (cell === null) return null;
  const plain = cell.replaceAll('\u2212', '-');
  return isNumber(plain) ? plain : cell;
}

function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}
