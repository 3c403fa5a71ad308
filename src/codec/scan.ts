/**
 * In which order are the weights of a tensor visited? Row by row as they lie, or column by column: all
 * weights of one output together. The columns of a tensor are its last dimension (outputs), its rows all
 * others, as in tfjs's kernels.
 *
 * A cell is a weight as the coders see it: its code, or EMPTY where the weight is zero.
 */

/** The cell of a weight that is zero. */
export const EMPTY = -1;

/** The least period of a scan: nearer cells are neighbours already. */
export const LEAST_PERIOD = 3;

/** A tensor's cells as `lines` lines of `length` cells each. */
export interface Scan {
  readonly byColumns: boolean;
  readonly lines: number;
  readonly length: number;
}

/** How a tensor of the shape is scanned. A tensor of one dimension is one row. */
export function createScan(shape: readonly number[], byColumns: boolean): Scan {
  const columns = shape.at(-1) ?? 1;
  const rows = shape.slice(0, -1).reduce((product, side) => product * side, 1);
  return byColumns
    ? { byColumns, lines: columns, length: rows }
    : { byColumns, lines: rows, length: columns };
}

/** The orders worth trying: a tensor of one row or one column has but one. */
export function listScans(shape: readonly number[]): readonly Scan[] {
  const byRows = createScan(shape, false);
  return byRows.lines === 1 || byRows.length === 1 ? [byRows] : [byRows, createScan(shape, true)];
}

/** Row-major cells in the order of the scan. */
export function toScanOrder(cells: Int32Array, scan: Scan): Int32Array {
  if (!scan.byColumns) return cells;
  const { lines, length } = scan;
  const scanned = new Int32Array(cells.length);
  for (let line = 0, i = 0; line < lines; line++) {
    for (let place = 0; place < length; place++) scanned[i++] = cells[place * lines + line]!;
  }
  return scanned;
}

/** Cells in the order of the scan as row-major ones. */
export function fromScanOrder(scanned: Int32Array, scan: Scan): Int32Array {
  if (!scan.byColumns) return scanned;
  const { lines, length } = scan;
  const cells = new Int32Array(scanned.length);
  for (let line = 0, i = 0; line < lines; line++) {
    for (let place = 0; place < length; place++) cells[place * lines + line] = scanned[i++]!;
  }
  return cells;
}
