/**
 * How many weights are left. Zeros of either sign count as zero here, since a product with either is nothing;
 * a NaN counts as left.
 */

/** The number of values other than 0 and -0. */
export function countNonZeros(values: ArrayLike<number>): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (values[i] !== 0) count++;
  return count;
}

/**
 * The values other than 0 and -0, in order. In plain loops: `filter` takes ten times as long, and a layer has
 * 400,000 weights.
 */
export function packNonZeros(values: Float32Array): Float32Array {
  const packed = new Float32Array(countNonZeros(values));
  let count = 0;
  for (let i = 0; i < values.length; i++) if (values[i] !== 0) packed[count++] = values[i]!;
  return packed;
}

/** The fraction of values that are zero, in [0, 1]; 0 for no values. */
export function computeSparsity(values: ArrayLike<number>): number {
  return values.length === 0 ? 0 : 1 - countNonZeros(values) / values.length;
}
