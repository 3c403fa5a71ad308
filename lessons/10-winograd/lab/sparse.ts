/** How many zeros of a pruned kernel are left when it is transformed for tiles. */
import { toMatrix } from '../../../src/math/winograd/tile.ts';
import { deriveTransforms } from '../../../src/math/winograd/transforms.ts';
import type { TileSide } from './work.ts';

export interface ZeroCount {
  /** Fractions that are zero: of the weights, and of the transformed ones. */
  readonly weights: number;
  readonly factors: number;
  /** Products for one output, zeros left out: directly, and in tiles. */
  readonly direct: number;
  readonly tiles: number;
}

/**
 * @param kernel [3][3][channels * outputs]; the smallest `sparsity` of its weights are taken for zero
 */
export function countZeros(kernel: Float32Array, sparsity: number, side: TileSide): ZeroCount {
  const sizes = Float32Array.from(kernel, Math.abs).sort();
  const gone = Math.round(sparsity * kernel.length);
  const threshold = gone === 0 ? -1 : sizes[gone - 1]!;
  const pairs = kernel.length / 9;
  const rows = toMatrix(deriveTransforms(side, 3).kernel);
  // A transformed weight is zero where all weights that it is made of are: which those are, by its row.
  const used = rows.map((row) => row.reduce((bits, each, i) => bits | (each === 0 ? 0 : 1 << i), 0));
  let zeros = 0;
  for (let pair = 0; pair < pairs; pair++) {
    const kept = [0, 1, 2].map((i) =>
      [0, 1, 2].reduce(
        (bits, j) => bits | (Math.abs(kernel[(i * 3 + j) * pairs + pair]!) > threshold ? 1 << j : 0),
        0,
      ),
    );
    for (const down of used) {
      const columns = kept.reduce((bits, row, i) => ((down >> i) & 1 ? bits | row : bits), 0);
      for (const across of used) if ((columns & across) === 0) zeros++;
    }
  }
  const [weights, factors] = [gone / kernel.length, zeros / (pairs * rows.length ** 2)];
  return {
    weights,
    factors,
    direct: 9 * (1 - weights),
    tiles: (rows.length / side) ** 2 * (1 - factors),
  };
}
