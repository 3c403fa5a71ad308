/**
 * One output of a net's first layer worked out in whole numbers, beside the same in floats: products of 8-bit
 * inputs and weights of a few bits, a 32-bit sum with its bias, and the rescaling to 8 bits by a multiplier
 * and a shift (Jacob et al. 2018, arXiv 1712.05877, section 2.2).
 */
import {
  type Multiplier,
  multiplyQuantized,
  requantize,
  rescale,
  toMultiplier,
} from '../../../src/math/integerproduct.ts';
import { type LinearGrid, toGridNumber, toLinearGrid } from '../../../src/math/lineargrid.ts';
import { roundHalfToEven } from '../../../src/math/rounding.ts';
import { extent } from '../../../src/math/statistics.ts';
import type { Kernel } from '../../parts/kernels.ts';
import { countChannels } from './grids.ts';

/** What one output is the sum of. */
export interface Patch {
  readonly inputs: Float32Array;
  readonly weights: Float32Array;
}

/** Normalised pixels [height, width, channels] of an image. */
export interface Image {
  readonly values: Float32Array;
  readonly width: number;
  readonly channels: number;
}

/** Every place of a channel's output that needs no padding: what it sums, and the sum with its bias. */
export function listPatches(
  { values, width, channels }: Image,
  { shape, values: kernel }: Pick<Kernel, 'shape' | 'values'>,
  channel: number,
): Patch[] {
  const units = countChannels({ shape });
  const weights = kernel.filter((_, place) => place % units === channel);
  if (shape.length === 2) return [{ inputs: values, weights }];
  const [rows = 1, columns = 1] = shape;
  const height = values.length / width / channels;
  const patches: Patch[] = [];
  for (let y = 0; y + rows <= height; y++)
    for (let x = 0; x + columns <= width; x++) {
      const inputs = new Float32Array(weights.length);
      for (let row = 0; row < rows; row++) {
        const from = ((y + row) * width + x) * channels;
        inputs.set(values.subarray(from, from + columns * channels), row * columns * channels);
      }
      patches.push({ inputs, weights });
    }
  return patches;
}

/** The output in floats. */
export function sumInFloats({ inputs, weights }: Patch, bias: number): number {
  return inputs.reduce((sum, input, at) => sum + input * weights[at]!, bias);
}

export interface Grids {
  readonly input: LinearGrid;
  readonly weight: LinearGrid;
  readonly output: LinearGrid;
}

export interface WorkedNeuron {
  readonly grids: Grids;
  /** One a product: the two whole numbers, zero points taken off, and the sum so far. */
  readonly steps: readonly { readonly input: number; readonly weight: number; readonly sum: number }[];
  /** The bias as a whole number at the scale of the products. */
  readonly bias: number;
  readonly total: number;
  /** Input scale x weight scale / output scale. */
  readonly factor: number;
  readonly multiplier: Multiplier;
  /** The total after multiplier and shift, and as a whole number of the output's grid. */
  readonly rescaled: number;
  readonly output: number;
  /** What that stands for, and what floats give. */
  readonly value: number;
  readonly exact: number;
}

/** The output's grid, symmetric over what the channel gives at all its places. */
export function toOutputGrid(patches: readonly Patch[], bias: number): LinearGrid {
  const [low, high] = extent(Float32Array.from(patches, (patch) => sumInFloats(patch, bias)));
  return toLinearGrid({ low, high }, 8, 'symmetric');
}

export function workOut({ inputs, weights }: Patch, bias: number, grids: Grids): WorkedNeuron {
  const { input, weight, output } = grids;
  const ins = Array.from(inputs, (value) => toGridNumber(value, input));
  const held = Array.from(weights, (value) => toGridNumber(value, weight));
  let sum = 0;
  const steps = ins.map((number, at) => {
    const step = { input: number - input.zeroPoint, weight: held[at]! - weight.zeroPoint };
    sum += step.input * step.weight;
    return { ...step, sum };
  });
  const [products] = multiplyQuantized(
    { values: ins, zeroPoint: input.zeroPoint },
    { values: held, zeroPoint: weight.zeroPoint },
    { rows: 1, depth: ins.length, columns: 1 },
  );
  const scale = input.scale * weight.scale;
  const wholeBias = roundHalfToEven(bias / scale);
  const total = products! + wholeBias;
  const factor = scale / output.scale;
  const multiplier = toMultiplier(factor);
  const number = requantize(total, multiplier, output);
  return {
    grids,
    steps,
    bias: wholeBias,
    total,
    factor,
    multiplier,
    rescaled: rescale(total, multiplier),
    output: number,
    value: (number - output.zeroPoint) * output.scale,
    exact: sumInFloats({ inputs, weights }, bias),
  };
}
