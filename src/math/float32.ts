/**
 * What the 32 bits of a float mean (IEEE 754, binary32): a sign, an exponent of eight bits and a fraction of
 * 23. Neighbours lie 2^(exponent - 23) apart, so that the spacing doubles with every power of two.
 */

export const FRACTION_BITS = 23;
const BIAS = 127;

/** The bits of a float, the sign first. */
export function toFloatBits(value: number): number[] {
  const word = new DataView(new ArrayBuffer(4));
  word.setFloat32(0, value);
  const bits = word.getUint32(0);
  return Array.from({ length: 32 }, (_, place) => (bits >>> (31 - place)) & 1);
}

/** The float of 32 bits, the sign first: infinity and NaN where all exponent bits are set. */
export function fromFloatBits(bits: readonly number[]): number {
  const word = new DataView(new ArrayBuffer(4));
  word.setUint32(
    0,
    bits.reduce((sum, bit) => sum * 2 + bit, 0),
  );
  return word.getFloat32(0);
}

export interface FloatParts {
  readonly isNegative: boolean;
  /** Of the power of two: -126 for numbers too small for a leading one. */
  readonly exponent: number;
  /**
   * What the power is multiplied with: from 1 to below 2, or below 1 where the exponent bits are all zero.
   */
  readonly significand: number;
}

/** The parts of a finite float: (-1)^sign x significand x 2^exponent. */
export function toFloatParts(bits: readonly number[]): FloatParts {
  const stored = bits.slice(1, 9).reduce((sum, bit) => sum * 2 + bit, 0);
  const fraction = bits.slice(9).reduce((sum, bit) => sum * 2 + bit, 0) / 2 ** FRACTION_BITS;
  return {
    isNegative: bits[0] === 1,
    exponent: Math.max(stored, 1) - BIAS,
    significand: stored === 0 ? fraction : 1 + fraction,
  };
}

/** The distance from a finite float to the next one away from zero. */
export function toFloatSpacing(value: number): number {
  return 2 ** (toFloatParts(toFloatBits(value)).exponent - FRACTION_BITS);
}

/**
 * The floats from `low` to `high` whose fraction needs no more than so many bits, ascending. Powers of two
 * whose floats lie closer than `finest` are left out: there is no end of them around zero.
 * @param finest positive
 */
export function listFloats(low: number, high: number, fractionBits: number, finest: number): number[] {
  const found = low <= 0 && high >= 0 ? [0] : [];
  const top = Math.floor(Math.log2(Math.max(Math.abs(low), Math.abs(high), finest)));
  for (let exponent = top; 2 ** (exponent - fractionBits) >= finest && exponent >= 1 - BIAS; exponent--) {
    const spacing = 2 ** (exponent - fractionBits);
    for (const sign of [-1, 1]) {
      const [from, to] = sign > 0 ? [low, high] : [-high, -low];
      const first = Math.ceil(Math.max(from, 2 ** exponent) / spacing);
      for (let place = first; place * spacing <= to && place * spacing < 2 ** (exponent + 1); place++)
        found.push(sign * place * spacing);
    }
  }
  return found.sort((a, b) => a - b);
}
