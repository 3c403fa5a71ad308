/**
 * The whole numbers of a layer's weights, and its batch norm taken into their scales: a channel's factor
 * multiplies what a step of its sums is worth, and turns the signs where it is negative, so the numbers stay
 * those of the file (Jacob et al. 2018, arXiv 1712.05877, section 3.2, without quantizing anew).
 */
import { findDifferences } from '../../codec/integers.ts';
import type { ModelSnapshot } from '../../protocol/snapshots.ts';
import { NoIntegerForm } from './noform.ts';

/** Weights before anything is known of what they read. */
export interface WholeWeights {
  /** Less their zero points, row-major, outputs last. */
  readonly numbers: Int16Array;
  /** What a step of each output's weights is worth. */
  readonly scales: Float64Array;
  /** In real numbers. */
  readonly bias: Float64Array;
}

/** Bits of a weight whose products still are of 8 bits. */
const MOST_BITS = 8;

/**
 * @throws where the layer's weights are no whole numbers of 8 bits, with one scale for each output at most
 */
export function readWeights(
  { tensors, grids = [] }: ModelSnapshot,
  { name, bias: hasBias }: { readonly name: string; readonly bias?: boolean },
  outputs: number,
): WholeWeights {
  const read = (tensor: string) => tensors.find((each) => each.name === tensor)!.values;
  const values = read(`${name}/kernel`);
  const grid = grids.find(({ tensor }) => tensor === `${name}/kernel`);
  const differences = grid === undefined ? null : findDifferences(values, grid);
  if (grid === undefined || differences === null)
    throw new NoIntegerForm(`${name} has float weights: add a quantize stage`);
  const { bits, scales, zeroPoints, groupSize } = grid;
  if (bits > MOST_BITS)
    throw new NoIntegerForm(
      `${name} has weights of ${bits} bits, and products take ${MOST_BITS}: quantize it to fewer`,
    );
  if (groupSize !== undefined || (scales.length !== 1 && scales.length !== outputs))
    throw new NoIntegerForm(
      `${name} has a scale for each group of weights, and sums need one for each output: quantize it per tensor or per channel`,
    );
  // Levels on both sides of zero lie at halves: twice as many steps of half the size.
  const steps = zeroPoints.every(Number.isInteger) ? 1 : 2;
  return {
    numbers: Int16Array.from(differences, (each) => each * steps),
    scales: Float64Array.from({ length: outputs }, (_, output) => scales[output % scales.length]! / steps),
    bias: hasBias === false ? new Float64Array(outputs) : Float64Array.from(read(`${name}/bias`)),
  };
}

/** The weights with x * factor + shift behind them, a factor and a shift for each output. */
export function scaleOutputs(
  { numbers, scales, bias }: WholeWeights,
  factors: ArrayLike<number>,
  shifts: ArrayLike<number>,
): WholeWeights {
  const outputs = bias.length;
  return {
    numbers: numbers.map((each, place) => each * Math.sign(factors[place % outputs]!)),
    scales: scales.map((scale, output) => scale * Math.abs(factors[output]!)),
    bias: bias.map((value, output) => value * factors[output]! + shifts[output]!),
  };
}

/** Weights on inputs of one scale: sums, and what they are worth. */
export interface Products {
  readonly weights: Int16Array;
  /** In steps of the sums. */
  readonly bias: Int32Array;
  /** What a step of each output's sums is worth. */
  readonly steps: Float64Array;
  /** The largest size that each output's sum can have. */
  readonly most: Float64Array;
}

/** Steps that a bias has which stands alone, for lack of weights that are not zero. */
const BIAS_STEPS = 2 ** 20;

/**
 * @param scale of the input
 * @param reach the largest distance of an input's number from its zero point
 * @throws where a sum could leave 32 bits
 */
export function toProducts(
  { numbers, scales, bias }: WholeWeights,
  { scale, reach, name }: { readonly scale: number; readonly reach: number; readonly name: string },
): Products {
  const outputs = bias.length;
  const sizes = new Float64Array(outputs);
  numbers.forEach((each, place) => {
    sizes[place % outputs]! += Math.abs(each);
  });
  const steps = scales.map((own, output) =>
    sizes[output] === 0 ? Math.abs(bias[output]!) / BIAS_STEPS || 1 : own * scale,
  );
  const most = sizes.map((size, output) => size * reach + Math.abs(bias[output]! / steps[output]!) + 1);
  const far = most.findIndex((each) => !(each < 2 ** 31));
  if (far >= 0)
    throw new NoIntegerForm(
      `${name} has sums at output ${far} that can reach ${most[far]!.toPrecision(3)} and leave 32 bits`,
    );
  return {
    weights: numbers,
    bias: Int32Array.from(bias, (value, output) => Math.round(value / steps[output]!)),
    steps,
    most,
  };
}
