/**
 * Two thin matrices in place of a thick one. The singular value decomposition gives the best of every rank:
 * cut off after the k largest singular values, no other product of a [rows, k] and a [k, columns] matrix is
 * nearer in the sum of squares (Eckart and Young, "The approximation of one matrix by another of lower rank",
 * 1936). As fully connected layers were first compressed with it: Denton et al., "Exploiting Linear Structure
 * Within Convolutional Networks", 2014.
 *
 * Found from the eigenvectors of the smaller of A'A and AA' in double precision: singular values below about
 * 1e-8 of the largest drown in rounding, far below what float32 weights hold.
 */
import { decomposeSymmetric } from './eigen.ts';

/** The directions of a matrix, from the strongest to the weakest. */
export interface SingularDirections {
  readonly rows: number;
  readonly columns: number;
  /** As many as the shorter side has, falling. */
  readonly values: Float64Array;
  /** Directions of the shorter side, each of length 1, one after the other. */
  readonly vectors: Float64Array;
}

export interface Factors {
  readonly rank: number;
  /** [rows, rank], row-major. */
  readonly left: Float32Array;
  /** [rank, columns], row-major. */
  readonly right: Float32Array;
}

/**
 * Singular values and directions of a row-major [rows, columns] matrix. Throws a RangeError if the sizes do
 * not fit.
 */
export function findSingularDirections(
  matrix: Float32Array,
  rows: number,
  columns: number,
): SingularDirections {
  if (matrix.length !== rows * columns) {
    throw new RangeError(`a [${rows}, ${columns}] matrix has ${rows * columns} values, got ${matrix.length}`);
  }
  const { values, vectors } =
    columns <= rows
      ? decomposeSymmetric(multiplyOverRows(matrix, rows, columns), columns)
      : decomposeSymmetric(multiplyOverColumns(matrix, rows, columns), rows);
  // Rounding may leave an eigenvalue of zero a little below it.
  return { rows, columns, values: values.map((value) => Math.sqrt(Math.max(0, value))), vectors };
}

/**
 * The best product of two matrices of a rank; each factor carries the root of the singular values, so that
 * both are of one scale.
 * @throws RangeError if the rank is not from 1 to the shorter side
 */
export function truncateToRank(
  matrix: Float32Array,
  { rows, columns, values, vectors }: SingularDirections,
  rank: number,
): Factors {
  if (!Number.isInteger(rank) || rank < 1 || rank > values.length) {
    throw new RangeError(`the rank must be an integer from 1 to ${values.length}, got ${rank}`);
  }
  const isByColumns = columns <= rows;
  const size = isByColumns ? columns : rows;
  const left = new Float32Array(rows * rank);
  const right = new Float32Array(rank * columns);
  for (let k = 0; k < rank; k++) {
    const direction = vectors.subarray(k * size, (k + 1) * size);
    const root = Math.sqrt(values[k]!);
    if (root === 0) continue;
    if (isByColumns) {
      for (let column = 0; column < columns; column++)
        right[k * columns + column] = direction[column]! * root;
      for (let row = 0; row < rows; row++) {
        let sum = 0;
        for (let column = 0; column < columns; column++)
          sum += matrix[row * columns + column]! * direction[column]!;
        left[row * rank + k] = sum / root;
      }
    } else {
      for (let row = 0; row < rows; row++) left[row * rank + k] = direction[row]! * root;
      const sums = new Float64Array(columns);
      for (let row = 0; row < rows; row++) {
        for (let column = 0; column < columns; column++)
          sums[column]! += matrix[row * columns + column]! * direction[row]!;
      }
      for (let column = 0; column < columns; column++) right[k * columns + column] = sums[column]! / root;
    }
  }
  return { rank, left, right };
}

/** A'A, lower triangle. */
function multiplyOverRows(matrix: Float32Array, rows: number, columns: number): Float64Array {
  const gram = new Float64Array(columns * columns);
  for (let row = 0; row < rows; row++) {
    const start = row * columns;
    for (let i = 0; i < columns; i++) {
      const factor = matrix[start + i]!;
      if (factor === 0) continue;
      for (let j = 0; j <= i; j++) gram[i * columns + j]! += factor * matrix[start + j]!;
    }
  }
  return gram;
}

/** AA', lower triangle. */
function multiplyOverColumns(matrix: Float32Array, rows: number, columns: number): Float64Array {
  const gram = new Float64Array(rows * rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let column = 0; column < columns; column++)
        sum += matrix[i * columns + column]! * matrix[j * columns + column]!;
      gram[i * rows + j] = sum;
    }
  }
  return gram;
}
