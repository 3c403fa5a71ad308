/**
 * Whole numbers for weights: a weight is a step size times a whole number of a few bits (Jacob et al. 2018,
 * arXiv 1712.05877, equation 1), for a whole tensor, for each unit of its layer, or for each group of weights
 * in a row. Steps come from the weights, or learn with them (Esser et al. 2020, LSQ, arXiv 1902.08153).
 */
import {
  type GridScheme,
  type LinearGrid,
  SMALLEST_SCALE,
  toGridNumber,
  toGridValue,
  toLinearGrid,
} from '../../math/lineargrid.ts';
import { findRadixPoint } from '../../math/radixpoint.ts';
import { findRange, RANGE_RULES, type RangeOptions, type ValueRange } from '../../math/ranges.ts';
import { roundByChance } from '../../math/rounding.ts';
import { BATCH_NORM_EPSILON } from '../../spec/layers/batchnorm.ts';
import { sizeOf } from '../../spec/shapes.ts';
import type { TensorInfo } from '../../spec/tensors.ts';

export const GRAINS = ['tensor', 'channel', 'group'] as const;

/** What has a step size of its own. */
export interface Grain {
  readonly per: (typeof GRAINS)[number];
  /** Weights of a group, in row-major order; the last group may have fewer. */
  readonly groupSize: number;
}

/** Which step a tensor's values belong to. */
export interface Grouping {
  readonly count: number;
  /** Values of one step, the last group's filled up. */
  readonly members: number;
  readonly groupOf: (place: number) => number;
}

export function toGrouping(
  { per, groupSize }: Grain,
  { shape, units }: Pick<TensorInfo, 'shape' | 'units'>,
): Grouping {
  const size = sizeOf(shape);
  if (per === 'group') {
    const groupOf = (place: number) => Math.floor(place / groupSize);
    return { count: Math.ceil(size / groupSize), members: groupSize, groupOf };
  }
  const count = per === 'tensor' ? 1 : units;
  return { count, members: size / count, groupOf: (place) => place % count };
}

/** A step that has learnt its way to zero or below counts as this one: a grid needs a positive step. */
export const SMALLEST_STEP = Math.fround(1e-8);

/** The step that a learnt value stands for. */
export function toStep(learnt: number): number {
  return Math.max(learnt, SMALLEST_STEP);
}

/** The whole numbers of a grid without the scale, counted from 0. */
export function toLimits(bits: number, scheme: GridScheme): Pick<LinearGrid, 'least' | 'most'> {
  return { least: scheme === 'restricted' ? 1 : 0, most: 2 ** bits - 1 };
}

/** The whole number that stands for zero where a grid is signed. */
export function toMiddle(bits: number): number {
  return 2 ** (bits - 1);
}

/** Values on their grids, in row-major order, to the engine's bits. */
export function quantizeValues(
  values: Float32Array,
  grids: readonly LinearGrid[],
  { groupOf }: Grouping,
): Float32Array {
  return values.map((value, place) => {
    const grid = grids[groupOf(place)]!;
    return toGridValue(toGridNumber(value, grid), grid);
  });
}

/**
 * Values put on their grids by chance, the nearer number the likelier.
 * @param uniform numbers from 0 to below 1, one for each value
 */
export function drawValues(
  values: Float32Array,
  grids: readonly LinearGrid[],
  { groupOf }: Grouping,
  uniform: Float32Array,
): Float32Array {
  return values.map((value, place) => {
    const grid = grids[groupOf(place)]!;
    const number = roundByChance(Math.fround(value / grid.scale), uniform[place]!) + grid.zeroPoint;
    return toGridValue(Math.min(Math.max(number, grid.least), grid.most), grid);
  });
}

/** Values by group; zeros, which pruning left, are left out where they have no say. */
function splitValues(values: Float32Array, { count, groupOf }: Grouping, withZeros: boolean): number[][] {
  const groups = Array.from({ length: count }, (): number[] => []);
  values.forEach((value, place) => {
    if (withZeros || value !== 0) groups[groupOf(place)]!.push(value);
  });
  return groups;
}

