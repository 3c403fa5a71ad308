/**
 * A sparse matrix stored so that its rows can be multiplied, as compressed sparse row: the non-zeros row by
 * row, their columns, and where each row starts; with a non-zeros and n rows that is 2a + n + 1 numbers (Deep
 * Compression, arXiv 1510.00149, section 2). A value counts as zero when its bits are those of +0, so that -0
 * survives.
 */

export interface CsrMatrix {
  readonly rows: number;
  readonly columns: number;
  /** rows + 1 numbers: row r's entries are from rowStarts[r] up to, not including, rowStarts[r + 1]. */
  readonly rowStarts: Uint32Array;
  readonly columnIndices: Uint32Array;
  readonly values: Float32Array;
}

/**
 * A dense row-major [rows, columns] matrix as CSR. Throws a RangeError if the number of values is not rows *
 * columns.
 */
export function toCsr(dense: Float32Array, rows: number, columns: number): CsrMatrix {
  if (dense.length !== rows * columns) {
    throw new RangeError(`a [${rows}, ${columns}] matrix has ${rows * columns} values, got ${dense.length}`);
  }
  const isKept = (i: number) => dense[i] !== 0 || Object.is(dense[i], -0);
  let count = 0;
  for (let i = 0; i < dense.length; i++) if (isKept(i)) count++;
  const rowStarts = new Uint32Array(rows + 1);
  const columnIndices = new Uint32Array(count);
  const values = new Float32Array(count);
  let entry = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const i = row * columns + column;
      if (!isKept(i)) continue;
      columnIndices[entry] = column;
      values[entry++] = dense[i]!;
    }
    rowStarts[row + 1] = entry;
  }
  return { rows, columns, rowStarts, columnIndices, values };
}

/** The dense row-major matrix of a CSR one. */
export function fromCsr(matrix: CsrMatrix): Float32Array {
  const { rows, columns, rowStarts, columnIndices, values } = matrix;
  const dense = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let entry = rowStarts[row]!; entry < rowStarts[row + 1]!; entry++) {
      dense[row * columns + columnIndices[entry]!] = values[entry]!;
    }
  }
  return dense;
}
