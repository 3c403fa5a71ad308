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
