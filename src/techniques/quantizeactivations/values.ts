/**
 * Activations on even grids: PACT's, from zero to a bound (Choi et al. 2018, arXiv 1805.06085, equations 1
 * and 2), and affine ones, whose step and zero point are given or follow from the image (Jacob et al. 2018,
 * arXiv 1712.05877, equation 1).
 */
import {
  type GridScheme,
  type LinearGrid,
  toGridNumber,
  toGridValue,
  toLinearGrid,
} from '../../math/lineargrid.ts';
import type { ValueRange } from '../../math/ranges.ts';
import { roundHalfToEven } from '../../math/rounding.ts';
import { extent } from '../../math/statistics.ts';
import type { QuantizeActivationSpec } from '../../spec/layers/quantizeactivation.ts';
import { toLimits } from '../quantize/steps.ts';

/** A bound that has learnt its way to zero or below counts as this one: a grid needs a positive step. */
export const SMALLEST_BOUND = Math.fround(1e-6);

/** Values above zero that an activation of so many bits may have. */
export function countLevels(bits: number): number {
  return 2 ** bits - 1;
}

/** Each value clipped to [0, bound] and put on the nearest of 2^bits values, to the engine's bits. */
export function quantizeActivationValues(values: Float32Array, bound: number, bits: number): Float32Array {
  const top = Math.max(bound, SMALLEST_BOUND);
  const step = Math.fround(top / countLevels(bits));
  return values.map((value) => roundHalfToEven(Math.fround(Math.min(Math.max(value, 0), top) / step)) * step);
}

/** A symmetric grid of values none of which lies below zero needs no whole numbers for what does. */
export function toScheme({ low }: ValueRange, scheme: GridScheme): GridScheme {
  return scheme === 'symmetric' && low >= 0 ? 'asymmetric' : scheme;
}

/** The grid of activations in a range. A symmetric one is unsigned where nothing lies below zero. */
export function toActivationGrid(range: ValueRange, bits: number, scheme: GridScheme): LinearGrid {
  return toLinearGrid(range, bits, toScheme(range, scheme));
}

/** What a quantizer's layer says of its grid, by how it is found; null where each image has its own. */
const READ_GRID: {
  readonly [Range in NonNullable<QuantizeActivationSpec['range']>]: (
    layer: QuantizeActivationSpec,
    read: (role: string) => number,
  ) => LinearGrid | null;
} = {
  learnt: ({ bits }, read) => {
    const most = countLevels(bits);
    const scale = Math.fround(Math.max(read('bound'), SMALLEST_BOUND) / most);
    return { scale, zeroPoint: 0, least: 0, most };
  },
  static: (layer, read) => readActivationGrid(layer, { step: read('step'), zeroPoint: read('zeroPoint') }),
  dynamic: () => null,
};

/**
 * The one grid of a quantizer; null where each image has its own.
 * @param read the values of a tensor, by its name
 */
export function readQuantizerGrid(
  layer: QuantizeActivationSpec,
  read: (tensor: string) => Float32Array,
): LinearGrid | null {
  return READ_GRID[layer.range ?? 'learnt'](layer, (role) => read(`${layer.name}/${role}`)[0]!);
}

/** The grid of activations between 0 and 1, whatever they are. */
export function toUnitGrid(bits: number): LinearGrid {
  return toLinearGrid({ low: 0, high: 1 }, bits, 'asymmetric');
}

/** A grid of a step that is the next power of two upwards: nothing is cut off that was not before. */
export function toRadixGrid(grid: LinearGrid): LinearGrid {
  let scale = 1;
  while (scale < grid.scale) scale *= 2;
  while (scale / 2 >= grid.scale) scale /= 2;
  return { ...grid, scale };
}

type GridOptions = Pick<QuantizeActivationSpec, 'bits' | 'scheme'>;

/** The grid of a `static` quantizer, from its two tensors. */
export function readActivationGrid(
  { bits, scheme = 'asymmetric' }: GridOptions,
  { step, zeroPoint }: { readonly step: number; readonly zeroPoint: number },
): LinearGrid {
  return { ...toLimits(bits, scheme), scale: step, zeroPoint };
}

/** Values on a given grid, to the engine's bits. */
export function putOnGrid(values: Float32Array, grid: LinearGrid): Float32Array {
  return values.map((value) => toGridValue(toGridNumber(value, grid), grid));
}

/** One image's values as a `dynamic` quantizer gives them; the engine's step may differ in its last bit. */
export function quantizeDynamically(
  values: Float32Array,
  { bits, scheme = 'asymmetric' }: GridOptions,
): Float32Array {
  const [low, high] = extent(values);
  return putOnGrid(values, toActivationGrid({ low, high }, bits, scheme));
}
