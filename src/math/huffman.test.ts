import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BitOverrunError, BitReader, BitWriter } from './bits.ts';
import { computeEntropy } from './entropy.ts';
import {
  assignCodeLengths,
  countCodedBits,
  createHuffmanCode,
  type HuffmanNode,
  toHuffmanTree,
} from './huffman.ts';
import { countTableBits, readCodeTable, SymbolReader, writeCodeTable, writeSymbol } from './huffmanstream.ts';

const counts = fc.array(fc.oneof(fc.nat(1000), fc.nat(3), fc.constant(0)), { maxLength: 40 });

/**
 * Huffman's own construction: join the two lightest again and again; each join costs a bit for all below it.
 */
function countBitsByJoining(weights: readonly number[]): number {
  const left = weights.filter((each) => each > 0);
  let bits = 0;
  while (left.length > 1) {
    left.sort((a, b) => b - a);
    const joined = left.pop()! + left.pop()!;
    bits += joined;
    left.push(joined);
  }
  return bits;
}

/** The least coded bits of a code of at most `limit` bits, by trying every list of lengths that fits. */
function countBitsByTrying(weights: readonly number[], limit: number): number {
  const tryFrom = (symbol: number, room: number): number => {
    if (symbol === weights.length) return room === 0 ? 0 : Number.POSITIVE_INFINITY;
    let least = Number.POSITIVE_INFINITY;
    for (let length = 1; length <= limit; length++) {
      const taken = 2 ** (limit - length);
      if (taken <= room)
        least = Math.min(least, weights[symbol]! * length + tryFrom(symbol + 1, room - taken));
    }
    return least;
  };
  return tryFrom(0, 2 ** limit);
}

function encode(
  symbols: readonly number[],
  size: number,
): { bytes: Uint8Array; bits: number; tableBits: number } {
  const occurrences = new Uint32Array(size);
  for (const symbol of symbols) occurrences[symbol]!++;
  const code = createHuffmanCode(assignCodeLengths(occurrences));
  const writer = new BitWriter();
  writeCodeTable(writer, code);
  const tableBits = writer.bitLength;
  for (const symbol of symbols) writeSymbol(writer, code, symbol);
  return { bytes: writer.toBytes(), bits: writer.bitLength - tableBits, tableBits };
}

describe('assignCodeLengths', () => {
  it("gives a textbook's code: counts 45, 13, 12, 16, 9, 5 take 1, 3, 3, 3, 4, 4 bits", () => {
    // Cormen, Leiserson, Rivest and Stein, "Introduction to Algorithms", figure 16.4: 224 bits.
    const lengths = assignCodeLengths([45, 13, 12, 16, 9, 5]);
    expect([...lengths]).toEqual([1, 3, 3, 3, 4, 4]);
    expect(countCodedBits([45, 13, 12, 16, 9, 5], lengths)).toBe(224);
  });

  it('takes as few bits as joining the two lightest, where no limit is in the way', () => {
    fc.assert(
      fc.property(counts, (list) => {
        expect(countCodedBits(list, assignCodeLengths(list))).toBe(countBitsByJoining(list));
      }),
    );
  });

  it('takes the fewest bits that any code within the limit can', () => {
    const few = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(few, fc.integer({ min: 3, max: 5 }), (list, limit) => {
        const lengths = assignCodeLengths(list, limit);
        expect(Math.max(...lengths)).toBeLessThanOrEqual(limit);
        expect(countCodedBits(list, lengths)).toBe(countBitsByTrying(list, limit));
      }),
    );
  });

  it('keeps Fibonacci counts, the deepest tree of all, to 15 bits', () => {
    const fibonacci = [1, 1];
    while (fibonacci.length < 30) fibonacci.push(fibonacci.at(-1)! + fibonacci.at(-2)!);
    const lengths = assignCodeLengths(fibonacci);
    expect(Math.max(...lengths)).toBe(15);
    expect(() => createHuffmanCode(lengths)).not.toThrow();
    const unlimited = countBitsByJoining(fibonacci);
    expect(countCodedBits(fibonacci, lengths)).toBeGreaterThan(unlimited);
    expect(countCodedBits(fibonacci, lengths)).toBeLessThan(unlimited * 1.001);
  });

  it('lies less than a bit above the entropy, and never below', () => {
    fc.assert(
      fc.property(counts, (list) => {
        const total = list.reduce((sum, each) => sum + each, 0);
        const bits = countCodedBits(list, assignCodeLengths(list));
        expect(bits).toBeGreaterThanOrEqual(total * computeEntropy(list) - 1e-6);
        expect(bits).toBeLessThanOrEqual(total * (computeEntropy(list) + 1) + 1e-6);
      }),
    );
  });

  it('refuses limits that are none or too small', () => {
    expect(() => assignCodeLengths([1, 1], 16)).toThrow('from 1 to 15, got 16');
    expect(() => assignCodeLengths([1, 1, 1], 1)).toThrow('3 symbols need codes longer than 1 bits');
  });
});

