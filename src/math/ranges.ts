/**
 * Where the values of a tensor may be cut off before they are put on an even grid: too wide a range wastes
 * levels on values that hardly occur, too narrow a one cuts off those that matter.
 */
import { exponential } from './exactmath.ts';
import { roundHalfToEven } from './rounding.ts';
import { extent, mean, quantile, standardDeviation } from './statistics.ts';

/** The values between which a grid lies. */
export interface ValueRange {
  readonly low: number;
  readonly high: number;
}

export const RANGE_RULES = [
  'extent',
  'percentile',
  'deviations',
  'leastSquares',
  'gauss',
  'laplace',
] as const;
export type RangeRule = (typeof RANGE_RULES)[number];

export interface RangeOptions {
  readonly rule: RangeRule;
  /** Bits of the grid: the best range depends on them for the last three rules. */
  readonly bits: number;
  /** Of values within the range, for `percentile`. */
  readonly share?: number;
  /** How many on either side of the mean, for `deviations`. */
  readonly deviations?: number;
  /**
   * Whether values are one side of a law that lies around zero, as behind a relu: the last two rules then
   * take its spread from those above zero, and clip with the bits that both sides would have.
   */
  readonly isOneSided?: boolean;
}

/**
 * The range of some values by a rule; it never reaches beyond the values themselves.
 * @throws RangeError where there are no values, or one is not finite
 */
export function findRange(values: Float32Array, options: RangeOptions): ValueRange {
  if (values.length === 0) throw new RangeError('there are no values to find a range of');
  if (!values.every(Number.isFinite)) throw new RangeError('a range needs values that are all finite');
  const [low, high] = extent(values);
  const [from, to] = RULES[options.rule](values, options, { low, high });
  return { low: Math.max(low, from), high: Math.min(high, to) };
}

type Rule = (values: Float32Array, options: RangeOptions, whole: ValueRange) => readonly [number, number];

const RULES: { readonly [Kind in RangeRule]: Rule } = {
  extent: (_, __, { low, high }) => [low, high],
  percentile: (values, { share = 0.999 }) => [
    quantile(values, (1 - share) / 2),
    quantile(values, (1 + share) / 2),
  ],
  deviations: (values, { deviations = 3 }) => {
    const [middle, spread] = [mean(values), standardDeviation(values)];
    return [middle - deviations * spread, middle + deviations * spread];
  },
  leastSquares: (values, { bits }, whole) => findLeastSquares(values, bits, whole),
  gauss: (values, { bits, isOneSided }) => {
    if (isOneSided)
      return [0, toGaussClip(bits + 1) * Math.sqrt(mean(ofPositives(values, (each) => each ** 2)))];
    const [middle, clip] = [mean(values), toGaussClip(bits) * standardDeviation(values)];
    return [middle - clip, middle + clip];
  },
  laplace: (values, { bits, isOneSided }) => {
    if (isOneSided) return [0, toLaplaceClip(bits + 1) * mean(ofPositives(values, (each) => each))];
    const middle = mean(values);
    const spread = mean(Float64Array.from(values, (value) => Math.abs(value - middle)));
    return [middle - toLaplaceClip(bits) * spread, middle + toLaplaceClip(bits) * spread];
  },
};

/** A function of each value above zero; of zero where there is none. */
function ofPositives(values: Float32Array, of: (value: number) => number): Float64Array {
  const positives = values.filter((value) => value > 0);
  return positives.length === 0 ? Float64Array.of(0) : Float64Array.from(positives, of);
}

/** Ranges that are tried: parts of the whole one, its ends drawn in alike. */
const TRIED = 100;

function findLeastSquares(
  values: Float32Array,
  bits: number,
  { low, high }: ValueRange,
): readonly [number, number] {
  let best = { error: Number.POSITIVE_INFINITY, part: 1 };
  for (let step = TRIED; step > 0; step--) {
    const part = step / TRIED;
    const error = sumSquaredErrors(values, { low: low * part, high: high * part }, bits);
    if (error < best.error) best = { error, part };
  }
  return [low * best.part, high * best.part];
}

/** Sum of (value - its place on an even grid of 2^bits levels over the range)^2. */
export function sumSquaredErrors(values: Float32Array, { low, high }: ValueRange, bits: number): number {
  const step = (high - low) / (2 ** bits - 1);
  if (step === 0) return values.reduce((sum, value) => sum + (value - low) ** 2, 0);
  return values.reduce((sum, value) => {
    const inside = Math.min(Math.max(value, low), high);
    return sum + (value - (low + roundHalfToEven((inside - low) / step) * step)) ** 2;
  }, 0);
}

/**
 * The clip of a Laplace distribution with the least expected squared error, in units of its b: 2.83, 3.89 and
 * 5.03 at 2, 3 and 4 bits. Where the derivative of 2 b^2 exp(-c/b) + c^2 / (3 4^bits) is zero (Banner et al.
 * 2019, ACIQ, arXiv 1810.05723, section 3).
 */
export function toLaplaceClip(bits: number): number {
  return findZero((clip) => clip / (3 * 4 ** bits) - exponential(-clip));
}

/**
 * The same for a Gauss distribution, in units of its standard deviation: 1.71, 2.15 and 2.56 at 2, 3 and 4
 * bits.
 */
export function toGaussClip(bits: number): number {
  return findZero((clip) => clip / (3 * 4 ** bits) - 2 * integrateTail(clip));
}

/** The integral of (x - clip) times the standard normal density from the clip upwards, by Simpson's rule. */
function integrateTail(clip: number): number {
  const parts = 400;
  const width = 12 / parts;
  let sum = 0;
  for (let index = 0; index <= parts; index++) {
    const weight = index === 0 || index === parts ? 1 : index % 2 === 1 ? 4 : 2;
    const x = clip + index * width;
    sum += weight * (x - clip) * exponential((-x * x) / 2);
  }
  return (sum * width) / 3 / Math.sqrt(2 * Math.PI);
}

/** Where an increasing function is zero between 0 and 40, by halving. */
function findZero(of: (clip: number) => number): number {
  let [low, high] = [0, 40];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (of(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
