/**
 * Even grids of whole numbers for real values: value = scale * (q - zero point) (Jacob et al. 2018, arXiv
 * 1712.05877, equation 1). Whole numbers count from 0 here; a signed grid's zero point lies in the middle.
 */
import type { ValueRange } from './ranges.ts';
import { roundHalfToEven } from './rounding.ts';

export const GRID_SCHEMES = ['symmetric', 'restricted', 'asymmetric'] as const;

/**
 * `symmetric`: as many steps below zero as there are whole numbers, one fewer above. `restricted`: as many
 * above as below, so that one whole number stays unused. `asymmetric`: from the low end to the high one, both
 * drawn to zero where they leave it out.
 */
export type GridScheme = (typeof GRID_SCHEMES)[number];

export interface LinearGrid {
  /** Positive. */
  readonly scale: number;
  /** The whole number that stands for zero. */
  readonly zeroPoint: number;
  /** The whole numbers that are used. */
  readonly least: number;
  readonly most: number;
}

/** The smallest scale: float32's smallest normal number, so that no value over a scale overflows. */
export const SMALLEST_SCALE = 2 ** -126;

/** @param bits from 2 to 16; also 1 of an asymmetric grid, whose two values are zero and one end */
export function toLinearGrid({ low, high }: ValueRange, bits: number, scheme: GridScheme): LinearGrid {
  const most = 2 ** bits - 1;
  const middle = 2 ** (bits - 1);
  const toScale = (size: number, steps: number) => Math.max(Math.fround(size / steps), SMALLEST_SCALE);
  if (scheme === 'asymmetric') {
    const [from, to] = [Math.min(low, 0), Math.max(high, 0)];
    if (from === to) return { scale: 1, zeroPoint: 0, least: 0, most };
    const scale = toScale(to - from, most);
    return { scale, zeroPoint: Math.min(Math.max(roundHalfToEven(-from / scale), 0), most), least: 0, most };
  }
  const size = Math.max(Math.abs(low), Math.abs(high));
  const [least, steps] = scheme === 'symmetric' ? [0, most / 2] : [1, middle - 1];
  return { scale: size === 0 ? 1 : toScale(size, steps), zeroPoint: middle, least, most };
}

/** The whole number of a value. */
export function toGridNumber(value: number, { scale, zeroPoint, least, most }: LinearGrid): number {
  const number = roundHalfToEven(Math.fround(value / scale)) + zeroPoint;
  return Math.min(Math.max(number, least), most);
}

/** What a whole number stands for, rounded once to float32. */
export function toGridValue(number: number, { scale, zeroPoint }: LinearGrid): number {
  return Math.fround((number - zeroPoint) * scale) + 0;
}
