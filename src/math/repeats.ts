/**
 * What several runs of one experiment say that one alone cannot: their mean, how far they lie apart, and how
 * two experiments differ seed by seed. A pair shares its draws, so what the seed alone does falls out of the
 * difference. Deviations are those of a sample, divided by n - 1; NaN for fewer than two values.
 */
import { mean } from './statistics.ts';

export interface Spread {
  readonly mean: number;
  readonly deviation: number;
}

/** Mean and sample deviation. */
export function toSpread(values: readonly number[]): Spread {
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  const deviation = values.length < 2 ? Number.NaN : Math.sqrt(squares / (values.length - 1));
  return { mean: centre, deviation };
}

/**
 * Mean and deviation of the differences, value by value.
 * @throws RangeError where there are not as many of one as of the other
 */
export function toPairedDifference(values: readonly number[], others: readonly number[]): Spread {
  if (values.length !== others.length)
    throw new RangeError(
      `pairs need as many values on both sides, got ${values.length} and ${others.length}`,
    );
  return toSpread(values.map((value, at) => value - others[at]!));
}

/**
 * Student's t by degrees of freedom from 1 on: in 95 of 100 samples the mean lies within so many standard
 * errors of the truth.
 */
const STUDENT_95 = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262] as const;

/** How many runs an interval is known for, at most. */
export const MOST_REPEATS = STUDENT_95.length + 1;

/**
 * Half the width of the interval around the mean of n values in which the truth lies with 95 % confidence:
 * t(n - 1) * deviation / sqrt(n) (Student 1908).
 * @throws RangeError for fewer than 2 values, or more than `MOST_REPEATS`
 */
export function toConfidence({ deviation }: Pick<Spread, 'deviation'>, count: number): number {
  const student = STUDENT_95[count - 2];
  if (student === undefined)
    throw new RangeError(`an interval needs 2 to ${MOST_REPEATS} values, got ${count}`);
  return (student * deviation) / Math.sqrt(count);
}

/** How one experiment differs from another, both repeated with the same seeds. */
export interface Comparison {
  /** Of the first's values from the other's, seed by seed. */
  readonly difference: Spread;
  /** Half the width of the 95 % interval of the mean difference; null where none is known. */
  readonly half: number | null;
  /** Seeds with which the first has the smaller value. */
  readonly wins: number;
  /** Whether the interval lies below zero, above it, or leaves it open. */
  readonly verdict: 'smaller' | 'larger' | 'open';
}

/**
 * @returns null where there are no values
 * @throws RangeError where there are not as many of one as of the other
 */
export function compareRepeats(values: readonly number[], others: readonly number[]): Comparison | null {
  if (values.length === 0) return null;
  const difference = toPairedDifference(values, others);
  const isKnown = values.length >= 2 && values.length <= MOST_REPEATS;
  const half = isKnown ? toConfidence(difference, values.length) : null;
  const isClear = half !== null && Math.abs(difference.mean) > half;
  return {
    difference,
    half,
    wins: values.filter((value, at) => value < others[at]!).length,
    verdict: !isClear ? 'open' : difference.mean < 0 ? 'smaller' : 'larger',
  };
}
