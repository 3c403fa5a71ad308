import { describe, expect, it } from 'vitest';
import { compareRepeats, MOST_REPEATS, toConfidence, toPairedDifference, toSpread } from './repeats.ts';

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

  it("have the interval of Gosset's ten patients: 1.58 hours of sleep more, 0.70 to 2.46", () => {
    const gained = [1.2, 2.4, 1.3, 1.3, 0, 1, 1.8, 0.8, 4.6, 1.4];
    const spread = toSpread(gained);
    expect(spread.mean).toBeCloseTo(1.58, 10);
    expect(spread.deviation).toBeCloseTo(1.22995, 4);
    const half = toConfidence(spread, gained.length);
    expect(spread.mean - half).toBeCloseTo(0.7001, 3);
    expect(spread.mean + half).toBeCloseTo(2.4599, 3);
  });

  it('have no interval of one value, nor of more than the table knows', () => {
    expect(() => toConfidence({ deviation: 1 }, 1)).toThrow('an interval needs 2 to 10 values, got 1');
    expect(() => toConfidence({ deviation: 1 }, MOST_REPEATS + 1)).toThrow('got 11');
  });
});

describe('compareRepeats', () => {
  const compare = (differences: readonly number[]) =>
    compareRepeats(
      differences.map((each) => 500 + each),
      differences.map(() => 500),
    );

  it('judges by the interval of the mean', () => {
    // Mean -3, deviation sqrt(2.5): t(4) = 2.776 makes 1.96 on either side.
    const clear = compare([-1, -2, -3, -4, -5])!;
    expect(clear.difference.mean).toBe(-3);
    expect(clear.half).toBeCloseTo(2.776 * Math.sqrt(2.5 / 5), 10);
    expect([clear.wins, clear.verdict]).toEqual([5, 'smaller']);
    expect(compare([1, 2, 3, 4, 5])!.verdict).toBe('larger');
    const open = compare([-9, 4, -3, 4, 1])!;
    expect([open.wins, open.verdict]).toEqual([2, 'open']);
  });

  it('leaves one pair open, and has none of none', () => {
    expect(compare([-7])).toMatchObject({ half: null, wins: 1, verdict: 'open' });
    expect(compare(Array.from({ length: MOST_REPEATS + 1 }, () => 1))).toMatchObject({ half: null });
    expect(compare([])).toBeNull();
  });
});
