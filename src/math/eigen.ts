/**
 * Eigenvalues and eigenvectors of a symmetric matrix: Householder reflections bring it to three diagonals,
 * and shifted QR steps make the outer ones vanish (Golub and Van Loan, "Matrix Computations", sections 8.3.1
 * and 8.3.5). Only sums, products, quotients and square roots, which are the same on every machine.
 *
 * Left out on purpose: sparse matrices and a few eigenvalues only; a thousand rows take a few seconds.
 */

/** Steps that one eigenvalue may take on average; two or three are usual. */
const MOST_STEPS = 60;
/** Beside entries of about 1 this is nothing, and its square would lose digits. */
const TINY = 1e-140;

export interface Eigen {
  /** From the largest to the least. */
  readonly values: Float64Array;
  /** One vector of length 1 after the other, [size, size] row-major, in the order of `values`. */
  readonly vectors: Float64Array;
}

/**
 * Eigenvalues and eigenvectors of a symmetric [size, size] matrix, of which only the lower triangle is read.
 * @throws RangeError if the matrix has not size * size entries, or one of them is not finite
 */
export function decomposeSymmetric(matrix: Float64Array, size: number): Eigen {
  if (matrix.length !== size * size) {
    throw new RangeError(`a [${size}, ${size}] matrix has ${size * size} entries, got ${matrix.length}`);
  }
  if (!matrix.every(Number.isFinite)) throw new RangeError('the matrix has an entry that is not finite');
  // Of one scale, so that no square overflows or vanishes.
  const scale = findLargest(matrix, size) || 1;
  const { diagonal, beside, basis } = tridiagonalize(matrix, size, scale);
  diagonalize(diagonal, beside, basis);
  const order = Array.from(diagonal, (_, i) => i).sort((a, b) => diagonal[b]! - diagonal[a]! || a - b);
  const vectors = new Float64Array(size * size);
  for (const [place, i] of order.entries())
    vectors.set(basis.subarray(i * size, (i + 1) * size), place * size);
  return { values: Float64Array.from(order, (i) => diagonal[i]! * scale), vectors };
}

interface Tridiagonal {
  readonly diagonal: Float64Array;
  /** Entry i lies between rows i and i + 1. */
  readonly beside: Float64Array;
  /** Rows in which the matrix has these diagonals. */
  readonly basis: Float64Array;
}

/** One reflection a column: it turns what lies below the second diagonal to zero, from both sides at once. */
function tridiagonalize(matrix: Float64Array, size: number, scale: number): Tridiagonal {
  const a = toFull(matrix, size, scale);
  const mirrors: Float64Array[] = [];
  for (let column = 0; column < size - 2; column++) {
    const mirror = createMirror(a, size, column);
    mirrors.push(mirror);
    reflectBothSides(a, size, column + 1, mirror);
  }
  const basis = new Float64Array(size * size);
  for (let i = 0; i < size; i++) basis[i * size + i] = 1;
  // Backwards, each reflection meets only the corner that later ones have filled.
  for (let column = size - 3; column >= 0; column--) reflectRight(basis, size, column + 1, mirrors[column]!);
  return {
    diagonal: Float64Array.from({ length: size }, (_, i) => a[i * size + i]!),
    beside: Float64Array.from({ length: Math.max(0, size - 1) }, (_, i) => a[(i + 1) * size + i]!),
    basis,
  };
}

/** The largest |entry| of the lower triangle. */
function findLargest(matrix: Float64Array, size: number): number {
  let largest = 0;
  for (let row = 0; row < size; row++)
    for (let column = 0; column <= row; column++)
      largest = Math.max(largest, Math.abs(matrix[row * size + column]!));
  return largest;
}

/** The whole matrix, divided by `scale`. */
function toFull(matrix: Float64Array, size: number, scale: number): Float64Array {
  const full = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      const entry = matrix[row * size + column]! / scale;
      full[row * size + column] = entry;
      full[column * size + row] = entry;
    }
  }
  return full;
}

/**
 * The normal, of length sqrt(2), of the plane that mirrors a column's lower part onto its first entry; zero
 * for none.
 */
function createMirror(a: Float64Array, size: number, column: number): Float64Array {
  const length = size - column - 1;
  const normal = Float64Array.from({ length }, (_, i) => a[(column + 1 + i) * size + column]!);
  const norm = Math.sqrt(sumProducts(normal, normal));
  if (norm < TINY) return normal.fill(0);
  // Away from the first entry, so that nothing cancels.
  normal[0]! += normal[0]! < 0 ? -norm : norm;
  const scale = Math.sqrt(2 / sumProducts(normal, normal));
  for (let i = 0; i < length; i++) normal[i]! *= scale;
  return normal;
}

