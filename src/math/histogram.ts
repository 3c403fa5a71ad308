/**
 * How values are spread: counts in equal bins, and round limits for an axis. Figures and engine count with
 * the same function, so that a picture cannot disagree with what was pruned.
 *
 * A bin holds its lower edge and not its upper one; the last bin holds both. Every value is counted exactly
 * once: in a bin, below, above, as a zero left out, or as a NaN.
 */

export interface HistogramOptions {
  readonly min: number;
  readonly max: number;
  readonly bins: number;
  /**
   * Count exact zeros (of either sign) apart instead of in their bin, where pruned weights would tower over
   * the rest.
   */
  readonly leaveZerosOut?: boolean;
}

export interface Histogram {
  readonly min: number;
  readonly max: number;
  readonly counts: Uint32Array;
  /** Values outside [min, max]. */
  readonly below: number;
  readonly above: number;
  /** Exact zeros left out of the bins; 0 where they were not to be left out. */
  readonly zeros: number;
  readonly nans: number;
}

/**
 * Counts values in `bins` equal bins from `min` to `max`. Throws a RangeError on limits that are not finite
 * and rising.
 */
export function countHistogram(values: ArrayLike<number>, options: HistogramOptions): Histogram {
  const { min, max, bins, leaveZerosOut = false } = options;
  if (!(min < max) || !Number.isFinite(max - min)) {
    throw new RangeError(`min must be below max and both finite, got ${min} and ${max}`);
  }
  if (!Number.isInteger(bins) || bins < 1) {
    throw new RangeError(`bins must be a positive integer, got ${bins}`);
  }
  const counts = new Uint32Array(bins);
  const edges = Float64Array.from({ length: bins + 1 }, (_, i) => toBinEdge(options, i));
  const perUnit = bins / (max - min);
  let below = 0;
  let above = 0;
  let zeros = 0;
  let nans = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value === 0 && leaveZerosOut) zeros++;
    else if (value < min) below++;
    else if (value > max) above++;
    else if (Number.isNaN(value)) nans++;
    else {
      let bin = Math.min(bins - 1, Math.floor((value - min) * perUnit));
      // The product may round across an edge; the edges decide.
      if (value < edges[bin]!) bin--;
      else if (bin < bins - 1 && value >= edges[bin + 1]!) bin++;
      counts[bin]!++;
    }
  }
  return { min, max, counts, below, above, zeros, nans };
}

/** The lower edge of bin `index`; the upper edge of the last one for `index` = `bins`. */
export function toBinEdge(limits: Pick<HistogramOptions, 'min' | 'max' | 'bins'>, index: number): number {
  if (index === limits.bins) return limits.max;
  return limits.min + ((limits.max - limits.min) * index) / limits.bins;
}

/**
 * The smallest range around [min, max] that ends on multiples of a step of 1, 2 or 5 times a power of ten,
 * with about `steps` steps in it. A range without width is widened by half its size, or to [-1, 1] around
 * zero.
 */
export function niceRange(min: number, max: number, steps = 10): [min: number, max: number] {
  if (!(min <= max) || !Number.isFinite(max - min)) {
    throw new RangeError(`min must not be above max and both finite, got ${min} and ${max}`);
  }
  // Below 1e-300 a step would lose its digits.
  if (max - min < 1e-300) {
    const size = Math.abs(min);
    return size < 1e-299 ? [-1, 1] : niceRange(min - size / 2, max + size / 2, steps);
  }
  // "d.ddde±x" gives the decimal exponent exactly; a logarithm might round across it.
  const [digits, exponent] = ((max - min) / steps).toExponential().split('e');
  const leading = Number(digits);
  const factor = leading <= 1 ? 1 : leading <= 2 ? 2 : leading <= 5 ? 5 : 10;
  const toMultiple = (count: number) => Number(`${count * factor}e${exponent}`);
  const step = toMultiple(1);
  let low = Math.floor(min / step);
  let high = Math.ceil(max / step);
  if (toMultiple(low) > min) low--;
  if (toMultiple(high) < max) high++;
  return [toMultiple(low), toMultiple(high)];
}
