/** Fractions without rounding, for matrices that are derived once and then shown to a reader. */

/** In lowest terms; the denominator is positive. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/**
 * @param numerator a whole number
 * @param denominator a whole number other than zero
 * @throws RangeError where one of them is not
 */
export function toFraction(numerator: number | bigint, denominator: number | bigint = 1): Fraction {
  const [top, bottom] = [BigInt(numerator), BigInt(denominator)];
  if (bottom === 0n) throw new RangeError(`a fraction must have a denominator, got ${top}/0`);
  const sign = bottom < 0n ? -1n : 1n;
  const divisor = sign * findDivisor(top, bottom);
  return { numerator: top / divisor, denominator: bottom / divisor };
}

export const ZERO = toFraction(0);
export const ONE = toFraction(1);

export function addFractions(a: Fraction, b: Fraction): Fraction {
  return toFraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function multiplyFractions(a: Fraction, b: Fraction): Fraction {
  return toFraction(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** @throws RangeError where b is zero */
export function divideFractions(a: Fraction, b: Fraction): Fraction {
  return toFraction(a.numerator * b.denominator, a.denominator * b.numerator);
}

export const negateFraction = (a: Fraction): Fraction => toFraction(-a.numerator, a.denominator);

export const isZero = (a: Fraction): boolean => a.numerator === 0n;

/** The nearest double. */
export const toNumber = (a: Fraction): number => Number(a.numerator) / Number(a.denominator);

/** As a reader writes it: 3, -1/6. */
export const toText = ({ numerator, denominator }: Fraction): string =>
  denominator === 1n ? `${numerator}` : `${numerator}/${denominator}`;

/** Greatest common divisor, positive; 1 for two zeros. */
function findDivisor(a: bigint, b: bigint): bigint {
  let [large, small] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (small > 0n) [large, small] = [small, large % small];
  return large === 0n ? 1n : large;
}
