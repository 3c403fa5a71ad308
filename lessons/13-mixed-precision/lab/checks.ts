/** When is an exercise done? Each looks at a property of what the reader has set or made. */
import { countFates } from '../../../src/math/exponents.ts';
import { SMALL_FLOATS, type SmallFloatName } from '../../../src/math/smallfloat.ts';
import type { Ledger } from '../../../src/protocol/ledger.ts';
import type { LossScaleState } from '../../../src/techniques/lossscale/options.ts';
import { type Finding, judge } from '../../parts/exercises.ts';

/** Exercise 1: most that may become zero, and most that may lose digits. */
export const MOST_LOST = 0.001;
export const MOST_COARSE = 0.02;
/** Exercise 2: most test images wrong. */
export const MOST_WRONG = 1300;
/** Exercise 3: the least that is saved. */
export const LEAST_SAVED = 0.25;

/** Exercise 1: a scale that brings nearly all gradients into half precision, none beyond its end. */
export function checkScale(format: SmallFloatName, values: Float32Array, exponent: number): Finding {
  const { lost, coarse, overflown } = countFates(SMALL_FLOATS[format], values, exponent);
  return judge(
    { lost, coarse, overflown, exponent },
    {
      otherFormat: format !== 'fp16',
      tooLarge: overflown > 0,
      tooSmall: lost > MOST_LOST || coarse > MOST_COARSE,
    },
    'scaled',
  );
}

/** Exercise 2: eight bits everywhere, and yet a net that has learnt. */
export function checkEight(format: SmallFloatName, ledger: Ledger, state: LossScaleState | null): Finding {
  const values = { wrong: ledger.wrong, allowed: MOST_WRONG, skipped: state?.skipped ?? 0 };
  const isEight = format === 'e4m3' || format === 'e5m2';
  return judge(values, { notEight: !isEight, stillWrong: ledger.wrong > MOST_WRONG }, 'eight');
}

/** Exercise 3: a batch from which on a float32 copy still leaves a quarter of the memory free. */
export function checkMemory(saved: number, batchSize: number): Finding {
  return judge({ saved, wanted: LEAST_SAVED, batch: batchSize }, { tooLittle: saved < LEAST_SAVED }, 'freed');
}
