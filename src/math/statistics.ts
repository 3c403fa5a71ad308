/**
 * Numbers in a few figures: mean, deviation, extent, quantiles, and the summary of measured latencies. Sums
 * are kept in double precision whatever the array holds, and the deviation is computed in two passes, so that
 * a large mean does not eat it. All answers for no values are NaN.
 *
 * Quantiles interpolate linearly between the sorted values (type 7 of Hyndman and Fan, "Sample Quantiles in
 * Statistical Packages", 1996). Left out on purpose: the sample deviation (divided by n - 1), since pruning's
 * threshold speaks of a layer's own weights, all of which are there.
 */

/** The arithmetic mean. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** The population standard deviation: the root of the mean squared distance from the mean. */
export function standardDeviation(values: ArrayLike<number>): number {
  const centre = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const distance = values[i]! - centre;
    sum += distance * distance;
  }
  return Math.sqrt(sum / values.length);
}

/** The smallest and the largest value. NaNs among the values are passed over. */
export function extent(values: ArrayLike<number>): [min: number, max: number] {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? [min, max] : [Number.NaN, Number.NaN];
}

/**
 * The value below which the fraction `p` of the values lies. Throws a RangeError if `p` is not from 0 to 1.
 */
export function quantile(values: ArrayLike<number>, p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`p must be from 0 to 1, got ${p}`);
  const sorted = Float64Array.from(values).sort();
  const place = (sorted.length - 1) * p;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below === above ? below : below + (above - below) * (place - Math.floor(place));
}

/** The middle value, or the mean of the two middle ones. */
export function median(values: ArrayLike<number>): number {
  return quantile(values, 0.5);
}

/** Measured latencies in brief: median, 95th percentile (both in milliseconds) and how many there were. */
export interface LatencySummary {
  readonly median: number;
  readonly p95: number;
  readonly n: number;
}

/** Sums up latencies in milliseconds. */
export function summarizeLatency(samplesMs: ArrayLike<number>): LatencySummary {
  return { median: median(samplesMs), p95: quantile(samplesMs, 0.95), n: samplesMs.length };
}

/** Up to this noise, as a fraction of a time, something is read from how times compare. */
export const CLEAR_NOISE = 0.3;

/** Beyond it a median alone would hide how noisy the machine was. */
const MOST_SPREAD = 1.5;

/** Whether a time is better told as a span, from the median to the 95th percentile. */
export function isNoisy({ median: middle, p95 }: Pick<LatencySummary, 'median' | 'p95'>): boolean {
  return p95 > MOST_SPREAD * middle;
}

/** Whether two times differ by no more than one of them scatters, so that they tell no order. */
export function areAlike(
  a: Pick<LatencySummary, 'median' | 'p95'>,
  b: Pick<LatencySummary, 'median' | 'p95'>,
): boolean {
  return Math.abs(a.median - b.median) <= Math.max(a.p95 - a.median, b.p95 - b.median);
}
