import { describe, expect, it } from 'vitest';
import { countCodes, countGaps, describeCode, findShortestLimit } from './codefacts.ts';

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
