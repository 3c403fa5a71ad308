/** When is an exercise done? Each looks at a property of what the reader has set or made. */
import { dealColumns } from '../../../src/math/eie/columns.ts';
import {
  estimateLayer,
  type LayerCounts,
  SAVINGS,
  type Savings,
  sumLayer,
} from '../../../src/math/eie/energy.ts';
import type { EiePoint } from '../../../src/math/eie/simulate.ts';
import { type Finding, judge } from '../../parts/exercises.ts';

/** Exercise 1: fillers wanted, and most weights. */
export const WANTED_FILLERS = 1;
export const MOST_WEIGHTS = 1;
/** Exercise 2: the share of cycles that may be idle. */
export const MOST_IDLE = 0.045;
/** Exercise 3: how many times fewer joules, with one saving left out. */
export const WANTED_GAIN = 3000;

/** Exercise 1: a column in one element whose only weight needs a filler before it. */
export function checkColumn(codes: Uint8Array, elements: number): Finding {
  const parts = dealColumns(codes, codes.length, elements).elements;
  const weights = codes.reduce((sum, code) => sum + (code === 0 ? 0 : 1), 0);
  const entries = parts.reduce((sum, { values }) => sum + values.length, 0);
  const fillers = entries - weights;
  return judge(
    { weights, fillers, most: MOST_WEIGHTS },
    { noWeight: weights === 0, tooMany: weights > MOST_WEIGHTS, noFiller: fillers < WANTED_FILLERS },
    'filled',
  );
}

/** Exercise 2: the shallowest queue that is good enough: one place less is not. */
export function checkQueue(at: EiePoint, before: EiePoint | null): Finding {
  const values = {
    depth: at.depth,
    idle: at.idleShare,
    most: MOST_IDLE,
    less: at.depth - 1,
    before: before?.idleShare ?? 1,
  };
  return judge(
    values,
    { tooShallow: at.idleShare > MOST_IDLE, tooDeep: before !== null && before.idleShare <= MOST_IDLE },
    'deep',
  );
}

/** Exercise 3: the gain with exactly one of the four savings left out. */
export function checkGain(counts: LayerCounts, savings: Savings): Finding {
  const none: Savings = { sram: false, sparse: false, shared: false, skip: false };
  const off = SAVINGS.filter((each) => !savings[each]).length;
  const gain = sumLayer(estimateLayer(counts, none)) / sumLayer(estimateLayer(counts, savings));
  return judge(
    { gain, wanted: WANTED_GAIN, off },
    { notOne: off !== 1, tooLittle: gain < WANTED_GAIN },
    'gained',
  );
}
