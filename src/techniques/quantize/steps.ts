/**
 * Whole numbers for weights: a weight is the step size times the nearest of 2^bits whole numbers (Esser et
 * al. 2020, LSQ, arXiv 1902.08153, equations 1 and 2), for a whole tensor or for each unit of its layer.
 */
import { roundHalfToEven } from '../../math/rounding.ts';

/** The whole numbers that a weight may be: from `least`, which is negative, to `most`. */
export interface IntegerRange {
  readonly least: number;
  readonly most: number;
}

/** The signed whole numbers of so many bits, from 2 to 8. */
export function toIntegerRange(bits: number): IntegerRange {
  return { least: -(2 ** (bits - 1)), most: 2 ** (bits - 1) - 1 };
}

/** A step that has learnt its way to zero or below counts as this one: a grid needs a positive step. */
export const SMALLEST_STEP = Math.fround(1e-8);

/** The step that a learnt value stands for. */
export function toStep(learnt: number): number {
  return Math.max(learnt, SMALLEST_STEP);
}

/**
 * Values on their grids, in row-major order, to the engine's bits.
 * @param steps one for all, or one for each unit, to which the value at place % steps.length belongs
 */
export function quantizeValues(values: Float32Array, steps: Float32Array, bits: number): Float32Array {
  const { least, most } = toIntegerRange(bits);
  return values.map((value, place) => {
    const step = toStep(steps[place % steps.length]!);
    const ratio = Math.fround(value / step);
    return roundHalfToEven(Math.min(Math.max(ratio, least), most)) * step + 0;
  });
}

/**
 * Where steps begin: 2 <|v|> / sqrt(Qp) over the values of each (section 2.1). Zeros, which pruning left,
 * have no say, so that a pruned tensor gets the steps of its survivors; a step of zeros alone is 1.
 * @param count 1, or the number of units
 */
export function startSteps(values: Float32Array, count: number, bits: number): Float32Array {
  const sums = new Float64Array(count);
  const members = new Float64Array(count);
  values.forEach((value, place) => {
    if (value === 0) return;
    sums[place % count]! += Math.abs(value);
    members[place % count]! += 1;
  });
  const { most } = toIntegerRange(bits);
  return Float32Array.from(sums, (sum, index) =>
    members[index] === 0 ? 1 : toStep((2 * sum) / members[index]! / Math.sqrt(most)),
  );
}

/** What a step's gradient is multiplied with: 1 / sqrt(N Qp) for N weights of one step (section 2.2). */
export function toStepGradientScale(weights: number, bits: number): number {
  return 1 / Math.sqrt(weights * toIntegerRange(bits).most);
}
