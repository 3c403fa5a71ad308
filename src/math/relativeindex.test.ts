import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseIndexBits, countEntries, decodeRelativeIndex, encodeRelativeIndex } from './relativeindex.ts';

const mask = fc
  .tuple(fc.integer({ min: 0, max: 600 }), fc.double({ min: 0, max: 1, noNaN: true }), fc.nat())
  .map(([length, density, seed]) =>
    Uint8Array.from({ length }, (_, i) =>
      (((i + 1) * 2654435761 + seed * 97) % 1009) / 1009 < density ? 1 : 0,
    ),
  );

describe('encodeRelativeIndex', () => {
  it("reproduces EIE's example: v = [1, 2, 0, 3], z = [2, 0, 15, 2]", () => {
    const column = [0, 0, 1, 2, ...Array<number>(18).fill(0), 3];
    const index = encodeRelativeIndex(column, 4);
    expect([...index.positions].map((at) => column[at])).toEqual([1, 2, 0, 3]);
    expect([...index.gaps]).toEqual([2, 0, 15, 2]);
    expect(index.fillers).toBe(1);
  });

  it("reproduces Deep Compression's figure 2 with 3 bits: positions 1, 4, 15 with a filler at 12", () => {
    const values = Array<number>(16).fill(0);
    values[1] = 3.4;
    values[4] = 0.9;
    values[15] = 1.7;
    const index = encodeRelativeIndex(values, 3);
    expect([...index.positions]).toEqual([1, 4, 12, 15]);
    expect([...index.positions].map((at) => values[at])).toEqual([3.4, 0.9, 0, 1.7]);
    // The figure counts from the entry before (1, 3, 8, 3); the zeros between are one fewer after the first.
    expect([...index.gaps]).toEqual([1, 2, 7, 2]);
  });

  it('stores a run of 2^bits - 1 zeros without a filler and one more with it', () => {
    expect(encodeRelativeIndex([0, 0, 0, 1], 2).fillers).toBe(0);
    expect([...encodeRelativeIndex([0, 0, 0, 0, 1], 2).gaps]).toEqual([3, 0]);
  });

  it('gives back the positions, at any width', () => {
    fc.assert(
      fc.property(mask, fc.integer({ min: 1, max: 16 }), (kept, bits) => {
        const index = encodeRelativeIndex(kept, bits);
        expect(index.gaps.every((gap) => gap < 2 ** bits)).toBe(true);
        const positions = decodeRelativeIndex(index.gaps, kept.length);
        expect(positions).toEqual(index.positions);
        const rebuilt = new Uint8Array(kept.length);
        for (const at of positions) rebuilt[at] = kept[at]!;
        expect(rebuilt).toEqual(kept);
        expect([...positions].filter((at) => kept[at] === 0).length).toBe(index.fillers);
        expect(countEntries(kept, bits)).toEqual({ entries: index.gaps.length, fillers: index.fillers });
      }),
    );
  });

  it('has the share of fillers that a random mask should: 8 % kept at 5 bits gives 0.075 for each non-zero', () => {
    let state = 1;
    const random = () => {
      state = (state * 48271) % 2147483647;
      return state / 2147483647;
    };
    const kept = Array.from({ length: 400_000 }, () => (random() < 0.08 ? 1 : 0));
    const { entries, fillers } = countEntries(kept, 5);
    const expected = 0.92 ** 32 / (1 - 0.92 ** 32);
    expect(fillers / (entries - fillers)).toBeCloseTo(expected, 2);
    expect(expected).toBeCloseTo(0.075, 3);
  });

  it('refuses widths that are none, and gaps that lead outside', () => {
    expect(() => encodeRelativeIndex([1], 0)).toThrow('bits must be an integer from 1 to 16, got 0');
    expect(() => decodeRelativeIndex([0, 3], 4)).toThrow('entry 1 lies at position 4 of 4');
  });
});

describe('chooseIndexBits', () => {
  it('finds the width that trying all of them finds', () => {
    fc.assert(
      fc.property(mask, fc.constantFrom(0, 5, 32), (kept, valueBits) => {
        const sizes = Array.from(
          { length: 16 },
          (_, i) => encodeRelativeIndex(kept, i + 1).gaps.length * (i + 1 + valueBits),
        );
        expect(chooseIndexBits(kept, valueBits)).toBe(sizes.indexOf(Math.min(...sizes)) + 1);
      }),
      { numRuns: 60 },
    );
  });

  it('takes 1 bit for a full and for an empty array', () => {
    expect(chooseIndexBits([1, 1, 1], 32)).toBe(1);
    expect(chooseIndexBits([0, 0, 0], 32)).toBe(1);
  });
});
