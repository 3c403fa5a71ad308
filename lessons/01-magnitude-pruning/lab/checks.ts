/**
 * When is an exercise done? Each looks at a property of the reader's nets, and answers with the numbers that
 * it looked at. Pure functions of ledgers and masks, so that a test can hold them to known nets.
 */
import type { Ledger } from '../../../src/protocol/ledger.ts';
import { type Finding, judge } from '../../parts/exercises.ts';
import { countKeptByRow, type KernelCut } from '../masks.ts';

/** How many more wrong images exercise 1 allows. */
export const ALLOWED_MORE = 20;
export const WANTED_SPARSITY = 0.96;
/** The uniform level that exercise 2 is measured against. */
export const RIVAL_LEVEL = 0.9;
/** How many more wrong images exercise 3 allows: 1 % of 10,000. */
export const BORDER_MORE = 100;

/** Fraction of the kernels' weights that are zero. */
export function toSparsity(ledger: Ledger): number {
  const weights = ledger.layers.reduce((sum, each) => sum + each.weights, 0);
  const nonZeros = ledger.layers.reduce((sum, each) => sum + each.nonZeros, 0);
  return 1 - nonZeros / weights;
}

/** Exercise 1: one weight in 25 left, at hardly any cost. */
export function checkRetrained(dense: Ledger, retrained: Ledger): Finding {
  const sparsity = toSparsity(retrained);
  const more = retrained.wrong - dense.wrong;
  const values = { sparsity, wanted: WANTED_SPARSITY, more, wrong: retrained.wrong, dense: dense.wrong };
  return judge(values, { tooDense: sparsity < WANTED_SPARSITY, tooWrong: more > ALLOWED_MORE }, 'cheap');
}

/** Exercise 2: fewer wrong images than the uniform cut, in a file that is no larger. */
export function checkLayerwise(uniform: Ledger, own: Ledger): Finding {
  const values = {
    bytes: own.fileBytes,
    rivalBytes: uniform.fileBytes,
    wrong: own.wrong,
    rivalWrong: uniform.wrong,
  };
  const faults = { tooLarge: own.fileBytes > uniform.fileBytes, notBetter: own.wrong >= uniform.wrong };
  return judge(values, faults, 'better');
}

/** Exercise 3: not one weight left on the image's outermost pixels, and the net still sees. */
export function checkBorder(firstLayer: KernelCut, wrong: number, denseWrong: number): Finding {
  const side = Math.round(Math.sqrt(firstLayer.kernel.shape[0] ?? 0));
  const counts = countKeptByRow(firstLayer.kept, side * side);
  let onBorder = 0;
  counts.forEach((count, pixel) => {
    const row = Math.floor(pixel / side);
    const column = pixel % side;
    if (row === 0 || column === 0 || row === side - 1 || column === side - 1) onBorder += count;
  });
  const more = wrong - denseWrong;
  const faults = { borderLeft: onBorder > 0, borderWrong: more > BORDER_MORE };
  return judge({ onBorder, more }, faults, 'border');
}
