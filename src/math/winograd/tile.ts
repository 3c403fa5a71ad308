/**
 * One tile of a convolution by minimal filtering (Lavin and Gray 2015, arXiv 1509.09308, section 4.1): in two
 * dimensions each transform is used on columns and then on rows. Y = A' [(G g G') * (B' d B)] A, summed over
 * channels before A. This is the slow reference of the SIMD kernels, and what a reader steps through.
 *
 * Every sum and product goes through `round`, so that the same code tells what float32 loses.
 */
import { isZero, toNumber } from './fraction.ts';
import type { FractionMatrix, WinogradTransforms } from './transforms.ts';

/** Row-major, [rows][columns]. */
export type Matrix = readonly (readonly number[])[];

export type Round = (value: number) => number;

const EXACTLY: Round = (value) => value;

export const toMatrix = (fractions: FractionMatrix): Matrix => fractions.map((row) => row.map(toNumber));

/** left * values * left', terms in order, those with a factor of zero left out. */
export function sandwich(left: Matrix, values: Matrix, round: Round = EXACTLY): Matrix {
  return transpose(applyTo(left, transpose(applyTo(left, values, round)), round));
}

/** B' d B of a tile [inputs][inputs]. */
export const transformInput = (of: WinogradTransforms, tile: Matrix, round?: Round): Matrix =>
  sandwich(toMatrix(of.input), tile, round);

/** G g G' of a filter [taps][taps]. */
export const transformKernel = (of: WinogradTransforms, kernel: Matrix, round?: Round): Matrix =>
  sandwich(toMatrix(of.kernel), kernel, round);

/** A' m A of the products [inputs][inputs]: the outputs [outputs][outputs]. */
export const transformOutput = (of: WinogradTransforms, products: Matrix, round?: Round): Matrix =>
  sandwich(toMatrix(of.output), products, round);

/**
 * @param tiles of each channel, [inputs][inputs]
 * @param kernels of each channel, [taps][taps]
 * @returns the outputs, [outputs][outputs]
 */
export function convolveTile(
  of: WinogradTransforms,
  tiles: readonly Matrix[],
  kernels: readonly Matrix[],
  round: Round = EXACTLY,
): Matrix {
  const weights = kernels.map((kernel) => transformKernel(of, kernel, round));
  const values = tiles.map((tile) => transformInput(of, tile, round));
  const products = values[0]!.map((row, i) =>
    row.map((_, j) =>
      values.reduce((sum, value, channel) => {
        const product = round(value[i]![j]! * weights[channel]![i]![j]!);
        return channel === 0 ? product : round(sum + product);
      }, 0),
    ),
  );
  return transformOutput(of, products, round);
}

/** The same outputs, each the sum of its window's products. */
export function convolveDirectly(
  tiles: readonly Matrix[],
  kernels: readonly Matrix[],
  round: Round = EXACTLY,
): Matrix {
  const [size, taps] = [tiles[0]!.length, kernels[0]!.length];
  const outputs = Array.from({ length: size - taps + 1 }, (_, i) => i);
  return outputs.map((top) =>
    outputs.map((left) => {
      let sum = 0;
      for (const [channel, kernel] of kernels.entries()) {
        for (const [i, row] of kernel.entries()) {
          for (const [j, weight] of row.entries()) {
            sum = round(sum + round(weight * tiles[channel]![top + i]![left + j]!));
          }
        }
      }
      return sum;
    }),
  );
}

/** What one tile of one channel takes. */
export interface TileCount {
  /** Products of a weight and an input that a direct convolution takes for the same outputs. */
  readonly direct: number;
  /** Products here. */
  readonly products: number;
  /** Additions of the transforms; a factor that is not one or minus one is counted beside them. */
  readonly inputAdditions: number;
  readonly inputFactors: number;
  readonly outputAdditions: number;
  readonly outputFactors: number;
}

/** Counted from the matrices as they stand, term by term, without sums that several rows could share. */
export function countTile(of: WinogradTransforms): TileCount {
  const [input, output] = [countTwice(of.input), countTwice(of.output)];
  return {
    direct: (of.outputs * of.taps) ** 2,
    products: of.inputs ** 2,
    inputAdditions: input.additions,
    inputFactors: input.factors,
    outputAdditions: output.additions,
    outputFactors: output.factors,
  };
}

/** On the columns of a square, then on what are rows: as many as the square was wide, then as it is high. */
function countTwice(matrix: FractionMatrix): { additions: number; factors: number } {
  const terms = matrix.flatMap((row) => row.filter((each) => !isZero(each)));
  const additions = terms.length - matrix.length;
  const factors = terms.filter((each) => Math.abs(toNumber(each)) !== 1).length;
  const passes = matrix[0]!.length + matrix.length;
  return { additions: passes * additions, factors: passes * factors };
}

function applyTo(left: Matrix, values: Matrix, round: Round): Matrix {
  return left.map((row) =>
    values[0]!.map((_, column) => {
      let sum = 0;
      let isFirst = true;
      for (const [k, factor] of row.entries()) {
        if (factor === 0) continue;
        const term = round(factor * values[k]![column]!);
        sum = isFirst ? term : round(sum + term);
        isFirst = false;
      }
      return sum;
    }),
  );
}

const transpose = (matrix: Matrix): Matrix =>
  matrix[0]!.map((_, column) => matrix.map((row) => row[column]!));
