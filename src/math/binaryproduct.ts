/**
 * Products of vectors of plus and minus one by comparing bits (XNOR-Net, Rastegari et al. 2016, arXiv
 * 1603.05279, section 3): a sign is one bit, two signs that agree give 1 and two that differ give -1, so that
 * the product of n signs is n less twice the number of places that differ. Values of which some are zero have
 * a second bit that says whether they are there. The plain reference of what the kernels compute.
 */

/** Bits of a word. */
export const WORD_BITS = 32;

/** How many bits of a 32-bit word are 1: sums of neighbouring bits, in pairs, fours and eights. */
export function countOnes(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  const eights = (fours + (fours >>> 4)) & 0x0f0f0f0f;
  return Math.imul(eights, 0x01010101) >>> 24;
}

function packWhere(values: ArrayLike<number>, isOne: (value: number) => boolean): Uint32Array {
  const words = new Uint32Array(Math.ceil(values.length / WORD_BITS));
  for (let place = 0; place < values.length; place++)
    if (isOne(values[place]!)) words[Math.floor(place / WORD_BITS)]! |= 1 << (place % WORD_BITS);
  return words;
}

/**
 * Signs as bits: 1 for plus and for zero, 0 for minus. The value at a place is bit place % 32 of word place /
 * 32, the lowest bit first; the bits that the last word has left over are 0.
 */
export function packSigns(values: ArrayLike<number>): Uint32Array {
  return packWhere(values, (value) => value >= 0);
}

/**
 * The product of two vectors of plus and minus one, packed. The bits left over in the last word are alike and
 * count nothing.
 * @param length of the vectors
 * @throws RangeError where a vector has another number of words
 */
export function multiplySigns(left: Uint32Array, right: Uint32Array, length: number): number {
  checkWords(left, right, Math.ceil(length / WORD_BITS));
  let differing = 0;
  for (let at = 0; at < left.length; at++) differing += countOnes(left[at]! ^ right[at]!);
  return length - 2 * differing;
}

/** Vectors of plus one, minus one and zero: which places are not zero, and the signs of those. */
export interface TernaryPlanes {
  readonly present: Uint32Array;
  /** 1 for plus; 0 for minus and where there is nothing. */
  readonly positive: Uint32Array;
}

export function packTernary(values: ArrayLike<number>): TernaryPlanes {
  return {
    present: packWhere(values, (value) => value !== 0),
    positive: packWhere(values, (value) => value > 0),
  };
}

/**
 * The product of two vectors of plus one, minus one and zero: a place counts where both are there, which also
 * leaves out the padding around an image.
 * @throws RangeError where the vectors differ in their number of words
 */
export function multiplyTernary(left: TernaryPlanes, right: TernaryPlanes): number {
  checkWords(left.present, right.present, left.present.length);
  let sum = 0;
  for (let at = 0; at < left.present.length; at++) {
    const both = left.present[at]! & right.present[at]!;
    const differing = both & (left.positive[at]! ^ right.positive[at]!);
    sum += countOnes(both) - 2 * countOnes(differing);
  }
  return sum;
}

function checkWords(left: Uint32Array, right: Uint32Array, words: number): void {
  if (left.length !== words || right.length !== words)
    throw new RangeError(`vectors need ${words} words, got ${left.length} and ${right.length}`);
}
