/**
 * How few bits could a code use? Shannon's entropy of a source whose symbols occur in given proportions: the
 * mean of -log2 p, a floor under the average length of any code that writes symbols one at a time ("A
 * Mathematical Theory of Communication", 1948, section 6). Logarithms are the bit-exact ones, so that the
 * figure is the same everywhere.
 */
import { logarithm } from './exactmath.ts';

const LN_2 = logarithm(2);

/** Bits per symbol for symbols that occur `counts[i]` times; 0 where nothing occurs. */
export function computeEntropy(counts: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < counts.length; i++) total += counts[i]!;
  let entropy = 0;
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i]!;
    if (count > 0) entropy += (count / total) * logarithm(total / count);
  }
  return entropy / LN_2;
}