/** Where steps that do not learn come from. */
export const GRID_RULES = ['follow', ...RANGE_RULES, 'radix', 'unit'] as const;
type GridRule = (typeof GRID_RULES)[number];

export interface GridOptions extends Omit<RangeOptions, 'rule'> {
  readonly rule: GridRule;
}

/** Ranges of the rules that are no range rules. */
const RANGES: Partial<Record<GridRule, (values: Float32Array, options: GridOptions) => ValueRange>> = {
  follow: (values, options) => findRange(values, { ...options, rule: 'extent' }),
  // WRPN (arXiv 1709.01134, section 4) and DoReFa-Net have weights between -1 and 1, whatever they are.
  unit: () => ({ low: -1, high: 1 }),
};

/** The grids that a rule gives, one for each step. */
export function findGrids(
  values: Float32Array,
  grouping: Grouping,
  options: GridOptions,
  scheme: GridScheme,
): LinearGrid[] {
  const { bits, rule } = options;
  return splitValues(values, grouping, true).map((group) => {
    const own = Float32Array.from(group);
    if (rule === 'radix')
      return { ...toLimits(bits, scheme), scale: 2 ** -findRadixPoint(own, bits), zeroPoint: toMiddle(bits) };
    const range = RANGES[rule]?.(own, options) ?? findRange(own, { ...options, rule } as RangeOptions);
    return toLinearGrid(range, bits, scheme);
  });
}

/** Steps that a range has on either side of a signed grid's zero. */
export function countSteps(bits: number, scheme: GridScheme): number {
  return scheme === 'restricted' ? toMiddle(bits) - 1 : (2 ** bits - 1) / 2;
}

/**
 * What batch norm multiplies each channel with when it is folded into the weights before it (Jacob et al.
 * 2018, arXiv 1712.05877, section 3.2), without its sign; 1 for a channel that it makes constant. In the
 * engine's order of float32 operations.
 */
export function toFoldFactors(scale: Float32Array, variance: Float32Array): Float32Array {
  return scale.map((value, channel) => {
    const deviation = Math.fround(Math.sqrt(Math.fround(variance[channel]! + BATCH_NORM_EPSILON)));
    return value === 0 ? 1 : Math.fround(Math.abs(value) / deviation);
  });
}

/**
 * Where learnt steps begin: 2 <|v|> / sqrt(Qp) over the values of each (LSQ, section 2.1), where Qp is the
 * largest whole number. Only survivors of a pruning count; a step of zeros alone is 1.
 */
export function startSteps(values: Float32Array, grouping: Grouping, bits: number): Float32Array {
  const most = toMiddle(bits) - 1;
  return Float32Array.from(splitValues(values, grouping, false), (group) => {
    const size = group.reduce((sum, value) => sum + Math.abs(value), 0) / Math.max(group.length, 1);
    return group.length === 0 ? 1 : toStep((2 * size) / Math.sqrt(most));
  });
}

/** What a step's gradient is multiplied with: 1 / sqrt(N Qp) for N weights of one step (LSQ, section 2.2). */
export function toStepGradientScale(weights: number, bits: number): number {
  return 1 / Math.sqrt(weights * (toMiddle(bits) - 1));
}

/**
 * Steps of a kernel's channels that are one step once batch norm is folded in: that of the extent of the
 * folded weights, divided by each channel's factor. In the engine's order of float32 operations.
 */
export function toFoldedSteps(
  values: Float32Array,
  factors: Float32Array,
  bits: number,
  scheme: GridScheme,
): Float32Array {
  const folded = values.map((value, place) => Math.abs(value) * factors[place % factors.length]!);
  const largest = folded.reduce((most, value) => Math.max(most, value), 0);
  const step = largest === 0 ? 1 : Math.max(Math.fround(largest / countSteps(bits, scheme)), SMALLEST_SCALE);
  return factors.map((factor) => step / factor);
}
