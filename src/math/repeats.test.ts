import { describe, expect, it } from 'vitest';
import { toPairedDifference, toSpread } from './repeats.ts';

describe('repeats', () => {
  it('have a mean and the deviation of a sample', () => {
    // Squares around 5: 9, 1, 1, 1, 0, 0, 4, 16; their sum 32 over 7.
    const { mean, deviation } = toSpread([2, 4, 4, 4, 5, 5, 7, 9]);
    expect(mean).toBe(5);
    expect(deviation).toBeCloseTo(Math.sqrt(32 / 7), 12);
    expect(toSpread([3])).toEqual({ mean: 3, deviation: Number.NaN });
  });

  it('differ pair by pair: what both have of a seed falls out', () => {
    const others = [0.1, 0.5, 0.3];
    const difference = toPairedDifference(
      others.map((value) => value + 0.02),
      others,
    );
    expect(difference.mean).toBeCloseTo(0.02, 12);
    expect(difference.deviation).toBeCloseTo(0, 12);
    expect(() => toPairedDifference([1, 2], [1])).toThrow('as many values on both sides, got 2 and 1');
  });
});
