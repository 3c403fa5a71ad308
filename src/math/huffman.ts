/**
 * Short codes for frequent symbols: Huffman's prefix code with the least average length ("A Method for the
 * Construction of Minimum-Redundancy Codes", 1952), kept to a largest length by package-merge (Larmore and
 * Hirschberg, "A Fast Algorithm for Optimal Length-Limited Huffman Codes", 1990), and written as a canonical
 * code: codes of one length are consecutive numbers in the order of their symbols, shorter ones first. So the
 * lengths alone say everything.
 *
 * A symbol that never occurs has length 0 and no code. A lone symbol has length 1 in the table and takes no
 * bits, since there is nothing to tell apart.
 */

/** The usual largest length of a code, in bits. */
export const MAX_CODE_LENGTH = 15;

export interface HuffmanCode {
  /** Bits of each symbol's code, from 1 to 15; 0 for symbols without one. */
  readonly lengths: Uint8Array;
  /** The codes themselves, each in the lowest `lengths[symbol]` bits. */
  readonly codes: Uint16Array;
  /** The symbol that is the only one, which takes no bits; -1 where there are others or none. */
  readonly lone: number;
}

/** A node of the tree to draw: a symbol at a leaf, otherwise the branches of bit 0 and bit 1. */
export type HuffmanNode =
  | { readonly kind: 'leaf'; readonly symbol: number }
  | { readonly kind: 'branch'; readonly zero: HuffmanNode; readonly one: HuffmanNode };

/**
 * The code lengths with the least sum of counts[i] * lengths[i], none above `limit`.
 * @throws RangeError if `limit` is not from 1 to 15 or more than 2^limit symbols occur
 */
export function assignCodeLengths(counts: ArrayLike<number>, limit = MAX_CODE_LENGTH): Uint8Array {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_CODE_LENGTH) {
    throw new RangeError(`limit must be an integer from 1 to ${MAX_CODE_LENGTH}, got ${limit}`);
  }
  const lengths = new Uint8Array(counts.length);
  const used: number[] = [];
  for (let symbol = 0; symbol < counts.length; symbol++) if (counts[symbol]! > 0) used.push(symbol);
  if (used.length > 2 ** limit) {
    throw new RangeError(`${used.length} symbols need codes longer than ${limit} bits`);
  }
  if (used.length === 1) lengths[used[0]!] = 1;
  if (used.length < 2) return lengths;
  used.sort((a, b) => counts[a]! - counts[b]! || a - b);
  const leaves = Float64Array.from(used, (symbol) => counts[symbol]!);

  const levels = [mergePackages(leaves, new Float64Array())];
  while (levels.length < limit) levels.push(mergePackages(leaves, toPackages(levels.at(-1)!.weights)));
  // Of the last level the 2n - 2 lightest items; each package among them stands for two of the level before.
  let taken = 2 * used.length - 2;
  for (const { isLeaf } of levels.reverse()) {
    let leavesTaken = 0;
    for (let item = 0; item < taken; item++) leavesTaken += isLeaf[item]!;
    for (let leaf = 0; leaf < leavesTaken; leaf++) lengths[used[leaf]!]!++;
    taken = 2 * (taken - leavesTaken);
  }
  return lengths;
}

/**
 * The canonical code of the lengths. Throws a RangeError where a length is above 15, or where the lengths are
 * not those of a complete code: each must leave no room for another code and take no more than there is
 * (Kraft's sum is 1).
 */
export function createHuffmanCode(lengths: Uint8Array): HuffmanCode {
  const perLength = new Uint32Array(MAX_CODE_LENGTH + 1);
  let lone = -1;
  let used = 0;
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol]!;
    if (length > MAX_CODE_LENGTH) {
      throw new RangeError(`symbol ${symbol} has a code of ${length} bits, above ${MAX_CODE_LENGTH}`);
    }
    if (length === 0) continue;
    perLength[length]!++;
    used++;
    lone = symbol;
  }
  if (used !== 1) lone = -1;
  const next = new Uint32Array(MAX_CODE_LENGTH + 1);
  let room = 1;
  for (let length = 1, code = 0; length <= MAX_CODE_LENGTH; length++) {
    code *= 2;
    next[length] = code;
    code += perLength[length]!;
    room = room * 2 - perLength[length]!;
    if (room < 0) throw new RangeError(`there are too many codes of up to ${length} bits`);
  }
  const isComplete = used === 0 || room === 0 || (used === 1 && lengths[lone] === 1);
  if (!isComplete) throw new RangeError('the code lengths leave codes unused');
  const codes = new Uint16Array(lengths.length);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    if (lengths[symbol]! > 0) codes[symbol] = next[lengths[symbol]!]!++;
  }
  return { lengths, codes, lone };
}

/** Bits that symbols occurring `counts[i]` times take all together, without the table of lengths. */
export function countCodedBits(counts: ArrayLike<number>, lengths: Uint8Array): number {
  let bits = 0;
  let used = 0;
  for (let symbol = 0; symbol < counts.length; symbol++) {
    bits += counts[symbol]! * lengths[symbol]!;
    if (lengths[symbol]! > 0) used++;
  }
  return used === 1 ? 0 : bits;
}

/** The code as a tree, bit 0 and bit 1 at each branch; null where no symbol has a code. */
export function toHuffmanTree({ lengths, codes, lone }: HuffmanCode): HuffmanNode | null {
  if (lone >= 0) return { kind: 'leaf', symbol: lone };
  const bySymbol = Array.from(lengths, (_, symbol) => symbol).filter((symbol) => lengths[symbol]! > 0);
  const grow = (symbols: readonly number[], depth: number): HuffmanNode => {
    if (symbols.length === 1) return { kind: 'leaf', symbol: symbols[0]! };
    const bitOf = (symbol: number) => (codes[symbol]! >> (lengths[symbol]! - depth - 1)) & 1;
    return {
      kind: 'branch',
      zero: grow(
        symbols.filter((symbol) => bitOf(symbol) === 0),
        depth + 1,
      ),
      one: grow(
        symbols.filter((symbol) => bitOf(symbol) === 1),
        depth + 1,
      ),
    };
  };
  return bySymbol.length === 0 ? null : grow(bySymbol, 0);
}

/** Weights of neighbours added up in pairs; an odd last one is left out. */
function toPackages(weights: Float64Array): Float64Array {
  return Float64Array.from({ length: weights.length >> 1 }, (_, i) => weights[2 * i]! + weights[2 * i + 1]!);
}

/** Leaves and packages in one rising order, a leaf before a package of the same weight. */
function mergePackages(
  leaves: Float64Array,
  packages: Float64Array,
): { weights: Float64Array; isLeaf: Uint8Array } {
  const weights = new Float64Array(leaves.length + packages.length);
  const isLeaf = new Uint8Array(weights.length);
  for (let item = 0, leaf = 0, pack = 0; item < weights.length; item++) {
    const takesLeaf = pack === packages.length || (leaf < leaves.length && leaves[leaf]! <= packages[pack]!);
    weights[item] = takesLeaf ? leaves[leaf++]! : packages[pack++]!;
    isLeaf[item] = takesLeaf ? 1 : 0;
  }
  return { weights, isLeaf };
}
