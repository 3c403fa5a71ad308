/**
 * The largest weights, or those that exceed a threshold, as the masks of pruning: 1 keeps, 0 prunes.
 *
 * Exact counts come from a radix select over float32 bit patterns: for numbers that are not negative the
 * order of the bits is the order of the values, so three counting passes (11, 10 and 10 bits) find the k-th
 * largest of n in O(n), whatever the data. Everywhere the magnitude |x| counts, and a NaN counts as larger
 * than infinity and is kept, so that a mask never hides one.
 */

import { countNonZeros } from './sparsity.ts';

const MAGNITUDE_BITS = 0x7fffffff;

/** The shift and width of the digits of a 31-bit magnitude, from the most significant. */
const DIGITS = [
  { shift: 20, bits: 11 },
  { shift: 10, bits: 10 },
  { shift: 0, bits: 10 },
] as const;

/**
 * The smallest of the `count` largest magnitudes: that many values are at least as large as it, or more where
 * several are equal to it. Infinity where `count` is 0. Throws a RangeError if `count` is not from 0 to the
 * length.
 */
export function findThreshold(values: Float32Array, count: number): number {
  checkCount(count, values.length);
  if (count === 0) return Number.POSITIVE_INFINITY;
  const bits = selectBits([toBits(values)], count).pattern;
  return new Float32Array(new Uint32Array([bits]).buffer)[0]!;
}

/**
 * A mask with exactly `keepCount` ones, at the largest magnitudes; among equal ones the lower index is kept.
 * Throws a RangeError if `keepCount` is not from 0 to the length.
 */
export function keepLargest(values: Float32Array, keepCount: number): Uint8Array {
  return keepLargestAcross([values], keepCount)[0]!;
}

/**
 * Masks over several arrays with exactly `keepCount` ones in all, at the largest magnitudes of all; among
 * equal ones the earlier array and then the lower index is kept. Throws a RangeError if `keepCount` exceeds
 * the whole length.
 */
export function keepLargestAcross(arrays: readonly Float32Array[], keepCount: number): Uint8Array[] {
  const total = arrays.reduce((sum, each) => sum + each.length, 0);
  checkCount(keepCount, total);
  const masks = arrays.map((each) => new Uint8Array(each.length));
  if (keepCount === 0) return masks;
  const patterns = arrays.map(toBits);
  const { pattern, above } = selectBits(patterns, keepCount);
  let tiesLeft = keepCount - above;
  for (const [which, bits] of patterns.entries()) {
    const mask = masks[which]!;
    for (let i = 0; i < bits.length; i++) {
      const each = bits[i]! & MAGNITUDE_BITS;
      if (each > pattern) {
        mask[i] = 1;
      } else if (each === pattern && tiesLeft > 0) {
        mask[i] = 1;
        tiesLeft--;
      }
    }
  }
  return masks;
}

/**
 * A mask that keeps |value| > threshold. A value exactly at the threshold is pruned; so threshold 0 prunes
 * zeros.
 */
export function keepAbove(values: Float32Array, threshold: number): Uint8Array {
  const mask = new Uint8Array(values.length);
  // Not "magnitude > threshold", which would prune a NaN.
  for (let i = 0; i < values.length; i++) mask[i] = Math.abs(values[i]!) <= threshold ? 0 : 1;
  return mask;
}

/**
 * How many values are not zero, and the median of their magnitudes: of an even number of them the larger of
 * the two in the middle, and 0 of none.
 */
export function findMedianMagnitude(values: Float32Array): { nonZeros: number; median: number } {
  const nonZeros = countNonZeros(values);
  const median = nonZeros === 0 ? 0 : findThreshold(values, nonZeros - Math.floor(nonZeros / 2));
  return { nonZeros, median };
}

function toBits(values: Float32Array): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, values.length);
}

/** The bit pattern of the `rank`-th largest magnitude (1 is the largest), and how many are larger than it. */
function selectBits(patterns: readonly Uint32Array[], rank: number): { pattern: number; above: number } {
  let pattern = 0;
  let above = 0;
  for (const { shift, bits } of DIGITS) {
    const counts = new Uint32Array(1 << bits);
    const low = counts.length - 1;
    const known = shift + bits;
    for (const each of patterns) {
      for (let i = 0; i < each.length; i++) {
        const magnitude = each[i]! & MAGNITUDE_BITS;
        if (known === 31 || magnitude >>> known === pattern >>> known) {
          const digit = (magnitude >>> shift) & low;
          counts[digit] = counts[digit]! + 1;
        }
      }
    }
    let digit = low;
    while (above + counts[digit]! < rank) {
      above += counts[digit]!;
      digit--;
    }
    pattern |= digit << shift;
  }
  return { pattern, above };
}

function checkCount(count: number, length: number): void {
  if (!Number.isInteger(count) || count < 0 || count > length) {
    throw new RangeError(`the number to keep must be an integer from 0 to ${length}, got ${count}`);
  }
}
