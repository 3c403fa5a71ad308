/**
 * Where a convolution looks: at each place the sum of the squares over its channels, the whole map scaled to
 * length one (Zagoruyko and Komodakis 2017, arXiv 1612.03928, section 3.1: F_sum^2, and Q / ||Q||).
 */

/** Added under the root, so that a map of zeros has a gradient. */
export const LEAST_LENGTH_SQUARED = 1e-30;

/** Whether two outputs have maps that can be held against each other: those of one height and width. */
export function isComparableMap(student: readonly number[], teacher: readonly number[]): boolean {
  return (
    student.length === 3 && teacher.length === 3 && student.slice(0, 2).join() === teacher.slice(0, 2).join()
  );
}

/**
 * The attention map of one image.
 * @param values [places, channels], row-major
 * @returns [places], of length one; zeros where all values are
 */
export function toAttentionMap(values: Float32Array, channels: number): Float32Array {
  const map = new Float32Array(values.length / channels);
  for (let at = 0; at < values.length; at++) map[Math.floor(at / channels)]! += values[at]! ** 2;
  const length = Math.sqrt(map.reduce((sum, value) => sum + value ** 2, LEAST_LENGTH_SQUARED));
  return map.map((value) => value / length);
}

/**
 * Half the squared distance of two maps: between 0 for the same and 1 for those that share no place
 * (equation 2 of the paper has the distance; its authors' code, as this, the square).
 */
export function compareMaps(student: Float32Array, teacher: Float32Array): number {
  return student.reduce((sum, value, place) => sum + (value - teacher[place]!) ** 2, 0) / 2;
}