/** a = (1 - n n') a (1 - n n') in the lower right corner, and the column and row before it. */
function reflectBothSides(a: Float64Array, size: number, from: number, normal: Float64Array): void {
  const length = normal.length;
  const image = new Float64Array(length);
  for (let i = 0; i < length; i++) {
    const row = (from + i) * size + from;
    let sum = 0;
    for (let j = 0; j < length; j++) sum += a[row + j]! * normal[j]!;
    image[i] = sum;
  }
  const half = sumProducts(image, normal) / 2;
  for (let i = 0; i < length; i++) image[i]! -= half * normal[i]!;
  for (let i = 0; i < length; i++) {
    const row = (from + i) * size + from;
    for (let j = 0; j < length; j++) a[row + j]! -= normal[i]! * image[j]! + image[i]! * normal[j]!;
  }
  const before = from - 1;
  let along = 0;
  for (let i = 0; i < length; i++) along += a[(from + i) * size + before]! * normal[i]!;
  for (let i = 0; i < length; i++) a[(from + i) * size + before]! -= along * normal[i]!;
}

/** basis = basis (1 - n n') in the lower right corner: rows of the basis are mirrored. */
function reflectRight(basis: Float64Array, size: number, from: number, normal: Float64Array): void {
  for (let row = from; row < size; row++) {
    const start = row * size + from;
    let along = 0;
    for (let j = 0; j < normal.length; j++) along += basis[start + j]! * normal[j]!;
    for (let j = 0; j < normal.length; j++) basis[start + j]! -= along * normal[j]!;
  }
}

/** Turns pairs of rows of the basis until nothing is left beside the diagonal. */
function diagonalize(diagonal: Float64Array, beside: Float64Array, basis: Float64Array): void {
  const largest = diagonal.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
  const norm = beside.reduce((most, entry) => Math.max(most, Math.abs(entry)), largest);
  const isNegligible = (i: number) => Math.abs(beside[i]!) <= Number.EPSILON * norm;
  let last = diagonal.length - 1;
  for (let step = 0; last > 0; step++) {
    if (step > MOST_STEPS * diagonal.length) throw new Error('the eigenvalues did not settle');
    if (isNegligible(last - 1)) {
      last--;
      continue;
    }
    let first = last - 1;
    while (first > 0 && !isNegligible(first - 1)) first--;
    chaseBulge(diagonal, beside, basis, first, last);
  }
}

/**
 * One QR step with Wilkinson's shift on rows `first` to `last`: each rotation pushes the entry it made one
 * row on.
 */
function chaseBulge(
  diagonal: Float64Array,
  beside: Float64Array,
  basis: Float64Array,
  first: number,
  last: number,
): void {
  const size = diagonal.length;
  const half = (diagonal[last - 1]! - diagonal[last]!) / 2;
  const side = beside[last - 1]!;
  const root = Math.sqrt(half * half + side * side);
  const shift = diagonal[last]! - (side * side) / (half + (half < 0 ? -root : root));
  let kept = diagonal[first]! - shift;
  let bulge = beside[first]!;
  for (let i = first; i < last; i++) {
    const radius = Math.sqrt(kept * kept + bulge * bulge);
    const cosine = radius < TINY ? 1 : kept / radius;
    const sine = radius < TINY ? 0 : bulge / radius;
    if (i > first) beside[i - 1] = radius;
    const [upper, between, lower] = [diagonal[i]!, beside[i]!, diagonal[i + 1]!];
    const cross = 2 * cosine * sine * between;
    diagonal[i] = cosine * cosine * upper + cross + sine * sine * lower;
    diagonal[i + 1] = sine * sine * upper - cross + cosine * cosine * lower;
    beside[i] = cosine * sine * (lower - upper) + (cosine * cosine - sine * sine) * between;
    if (i + 1 < last) {
      kept = beside[i]!;
      bulge = sine * beside[i + 1]!;
      beside[i + 1]! *= cosine;
    }
    const one = i * size;
    const two = one + size;
    for (let j = 0; j < size; j++) {
      const [x, y] = [basis[one + j]!, basis[two + j]!];
      basis[one + j] = cosine * x + sine * y;
      basis[two + j] = cosine * y - sine * x;
    }
  }
}

function sumProducts(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
