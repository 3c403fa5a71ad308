/**
 * The hyperbolic tangent in float32, by a ratio of polynomials (those of Eigen's `ptanh`), since an engine's
 * own differs in its last bits from the language's. Additions, products and quotients alone, in an order that
 * the engine can follow to the bit. Within 5e-7 of the true value.
 */

const f = Math.fround;

/** tanh is 1 in float32 beyond it. */
export const LARGEST_ANGLE = f(7.905311107635498);
/** Of x^13, x^11, ... x. */
export const NUMERATOR = [
  -2.76076847742355e-16, 2.00018790482477e-13, -8.60467152213735e-11, 5.12229709037114e-8,
  1.48572235717979e-5, 6.37261928875436e-4, 4.89352455891786e-3,
].map(f);
/** Of x^6, x^4, x^2, 1. */
export const DENOMINATOR = [
  1.19825839466702e-6, 1.18534705686654e-4, 2.268434632439e-3, 4.89352518554385e-3,
].map(f);

export function hyperbolicTangent(value: number): number {
  const x = Math.min(Math.max(value, -LARGEST_ANGLE), LARGEST_ANGLE);
  const square = f(x * x);
  const sum = (terms: readonly number[]) => terms.reduce((total, term) => f(f(total * square) + term));
  return f(f(x * sum(NUMERATOR)) / sum(DENOMINATOR));
}
