/**
 * When is an exercise done? Each looks at a property of what the reader has made, and answers with the
 * numbers that it looked at.
 */

import type { Comparison } from '../../../src/math/repeats.ts';
import type { Ledger } from '../../../src/protocol/ledger.ts';
import { type Finding, judge, refuse } from '../../parts/exercises.ts';

/** Exercise 1: the part of the weights that must be gone while the net gets no worse. */
export const WANTED_ZEROS = 0.8;
/** Exercise 2: the part of the reborn weights that must end with the sign that they had. */
export const WANTED_SIGNS = 0.95;
/** Exercise 3: pairs that must have been run, and images beyond which the whole interval must lie. */
export const WANTED_PAIRS = 5;
export const WANTED_IMAGES = 20;

/** Exercise 1: the sparse phase ends no worse than the dense one before it. */
export function checkSparse(dense: Ledger, sparse: Ledger): Finding {
  const weights = sparse.layers.reduce((sum, each) => sum + each.weights, 0);
  const zeros = 1 - sparse.layers.reduce((sum, each) => sum + each.nonZeros, 0) / weights;
  const values = { zeros, wantedZeros: WANTED_ZEROS, dense: dense.wrong, sparse: sparse.wrong };
  const faults = { tooFull: zeros < WANTED_ZEROS - 0.005, worse: sparse.wrong > dense.wrong };
  return judge(values, faults, 'sparse');
}

/** Exercise 2: reborn weights remember which side they were on. */
export function checkSigns(sameSign: number): Finding {
  const values = { sameSign, wantedSigns: WANTED_SIGNS };
  return judge(values, { forgotten: sameSign < WANTED_SIGNS }, 'remembered');
}

/** Exercise 3: enough pairs, and an interval that lies wholly on one side, far from zero. */
export function checkSure(comparison: Comparison | null, pairs: number): Finding {
  if (comparison === null) return refuse('noPairs');
  const { difference, half, verdict } = comparison;
  const values = {
    ...{ pairs, wantedPairs: WANTED_PAIRS, wanted: WANTED_IMAGES },
    ...{ mean: difference.mean, half: half ?? 0 },
  };
  const least = Math.abs(difference.mean) - values.half;
  const faults = { tooFew: pairs < WANTED_PAIRS, open: least < WANTED_IMAGES };
  return judge(values, faults, verdict === 'smaller' ? 'helps' : 'hurts');
}