describe('createHuffmanCode', () => {
  it('numbers codes as RFC 1951 does in its example: lengths 3, 3, 3, 3, 3, 2, 4, 4', () => {
    const { codes } = createHuffmanCode(Uint8Array.of(3, 3, 3, 3, 3, 2, 4, 4));
    expect([...codes]).toEqual([0b010, 0b011, 0b100, 0b101, 0b110, 0b00, 0b1110, 0b1111]);
  });

  it('refuses lengths that are no complete code', () => {
    expect(() => createHuffmanCode(Uint8Array.of(1, 1, 1))).toThrow('too many codes of up to 1 bits');
    expect(() => createHuffmanCode(Uint8Array.of(1, 2))).toThrow('leave codes unused');
    expect(() => createHuffmanCode(Uint8Array.of(2))).toThrow('leave codes unused');
    expect(() => createHuffmanCode(Uint8Array.of(16))).toThrow('16 bits, above 15');
  });
});

describe('a Huffman stream', () => {
  it('comes back symbol by symbol, table and all, in the bits that were counted', () => {
    const symbols = fc
      .integer({ min: 1, max: 60 })
      .chain((size) =>
        fc.tuple(fc.constant(size), fc.array(fc.nat(size - 1), { minLength: 1, maxLength: 300 })),
      );
    fc.assert(
      fc.property(symbols, ([size, list]) => {
        const { bytes, bits, tableBits } = encode(list, size);
        const reader = new BitReader(bytes);
        const code = readCodeTable(reader, size);
        expect(countTableBits(code.lengths)).toBe(tableBits);
        const occurrences = Array.from({ length: size }, (_, i) => list.filter((each) => each === i).length);
        expect(countCodedBits(occurrences, code.lengths)).toBe(bits);
        const source = new SymbolReader(reader, code);
        expect(list.map(() => source.read())).toEqual(list);
        expect(reader.isAtPadding()).toBe(true);
      }),
    );
  });

  it('lies in the bits as worked out by hand', () => {
    // a a b: lengths 1, 1; folded differences 1, 0; gamma codes of 3 and 1: 011 1. Then 0 0 1.
    expect([...encode([0, 0, 1], 2).bytes]).toEqual([0b01110010]);
    // A lone symbol: lengths 0, 1: 1 011, and nothing for the symbols.
    expect([...encode([1, 1, 1], 2).bytes]).toEqual([0b10110000]);
  });

  it('ends with an error that says where, on any garbage', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 1, max: 100 }), (bytes, size) => {
        const reader = new BitReader(bytes);
        try {
          const source = new SymbolReader(reader, readCodeTable(reader, size));
          for (let i = 0; i < 400; i++) expect(source.read()).toBeLessThan(size);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          if (error instanceof BitOverrunError) expect(error.byteOffset).toBe(bytes.length);
        }
      }),
    );
    expect(() => readCodeTable(new BitReader(new Uint8Array(8)), 20)).toThrow('length that is none');
    expect(() => readCodeTable(new BitReader(new Uint8Array(8)), 65)).toThrow('more bits than are left');
    expect(() => writeSymbol(new BitWriter(), createHuffmanCode(Uint8Array.of(1, 1)), 2)).toThrow(
      '2 has no code',
    );
  });
});

describe('toHuffmanTree', () => {
  it('has each symbol at the end of its code', () => {
    fc.assert(
      fc.property(counts, (list) => {
        const code = createHuffmanCode(assignCodeLengths(list));
        const found = new Map<number, string>();
        const walk = (node: HuffmanNode, path: string) => {
          if (node.kind === 'leaf') found.set(node.symbol, path);
          else {
            walk(node.zero, `${path}0`);
            walk(node.one, `${path}1`);
          }
        };
        const tree = toHuffmanTree(code);
        if (tree !== null) walk(tree, '');
        const used = list.flatMap((count, symbol) => (count > 0 ? [symbol] : []));
        expect([...found.keys()].sort((a, b) => a - b)).toEqual(used);
        for (const [symbol, path] of found) {
          const length = used.length === 1 ? 0 : code.lengths[symbol]!;
          expect(path).toBe(length === 0 ? '' : code.codes[symbol]!.toString(2).padStart(length, '0'));
        }
      }),
    );
  });
});
