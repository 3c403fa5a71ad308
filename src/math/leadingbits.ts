/**
 * A number in fewer bits. A float32 is a sign, 8 bits of exponent and 23 of fraction, in this order; keeping
 * its first n bits keeps its size and drops digits. With n = 16 this is bfloat16. The rest is rounded to
 * nearest, ties to the even neighbour (IEEE 754), not cut off, which would shrink every weight.
 */

/**
 * Rounds each value to its n leading bits; the relative error is at most 2^(8 - n), for n from 10 to 32.
 * @throws RangeError when n is not a whole number from 10 to 32
 */
export function roundToLeadingBits(values: Float32Array, n: number): Float32Array {
  if (!Number.isInteger(n) || n < 10 || n > 32) {
    throw new RangeError(`the leading bits must be an integer from 10 to 32, got ${n}`);
  }
  if (n === 32) return values.slice();
  const patterns = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const step = 2 ** (32 - n);
  const rounded = patterns.map((pattern) => {
    const lower = Math.floor(pattern / step);
    const rest = pattern - lower * step;
    const isUp = rest > step / 2 || (rest === step / 2 && lower % 2 === 1);
    return (lower + (isUp ? 1 : 0)) * step;
  });
  return new Float32Array(rounded.buffer);
}
