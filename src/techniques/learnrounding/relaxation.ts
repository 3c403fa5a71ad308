/**
 * Rounding as something that can be learnt (AdaRound, Nagel et al. 2020, arXiv 2004.10568, equations 20 to
 * 25): a weight is rounded down and h(V) added, where h is a sigmoid stretched over [0, 1] and cut off there,
 * and a regularizer whose exponent falls pulls each h to 0 or 1 in the end.
 */
import { exponential, logarithm } from '../../math/exactmath.ts';

/** The stretched sigmoid reaches from here to there before it is cut off. */
export const STRETCH = { low: -0.1, high: 1.1 } as const;

/** The first part of the steps has no regularizer. */
const WARM_UP = 0.2;
const EXPONENT = { first: 20, last: 2 } as const;

/** h(V) */
export function rectifySigmoid(value: number): number {
  const stretched = (STRETCH.high - STRETCH.low) / (1 + exponential(-value)) + STRETCH.low;
  return Math.min(Math.max(stretched, 0), 1);
}

/** The V of which h is a fraction in [0, 1): learning begins at the weights themselves. */
export function startRelaxation(fraction: number): number {
  return -logarithm((STRETCH.high - STRETCH.low) / (fraction - STRETCH.low) - 1);
}

/** The regularizer's exponent at a part of the way in [0, 1]; undefined while there is none. */
export function toExponent(part: number): number | undefined {
  if (part < WARM_UP) return undefined;
  const left = (1 - part) / (1 - WARM_UP);
  return EXPONENT.last + (EXPONENT.first - EXPONENT.last) * left;
}
