/**
 * Weights of three values: zero where they are small, and else a scale or its negative. In ternary-weight
 * networks (Li and Liu 2016, arXiv 1605.04711, equations 5 and 6) both scales are the mean size of the
 * weights above the threshold of 0.7 times the mean size of all; in trained ternary quantization (Zhu et al.
 * 2016, arXiv 1612.01064, sections 4 and 5) the threshold is 0.05 times the largest size, and both scales
 * learn. Zeros, which pruning left, stay zero and have no say in a mean.
 */

export const TERNARY_RULES = ['mean', 'learnt'] as const;
export type TernaryRule = (typeof TERNARY_RULES)[number];

/** The share of the mean size, or of the largest, that the threshold is. */
export const THRESHOLD_SHARES = { mean: 0.7, learnt: 0.05 } as const satisfies Record<TernaryRule, number>;

/** What is above a threshold becomes `positive`, what is below its negative `-negative`. */
export interface TernaryScales {
  readonly positive: number;
  readonly negative: number;
}

/**
 * Mean size of the values that `isCounted`, in the engine's order of float32 sums; 0 where there are none.
 */
function meanSize(values: Float32Array, isCounted: (value: number) => boolean): number {
  let sum = 0;
  let members = 0;
  for (const value of values) {
    if (!isCounted(value)) continue;
    sum = Math.fround(sum + Math.abs(value));
    members++;
  }
  return Math.fround(sum / Math.max(members, 1));
}

export function toThreshold(values: Float32Array, rule: TernaryRule): number {
  const size =
    rule === 'mean'
      ? meanSize(values, (value) => value !== 0)
      : values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return Math.fround(size * Math.fround(THRESHOLD_SHARES[rule]));
}

/** Where scales begin, and what they always are by the rule `mean`: the same for both there. */
export function toTernaryScales(values: Float32Array, rule: TernaryRule): TernaryScales {
  const threshold = toThreshold(values, rule);
  const scaleOf = (isCounted: (value: number) => boolean) => meanSize(values, isCounted);
  if (rule === 'learnt')
    return {
      positive: scaleOf((value) => value > threshold),
      negative: scaleOf((value) => value < -threshold),
    };
  const scale = scaleOf((value) => Math.abs(value) > threshold);
  return { positive: scale, negative: scale };
}

/** Each value's third, in row-major order, to the engine's bits. */
export function ternarizeValues(
  values: Float32Array,
  rule: TernaryRule,
  { positive, negative }: TernaryScales,
): Float32Array {
  const threshold = toThreshold(values, rule);
  return values.map((value) => (value > threshold ? positive : value < -threshold ? -negative : 0));
}
