/** Activations on the grid of PACT (Choi et al. 2018, arXiv 1805.06085, equations 1 and 2). */
import { roundHalfToEven } from '../../math/rounding.ts';

/** A bound that has learnt its way to zero or below counts as this one: a grid needs a positive step. */
export const SMALLEST_BOUND = Math.fround(1e-6);

/** Values above zero that an activation of so many bits may have. */
export function countLevels(bits: number): number {
  return 2 ** bits - 1;
}

/** Each value clipped to [0, bound] and put on the nearest of 2^bits values, to the engine's bits. */
export function quantizeActivationValues(values: Float32Array, bound: number, bits: number): Float32Array {
  const top = Math.max(bound, SMALLEST_BOUND);
  const step = Math.fround(top / countLevels(bits));
  return values.map((value) => roundHalfToEven(Math.fround(Math.min(Math.max(value, 0), top) / step)) * step);
}
