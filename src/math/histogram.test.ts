import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countHistogram, niceRange, toBinEdge } from './histogram.ts';

describe('countHistogram', () => {
  it('counts a hand-made list, edges included', () => {
    const values = [-2, -1, -0.5, 0, -0, 0.25, 0.5, 1, 1.0001, Number.NaN, Number.POSITIVE_INFINITY];
    expect(countHistogram(values, { min: -1, max: 1, bins: 4 })).toEqual({
      min: -1,
      max: 1,
      counts: new Uint32Array([1, 1, 3, 2]),
      below: 1,
      above: 2,
      zeros: 0,
      nans: 1,
    });
    const apart = countHistogram(values, { min: -1, max: 1, bins: 4, leaveZerosOut: true });
    expect([...apart.counts]).toEqual([1, 1, 1, 2]);
    expect(apart.zeros).toBe(2);
  });

  it('agrees with asking each bin who belongs to it, and loses nobody', () => {
    const value = fc.oneof(
      fc.float(),
      fc.integer({ min: -30, max: 30 }).map((n) => n / 10),
      fc.constant(0),
    );
    fc.assert(
      fc.property(
        fc.array(value, { maxLength: 200 }),
        fc.integer({ min: -40, max: 20 }),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 17 }),
        fc.boolean(),
        (values, low, width, bins, leaveZerosOut) => {
          const options = { min: low / 10, max: (low + width) / 10, bins, leaveZerosOut };
          const { counts, below, above, zeros, nans } = countHistogram(values, options);
          const kept = values.filter((each) => !(leaveZerosOut && each === 0));
          for (let bin = 0; bin < bins; bin++) {
            const from = toBinEdge(options, bin);
            const to = toBinEdge(options, bin + 1);
            const inside = kept.filter((x) => x >= from && (x < to || (bin === bins - 1 && x === to)));
            expect(counts[bin]).toBe(inside.length);
          }
          const counted = counts.reduce((sum, each) => sum + each, 0);
          expect(counted + below + above + zeros + nans).toBe(values.length);
        },
      ),
    );
  });

  it('refuses limits without width and bins that are none', () => {
    expect(() => countHistogram([1], { min: 1, max: 1, bins: 4 })).toThrow('got 1 and 1');
    expect(() => countHistogram([1], { min: 0, max: Number.POSITIVE_INFINITY, bins: 4 })).toThrow('finite');
    expect(() => countHistogram([1], { min: 0, max: 1, bins: 0 })).toThrow('bins must be a positive integer');
  });
});

describe('niceRange', () => {
  it('rounds outwards to steps of 1, 2 and 5', () => {
    expect(niceRange(-0.1234, 0.0987)).toEqual([-0.15, 0.1]);
    expect(niceRange(0, 97)).toEqual([0, 100]);
    expect(niceRange(0.3, 1.7)).toEqual([0.2, 1.8]);
    expect(niceRange(-3, 3)).toEqual([-3, 3]);
    expect(niceRange(0, 0)).toEqual([-1, 1]);
    expect(niceRange(4, 4)).toEqual([2, 6]);
    expect(niceRange(-5e-324, 0)).toEqual([-1, 1]);
    expect(niceRange(1e-7, 9e-7)).toEqual([1e-7, 9e-7]);
  });

  it('holds its values and is at most two steps wider than they are', () => {
    const end = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(end, end, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        fc.pre(high - low > 1e-6 * Math.max(Math.abs(low), Math.abs(high), 1));
        const [min, max] = niceRange(low, high);
        expect(min <= low && max >= high).toBe(true);
        // A step is at most 2.5 tenths of the range.
        expect(max - min).toBeLessThanOrEqual((high - low) * 1.5 + 1e-9);
      }),
    );
  });

  it('refuses ends in the wrong order', () => {
    expect(() => niceRange(1, 0)).toThrow('got 1 and 0');
  });
});
