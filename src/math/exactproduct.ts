/**
 * A product that is rounded once. A whole number times a float32 has up to 77 bits; in double precision it is
 * rounded to 53, and on its way to float32 a second time, which may end one step beside the nearest float32
 * (double rounding; Figueroa, "When is double rounding innocuous?", 1995).
 */

/** Products below this times a float32 are exact in double precision: 29 and 24 bits. */
const EXACT_BELOW = 2 ** 29;
const MANTISSA_BITS = 24;

const scratch = new DataView(new ArrayBuffer(4));

/**
 * The float32 nearest to `whole` times `factor`, the even one of two that are equally near; an infinity where
 * it is too large.
 * @param whole a whole number that double precision holds
 * @param factor a finite float32
 */
export function multiplyExactly(whole: number, factor: number): number {
  if (Math.abs(whole) < EXACT_BELOW) return Math.fround(whole * factor);
  scratch.setFloat32(0, factor);
  const pattern = scratch.getUint32(0);
  const exponent = (pattern >>> 23) & 0xff;
  const mantissa = (pattern & 0x7fffff) + (exponent === 0 ? 0 : 2 ** 23);
  let product = BigInt(Math.abs(whole)) * BigInt(mantissa);
  let shift = Math.max(exponent, 1) - 150;
  // Rounded to odd: a bit that is lost leaves a trace in the last one, so that rounding again goes the right
  // way.
  for (const two = 2n; product >= 2n ** BigInt(2 * MANTISSA_BITS); shift++) {
    product = product / two + (product % two === 0n || (product / two) % two === 1n ? 0n : 1n);
  }
  const isNegative = whole < 0 !== factor < 0;
  return Math.fround((isNegative ? -1 : 1) * Number(product) * 2 ** shift);
}
