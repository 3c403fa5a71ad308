/** The figures' own arithmetic against examples that are worked out by hand. */
import { describe, expect, it } from 'vitest';
import { countCodes, countGaps, describeCode, findShortestLimit } from './codes.ts';
import { findBestWidth, listSteps, toIndexBytes, weighIndex, weighLevel } from './gaps.ts';

describe('codes of a layer', () => {
  const weights = Float32Array.of(0, 0.5, -1, 0.5, 0, 0.5, 2, 0.5);

  it('are its different values, in order, with how often each occurs', () => {
    const codes = countCodes(weights)!;
    expect(codes.values).toEqual([-1, 0.5, 2]);
    expect([...codes.counts]).toEqual([1, 4, 1]);
    expect(codes.fixedBits).toBe(2);
    expect(countCodes(weights, 2)).toBeNull();
    expect(countCodes(new Float32Array(3))).toBeNull();
  });

  it('take 1, 2 and 2 bits in a Huffman code', () => {
    const facts = describeCode(countCodes(weights)!, 15)!;
    expect([...facts.lengths]).toEqual([2, 1, 2]);
    expect(facts.codedBits).toBe(8);
    expect(facts.average).toBeCloseTo(8 / 6, 12);
    // 4/6 log2(6/4) + 2 (1/6 log2 6)
    expect(facts.entropy).toBeCloseTo((4 / 6) * Math.log2(1.5) + (2 / 6) * Math.log2(6), 9);
    expect(facts.kraft).toBe(1);
  });

  it('have no code where the limit is too short', () => {
    expect(describeCode(countCodes(weights)!, 1)).toBeNull();
    expect(findShortestLimit(countCodes(weights)!)).toBe(2);
  });

  it('are gaps, too', () => {
    // Gaps 1, 0, 0, 1, 0, 0.
    expect([...countGaps(weights, 2).counts]).toEqual([4, 2, 0, 0]);
  });
});

describe('a relative index', () => {
  const row = Float32Array.of(0, 0, 0, 0, 0, 1, 0, 1, 1);

  it('steps over zeros, and puts in a filler where there are too many', () => {
    expect(listSteps(row, 2)).toEqual([
      { from: 0, to: 3, gap: 3, isFiller: true },
      { from: 4, to: 5, gap: 1, isFiller: false },
      { from: 6, to: 7, gap: 1, isFiller: false },
      { from: 8, to: 8, gap: 0, isFiller: false },
    ]);
    expect(listSteps(row, 3).map(({ gap }) => gap)).toEqual([5, 1, 0]);
  });

  it('weighs its codes and its fillers', () => {
    expect(weighIndex(row, 2, 5)).toEqual({ bits: 2, entries: 4, fillers: 1, gapBytes: 1, fillerBytes: 1 });
    const sizes = [2, 3, 4].map((bits) => weighIndex(row, bits, 5));
    expect(findBestWidth(sizes).bits).toBe(2);
    expect(sizes.map(toIndexBytes)).toEqual([2, 2, 2]);
  });

  it('wants wider codes as a layer gets sparser', () => {
    const weights = Float32Array.from({ length: 20_000 }, (_, i) => Math.sin(i * 12.9898) * 43758.5453);
    const best = (level: number) => {
      const work = weighLevel(
        weights.map((weight) => weight - Math.floor(weight)),
        level,
        5,
      );
      let step = work.next();
      while (!step.done) step = work.next();
      const { perWeight } = step.value;
      return perWeight.indexOf(Math.min(...perWeight));
    };
    expect(best(0.5)).toBeLessThan(best(0.9));
    expect(best(0.9)).toBeLessThan(best(0.99));
  });
});
