/**
 * The reader's grids on the page: those of one layer, what they make of its weights, and the net that they
 * make. The arithmetic is the engine's own.
 */
import { type LinearGrid, toGridNumber, toGridValue } from '../../../src/math/lineargrid.ts';
import type { ModelSnapshot } from '../../../src/protocol/snapshots.ts';
import {
  findGrids,
  type Grouping,
  quantizeValues,
  toGrouping,
} from '../../../src/techniques/quantize/steps.ts';
import { listGridTensors, type QuantizerSnapshot } from '../../../src/techniques/quantize/transform.ts';
import type { Kernel } from '../../parts/kernels.ts';
import { type Settings, toRangeOptions } from '../settings.ts';

/** Channels of a kernel: filters, or neurons. The value at a place belongs to channel place % channels. */
export function countChannels({ shape }: Pick<Kernel, 'shape'>): number {
  return shape.at(-1)!;
}

const toInfo = (kernel: Kernel) => ({ ...kernel, units: countChannels(kernel) });

/** A layer on the reader's grids. */
export interface GriddedLayer {
  readonly kernel: Kernel;
  readonly grids: readonly LinearGrid[];
  readonly grouping: Grouping;
  /** The weights on their grids. */
  readonly values: Float32Array;
}

export function putOnGrid(kernel: Kernel, settings: Settings): GriddedLayer {
  const grouping = toGrouping({ per: settings.per, groupSize: 1 }, toInfo(kernel));
  const grids = findGrids(kernel.values, grouping, toRangeOptions(settings), settings.scheme);
  return { kernel, grids, grouping, values: quantizeValues(kernel.values, grids, grouping) };
}

/** Every value of a grid, ascending. */
export function listLevels(grid: LinearGrid): number[] {
  const { least, most } = grid;
  return Array.from({ length: most - least + 1 }, (_, place) => toGridValue(least + place, grid));
}

/** The place of the weight with the largest magnitude. */
export function findLargestPlace({ values }: Pick<Kernel, 'values'>): number {
  return values.reduce((best, value, place) => (Math.abs(value) > Math.abs(values[best]!) ? place : best), 0);
}

/** The kernel with one weight so many times as large. */
export function plant(kernel: Kernel, place: number, factor: number): Kernel {
  return { ...kernel, values: kernel.values.map((value, at) => (at === place ? value * factor : value)) };
}

/** The net with another kernel in the place of its own. */
export function toPlanted(dense: ModelSnapshot, { name, values }: Kernel): ModelSnapshot {
  return {
    ...dense,
    tensors: dense.tensors.map((each) => (each.name === name ? { ...each, values } : each)),
  };
}

/** Squared errors of a layer, summed: of weights within the grid's ends, and of those cut off. */
export interface ErrorSplit {
  readonly rounding: number;
  readonly clipping: number;
  /** Weights that lie more than half a step beyond an end. */
  readonly clipped: number;
  /** Sum of the squared weights. */
  readonly signal: number;
}

/** @param stride looks at every so many weights */
export function splitErrors(
  { kernel, grids, grouping }: Omit<GriddedLayer, 'values'>,
  stride = 1,
): ErrorSplit {
  const sums = { rounding: 0, clipping: 0, clipped: 0, signal: 0 };
  for (let place = 0; place < kernel.values.length; place += stride) {
    const value = kernel.values[place]!;
    const grid = grids[grouping.groupOf(place)]!;
    const error = (value - toGridValue(toGridNumber(value, grid), grid)) ** 2;
    const steps = value / grid.scale + grid.zeroPoint;
    const isCut = steps < grid.least - 0.5 || steps > grid.most + 0.5;
    sums[isCut ? 'clipping' : 'rounding'] += error;
    sums.clipped += isCut ? 1 : 0;
    sums.signal += value * value;
  }
  return sums;
}

/** Signal to noise in decibels: ten times the logarithm of the ratio of the two energies. */
export function toDecibels({ signal, rounding, clipping }: ErrorSplit): number {
  return 10 * Math.log10(signal / (rounding + clipping));
}

/** The trained net with every kernel on the reader's grids. */
export function toQuantizedModel(
  dense: ModelSnapshot,
  kernels: readonly Kernel[],
  settings: Settings,
): ModelSnapshot {
  const { bits, scheme, per } = settings;
  const layers = kernels.map((kernel) => {
    const { grids } = putOnGrid(kernel, settings);
    const transform: QuantizerSnapshot = {
      kind: 'quantizer',
      tensor: kernel.name,
      bits,
      scheme,
      per,
      groupSize: 16,
      learns: false,
    };
    const numbers = [grids.map(({ scale }) => scale), grids.map(({ zeroPoint }) => zeroPoint)];
    const tensors = listGridTensors(transform, toInfo(kernel)).map(({ name, layer, role, shape }, at) => ({
      name,
      layer,
      role,
      shape,
      values: Float32Array.from(numbers[at]!),
    }));
    return { transform, tensors };
  });
  return {
    ...dense,
    tensors: [...dense.tensors, ...layers.flatMap(({ tensors }) => tensors)],
    transforms: layers.map(({ transform }) => transform),
  };
}
