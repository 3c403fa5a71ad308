/**
 * Numbers of 16-bit fixed point <IL, FL> (Gupta et al. 2015, arXiv 1502.02551, section 3): multiples of
 * 2^-FL from -2^(IL-1) to 2^(IL-1) - 2^-FL, where IL + FL = 16. What lies outside becomes the nearer end.
 */
import type { LinearGrid } from '../../math/lineargrid.ts';
import { roundByChance } from '../../math/rounding.ts';
import { WORD_BITS } from '../../spec/layers/fixedpoint.ts';
import { putOnGrid } from '../quantizeactivations/values.ts';

/** The grid of a fraction of so many bits. */
export function toFixedGrid(fraction: number): LinearGrid {
  return { scale: 2 ** -fraction, zeroPoint: 2 ** (WORD_BITS - 1), least: 0, most: 2 ** WORD_BITS - 1 };
}

/**
 * Values on the grid, to the engine's bits: the nearest number, ties to the even one, or by chance the one
 * below or above, the nearer the likelier, so that the mean is the value itself (section 3.1).
 * @param uniform numbers from 0 to below 1, one for each value, where chance decides
 */
export function roundToFixed(values: Float32Array, fraction: number, uniform?: Float32Array): Float32Array {
  const grid = toFixedGrid(fraction);
  if (uniform === undefined) return putOnGrid(values, grid);
  const [low, high] = [grid.least - grid.zeroPoint, grid.most - grid.zeroPoint];
  return values.map((value, place) => {
    const number = roundByChance(value / grid.scale, uniform[place]!);
    return Math.min(Math.max(number, low), high) * grid.scale;
  });
}
