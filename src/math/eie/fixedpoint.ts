/**
 * EIE's arithmetic (Han et al. 2016, arXiv 1602.01528, section IV): a code becomes a fixed-point number of 16
 * bits by the table, is multiplied with an activation of 16 bits, and the product goes onto a sum that lies
 * in a register of 16 bits. How the chip rounds a product and where its binary points stand, the paper does
 * not say: here a product is rounded to the sum's last place, half upwards, sums stay at the register's ends,
 * and each point stands as far left as the largest value allows.
 */
import type { DealtMatrix } from './columns.ts';

const MOST = 2 ** 15 - 1;
const LEAST = -(2 ** 15);
/** Places left free above the largest final sum, for sums on their way. */
const HEADROOM = 1;

/** Whole numbers that stand for themselves times 2^-point. */
export interface FixedValues {
  readonly values: Int16Array;
  readonly point: number;
}

/** The most bits behind the binary point with which 16 bits hold the largest of the values. */
export function findPoint(values: ArrayLike<number>): number {
  let largest = 0;
  for (let at = 0; at < values.length; at++) largest = Math.max(largest, Math.abs(values[at]!));
  if (largest === 0) return 0;
  let point = 15 - Math.ceil(Math.log2(largest));
  while (Math.round(largest * 2 ** point) > MOST) point--;
  return point;
}

/** Values in 16 bits, each to the nearest. */
export function toFixed16(values: ArrayLike<number>, point = findPoint(values)): FixedValues {
  const fixed = Int16Array.from(values, (value) =>
    Math.min(MOST, Math.max(LEAST, Math.round(value * 2 ** point))),
  );
  return { values: fixed, point };
}

export interface FixedProduct {
  readonly sums: FixedValues;
  /** Times that a sum met an end of its register. */
  readonly cutOff: number;
}

/**
 * The product as the elements form it, entry by entry, each sum in 16 bits at every step.
 * @param table what the codes stand for; the first is a filler's and must be 0
 * @param activations [columns]; zeros are skipped
 * @param sumPoint bits behind the point of a sum
 */
export function multiplyFixed(
  { rows, elements }: DealtMatrix,
  table: FixedValues,
  activations: FixedValues,
  sumPoint: number,
): FixedProduct {
  const sums = new Int16Array(rows);
  // A power of two, so that the quotient of a product is exact in a double.
  const shrink = 2 ** (sumPoint - table.point - activations.point);
  let cutOff = 0;
  activations.values.forEach((activation, column) => {
    if (activation === 0) return;
    elements.forEach(({ values, zeros, pointers }, element) => {
      let place = -1;
      for (let entry = pointers[column]!; entry < pointers[column + 1]!; entry++) {
        place += zeros[entry]! + 1;
        const code = values[entry]!;
        if (code === 0) continue;
        const row = element + place * elements.length;
        const sum = sums[row]! + Math.floor(table.values[code]! * activation * shrink + 0.5);
        if (sum > MOST || sum < LEAST) cutOff++;
        sums[row] = Math.min(MOST, Math.max(LEAST, sum));
      }
    });
  });
  return { sums: { values: sums, point: sumPoint }, cutOff };
}

/** The point of a register for sums like these, with room for what they are on their way. */
export function findSumPoint(sums: ArrayLike<number>): number {
  return findPoint(sums) - HEADROOM;
}

/** As ordinary numbers. */
export function fromFixed16({ values, point }: FixedValues): Float32Array {
  return Float32Array.from(values, (value) => value * 2 ** -point);
}
