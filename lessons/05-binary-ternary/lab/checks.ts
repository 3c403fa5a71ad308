/**
 * When is an exercise done? Each looks at a property of what the reader has made, and answers with the
 * numbers that it looked at.
 */
import type { Ledger } from '../../../src/protocol/ledger.ts';
import type { Finding } from '../../parts/exercises.ts';
import type { SignProduct } from './row.ts';

/** Exercise 1: how many times smaller the file must be, and how many more images may be wrong. */
export const WANTED_TIMES = 15;
export const TIMES_MORE = 200;
/** Exercise 2: the part of a net's weights that must be zero, and how many more images may be wrong. */
export const WANTED_ZEROS = 0.3;
export const ZEROS_MORE = 200;
/** Exercise 3: the product of two different neurons' 64 signs. */
export const WANTED_PRODUCT = 20;

/** Exercise 1: a small file that was trained, by few values alone. */
export function checkSmall(dense: Ledger, learnt: Ledger): Finding {
  const times = dense.fileBytes / learnt.fileBytes;
  const more = learnt.wrong - dense.wrong;
  const values = { times, wanted: WANTED_TIMES, more, allowed: TIMES_MORE, bytes: learnt.fileBytes };
  if (times < WANTED_TIMES) return { hasPassed: false, key: 'tooLarge', values };
  return { hasPassed: more <= TIMES_MORE, key: more <= TIMES_MORE ? 'small' : 'tooWrong', values };
}

/**
 * Exercise 2: three values in every layer, many of them zero.
 * @param counts different values other than zero, layer by layer
 */
export function checkTernary(dense: Ledger, learnt: Ledger, counts: readonly number[]): Finding {
  const weights = learnt.layers.reduce((sum, each) => sum + each.weights, 0);
  const zeros = 1 - learnt.layers.reduce((sum, each) => sum + each.nonZeros, 0) / weights;
  const more = learnt.wrong - dense.wrong;
  const values = { zeros, wantedZeros: WANTED_ZEROS, more, allowed: ZEROS_MORE, most: Math.max(...counts) };
  if (values.most > 2) return { hasPassed: false, key: 'tooMany', values };
  if (zeros < WANTED_ZEROS) return { hasPassed: false, key: 'tooFull', values };
  return { hasPassed: more <= ZEROS_MORE, key: more <= ZEROS_MORE ? 'ternary' : 'ternaryWrong', values };
}

/** Exercise 3: two neurons whose signs agree far more often than chance would have it. */
export function checkAlike({ product, differing }: SignProduct, isSame: boolean): Finding {
  const values = { product, differing, wanted: WANTED_PRODUCT };
  if (isSame) return { hasPassed: false, key: 'same', values };
  return {
    hasPassed: product >= WANTED_PRODUCT,
    key: product >= WANTED_PRODUCT ? 'alike' : 'unlike',
    values,
  };
}

/** How many different values other than zero there are. */
export function countValues(values: Float32Array): number {
  const different = new Set(values);
  different.delete(0);
  return different.size;
}
