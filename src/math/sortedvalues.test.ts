import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeCentroids } from './clusterstart.ts';
import { createStream } from './random.ts';
import { countUpTo, meanBetween, sortValues, spreadBetween, traceCumulative } from './sortedvalues.ts';

const floats = fc
  .array(fc.float({ noNaN: true, noDefaultInfinity: true }), { maxLength: 80 })
  .map((values) => Float32Array.from(values));

describe('sortValues', () => {
  it('sorts as comparing does', () => {
    fc.assert(
      fc.property(floats, (values) => {
        // A comparing sort of typed arrays puts -0 before 0, as the bits do.
        expect(sortValues(values).values).toEqual(values.slice().sort());
      }),
    );
  });

  it('knows mean and spread of any range', () => {
    const sorted = sortValues(new Float32Array([9, 1, 4, 2]));
    expect([...sorted.values]).toEqual([1, 2, 4, 9]);
    expect(meanBetween(sorted, 0, 3)).toBeCloseTo(7 / 3, 12);
    expect(spreadBetween(sorted, 0, 4)).toBeCloseTo(38, 12);
    expect(spreadBetween(sorted, 1, 3)).toBeCloseTo(2, 12);
    expect(meanBetween(sorted, 2, 2)).toBeNaN();
    expect(spreadBetween(sorted, 2, 2)).toBe(0);
  });

  it('leaves the values as they were and reads a view', () => {
    const pool = new Float32Array([7, 3, 2, 1]);
    expect([...sortValues(pool.subarray(1)).values]).toEqual([1, 2, 3]);
    expect([...pool]).toEqual([7, 3, 2, 1]);
  });
});

describe('traceCumulative', () => {
  it('rises from the share of the least value to 1', () => {
    const { at, share } = traceCumulative(sortValues(new Float32Array([0, 1, 1, 4])), 5);
    expect([...at]).toEqual([0, 1, 2, 3, 4]);
    expect([...share]).toEqual([0.25, 0.75, 0.75, 0.75, 1]);
  });

  it('counts what is at most there', () => {
    fc.assert(
      fc.property(floats, fc.float({ noNaN: true }), (values, limit) => {
        expect(countUpTo(sortValues(values), limit)).toBe(values.filter((each) => each <= limit).length);
      }),
    );
  });
});

describe('placeCentroids', () => {
  const sorted = sortValues(new Float32Array([0, 1, 1, 2, 3, 4, 6, 10]));

  it('places linear by value and density by count', () => {
    expect([...placeCentroids(sorted, 5, 'linear')]).toEqual([0, 2.5, 5, 7.5, 10]);
    expect([...placeCentroids(sorted, 1, 'linear')]).toEqual([5]);
    // The middles of four steps of two values each: places 1, 3, 5, 7.
    expect([...placeCentroids(sorted, 4, 'density')]).toEqual([1, 2, 4, 10]);
  });

  it('draws Forgy from the values, each place at most once and equally often', () => {
    const counts = new Map<number, number>();
    for (let seed = 0; seed < 2000; seed++) {
      const places = placeCentroids(sorted, 3, 'forgy', createStream(seed));
      expect([...places]).toEqual([...places].sort((a, b) => a - b));
      expect(places.filter((each) => each === 10).length).toBeLessThan(2);
      for (const each of places) counts.set(each, (counts.get(each) ?? 0) + 1);
    }
    // 3 of 8 places in 2000 draws: 750 times each, give or take five standard deviations; 1 stands at two.
    for (const [value, count] of counts)
      expect(Math.abs(count / (value === 1 ? 2 : 1) - 750)).toBeLessThan(110);
    expect(counts.size).toBe(7);
  });

  it('refuses to place centroids on nothing', () => {
    expect(() => placeCentroids(sortValues(new Float32Array()), 2, 'linear')).toThrow('no values');
  });
});
