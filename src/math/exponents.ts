/**
 * Values by their power of two, and what becomes of them in a format of few bits: the histogram by which
 * Micikevicius et al. 2018 (arXiv 1710.03740, figure 3) show that most of the range of half precision goes
 * unused while small gradients fall out of it.
 */
import { exponentOf, leastExponentOf, roundToFloat, type SmallFloat } from './smallfloat.ts';

export interface ExponentCounts {
  /** How many values have a size from 2^e to below 2^(e + 1), by e, ascending; only those that occur. */
  readonly counts: ReadonlyMap<number, number>;
  readonly zeros: number;
  readonly total: number;
}

/** Finite values only. */
export function countExponents(values: Float32Array): ExponentCounts {
  const found = new Map<number, number>();
  let zeros = 0;
  for (const value of values) {
    if (value === 0) {
      zeros++;
      continue;
    }
    const exponent = exponentOf(value);
    found.set(exponent, (found.get(exponent) ?? 0) + 1);
  }
  const counts = new Map([...found].sort(([a], [b]) => a - b));
  return { counts, zeros, total: values.length };
}

/** Where the values that are not zero end in a format, as fractions of them. */
export interface FloatFates {
  /** Rounded to zero. */
  readonly lost: number;
  /** Subnormal numbers: they keep fewer bits the smaller they are. */
  readonly coarse: number;
  readonly normal: number;
  /** Beyond the largest number. */
  readonly overflown: number;
}

/** @param exponent the values are multiplied by two to this before they are rounded */
export function countFates(format: SmallFloat, values: Float32Array, exponent = 0): FloatFates {
  const least = 2 ** leastExponentOf(format);
  const scale = 2 ** exponent;
  const counts = { lost: 0, coarse: 0, normal: 0, overflown: 0 };
  let all = 0;
  for (const value of values) {
    if (value === 0) continue;
    all++;
    const size = Math.abs(roundToFloat(format, value * scale));
    if (size === 0) counts.lost++;
    else if (!(size <= format.largest)) counts.overflown++;
    else if (size < least) counts.coarse++;
    else counts.normal++;
  }
  const toShare = (count: number) => (all === 0 ? 0 : count / all);
  return {
    lost: toShare(counts.lost),
    coarse: toShare(counts.coarse),
    normal: toShare(counts.normal),
    overflown: toShare(counts.overflown),
  };
}
