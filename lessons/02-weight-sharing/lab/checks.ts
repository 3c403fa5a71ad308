/**
 * When is an exercise done? Each looks at a property of the reader's nets, and answers with the numbers that
 * it looked at. Pure functions of ledgers, so that a test can hold them to known nets.
 */
import type { Ledger } from '../../../src/protocol/ledger.ts';
import { type Finding, judge } from '../../parts/exercises.ts';

/** Exercise 1: how many times smaller the file must be, and how many more images may be wrong. */
export const WANTED_TIMES = 10;
export const TIMES_MORE = 40;
/** Exercise 2: values of a layer, and how many more images may be wrong. */
export const WANTED_VALUES = 4;
export const VALUES_MORE = 50;
/** Exercise 3: by how many images another start must beat linear. */
export const WANTED_LEAD = 10;

const toSparsity = ({ layers }: Ledger) =>
  1 -
  layers.reduce((sum, each) => sum + each.nonZeros, 0) / layers.reduce((sum, each) => sum + each.weights, 0);

/** Exercise 1: a file ten times smaller with no weight pruned and nothing trained. */
export function checkSmall(dense: Ledger, shared: Ledger): Finding {
  const times = dense.fileBytes / shared.fileBytes;
  const more = shared.wrong - dense.wrong;
  const values = { times, wanted: WANTED_TIMES, more, allowed: TIMES_MORE, bytes: shared.fileBytes };
  // Sharing may put a few weights on a centroid that is exactly zero; pruning takes a whole hundredth at
  // least.
  const pruned = toSparsity(shared) > toSparsity(dense) + 0.009;
  return judge(values, { pruned, tooLarge: times < WANTED_TIMES, tooWrong: more > TIMES_MORE }, 'small');
}

/**
 * Exercise 2: four values at most in every layer, nearly as good as the dense net.
 * @param counts different values other than zero, layer by layer
 */
export function checkFewValues(dense: Ledger, tuned: Ledger, counts: readonly number[]): Finding {
  const most = Math.max(...counts);
  const more = tuned.wrong - dense.wrong;
  const values = {
    most,
    allowedValues: WANTED_VALUES,
    more,
    allowed: VALUES_MORE,
    wrong: tuned.wrong,
    dense: dense.wrong,
  };
  return judge(values, { tooManyValues: most > WANTED_VALUES, fewWrong: more > VALUES_MORE }, 'fewValues');
}

/** Exercise 3: another start than linear, with everything else alike, gets fewer images wrong. */
export function checkBeatsLinear(linear: Ledger, other: Ledger): Finding {
  const lead = linear.wrong - other.wrong;
  const values = { lead, wanted: WANTED_LEAD, linear: linear.wrong, other: other.wrong };
  return judge(values, { notBeaten: lead < WANTED_LEAD }, 'beaten');
}

/** How many different values other than zero there are. */
export function countValues(values: Float32Array): number {
  const different = new Set(values);
  different.delete(0);
  return different.size;
}
