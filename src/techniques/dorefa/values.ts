/**
 * Weights and gradients of few bits as DoReFa-Net has them (Zhou et al. 2016, arXiv 1606.06160, sections 2.3
 * and 2.5). Zeros, which pruning left, stay zero.
 */

import { roundHalfToEven } from '../../math/rounding.ts';
import { hyperbolicTangent } from '../../math/tangent.ts';
import { binarizeValues } from '../binarize/values.ts';

const f = Math.fround;

/** Steps between the ends of a range of so many bits. */
export function countSteps(bits: number): number {
  return 2 ** bits - 1;
}

/** The smallest size that anything is divided by: float32's smallest normal number. */
export const SMALLEST_SIZE = 2 ** -126;

/**
 * Each weight on one of 2^bits even levels from -1 to 1, after tanh has drawn large ones in and the largest
 * has become 1 (equation 9); of one bit its sign times the mean size (equation 8). To the engine's bits.
 */
export function toDoReFaWeights(values: Float32Array, bits: number): Float32Array {
  if (bits === 1) return binarizeValues(values, 'tensor', 1);
  const steps = countSteps(bits);
  const bent = values.map(hyperbolicTangent);
  const largest = bent.reduce((most, value) => Math.max(most, Math.abs(value)), SMALLEST_SIZE);
  return bent.map((value, place) => {
    if (values[place] === 0) return 0;
    const share = f(f(f(value / largest) * 0.5) + 0.5);
    return f(f(roundHalfToEven(f(share * steps)) - steps / 2) * f(2 / steps));
  });
}

/**
 * Gradients of one image by a layer's outputs on 2^bits even levels between plus and minus the largest
 * (equation 12), rounded up or down by chance. To the engine's bits.
 * @param uniform numbers from 0 to below 1, one for each gradient
 */
export function quantizeGradients(
  gradients: Float32Array,
  uniform: Float32Array,
  bits: number,
): Float32Array {
  const steps = countSteps(bits);
  const largest = gradients.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const divisor = Math.max(largest, SMALLEST_SIZE);
  return gradients.map((value, place) => {
    const share = f(f(f(value / divisor) * 0.5) + 0.5);
    const number = roundHalfToEven(f(f(share * steps) + f(uniform[place]! - 0.5)));
    const level = f(Math.min(Math.max(number, 0), steps) - steps / 2);
    return f(f(level * f(2 / steps)) * largest);
  });
}
