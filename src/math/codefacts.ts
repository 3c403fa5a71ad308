/**
 * The symbols that a pruned, shared layer is written in (its shared values, or the gaps between weights), how
 * often each occurs, and what a Huffman code makes of them: Deep Compression, arXiv 1510.00149, section 4.
 */
import { computeEntropy } from './entropy.ts';
import { countGapSymbols, listRuns } from './gapcode.ts';
import {
  assignCodeLengths,
  countCodedBits,
  createHuffmanCode,
  type HuffmanNode,
  toHuffmanTree,
} from './huffman.ts';
import { countTableBits } from './huffmanstream.ts';

/** Symbols of one kind in one layer. */
export interface SymbolCounts {
  /** How often each symbol occurs. */
  readonly counts: Uint32Array;
  /** How many bits a symbol takes without Huffman codes. */
  readonly fixedBits: number;
  /** Shared values in rising order; empty where the symbols are gaps. */
  readonly values: readonly number[];
}

/** Shared values of the weights that are not zero; null where there are too many to be shared. */
export function countCodes(weights: Float32Array, most = 256): SymbolCounts | null {
  const byValue = new Map<number, number>();
  for (const weight of weights) {
    if (weight === 0) continue;
    byValue.set(weight, (byValue.get(weight) ?? 0) + 1);
    if (byValue.size > most) return null;
  }
  if (byValue.size === 0) return null;
  const values = [...byValue.keys()].sort((a, b) => a - b);
  return {
    values,
    counts: Uint32Array.from(values, (value) => byValue.get(value)!),
    fixedBits: Math.ceil(Math.log2(values.length)),
  };
}

/** Gap codes of a width, row by row. The last symbol is the run of zeros without a weight. */
export function countGaps(weights: Float32Array, bits: number): SymbolCounts {
  const cells = new Int32Array(weights.length);
  for (let place = 0; place < weights.length; place++) if (weights[place] === 0) cells[place] = -1;
  return { counts: countGapSymbols(listRuns(cells), bits), fixedBits: bits, values: [] };
}

/** Row-major weights one column after the other: all weights of one output together. */
export function toColumns(values: Float32Array, columns: number): Float32Array {
  const rows = values.length / columns;
  const turned = new Float32Array(values.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      turned[column * rows + row] = values[row * columns + column]!;
  return turned;
}

export interface CodeFacts {
  readonly root: HuffmanNode | null;
  readonly lengths: Uint8Array;
  readonly symbols: number;
  /** Bits a symbol: the floor, the code, and the fixed width. */
  readonly entropy: number;
  readonly average: number;
  readonly fixedBits: number;
  /** Sum of 2^-length: 1 where no code is wasted. */
  readonly kraft: number;
  readonly longest: number;
  /** Bits of the table of code lengths, and of all the codes. */
  readonly tableBits: number;
  readonly codedBits: number;
}

/**
 * The Huffman code of these counts with no code longer than `limit`; null where so short codes cannot tell
 * the symbols apart.
 */
export function describeCode({ counts, fixedBits }: SymbolCounts, limit: number): CodeFacts | null {
  const used = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  if (used === 0 || used > 2 ** limit) return null;
  const lengths = assignCodeLengths(counts, limit);
  const symbols = counts.reduce((sum, count) => sum + count, 0);
  const codedBits = countCodedBits(counts, lengths);
  return {
    root: toHuffmanTree(createHuffmanCode(lengths)),
    lengths,
    symbols,
    entropy: computeEntropy(counts),
    average: codedBits / symbols,
    fixedBits,
    kraft: lengths.reduce((sum, length) => sum + (length > 0 ? 2 ** -length : 0), 0),
    longest: lengths.reduce((most, length) => Math.max(most, length), 0),
    tableBits: countTableBits(lengths),
    codedBits,
  };
}

/** The shortest limit that can tell the symbols apart. */
export function findShortestLimit({ counts }: SymbolCounts): number {
  const used = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  return Math.max(1, Math.ceil(Math.log2(used)));
}
