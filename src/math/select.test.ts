import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findMedianMagnitude, findThreshold, keepAbove, keepLargest, keepLargestAcross } from './select.ts';

/** The obvious way: sort by magnitude, then by place, and mark the first so many. */
function keepBySorting(arrays: readonly Float32Array[], keepCount: number): number[][] {
  const masks = arrays.map((each) => Array.from(each, () => 0));
  arrays
    .flatMap((each, which) => Array.from(each, (value, i) => ({ which, i, size: Math.abs(value) })))
    .sort((a, b) => b.size - a.size || a.which - b.which || a.i - b.i)
    .slice(0, keepCount)
    .forEach(({ which, i }) => {
      masks[which]![i] = 1;
    });
  return masks;
}

const float = fc.oneof(
  { weight: 3, arbitrary: fc.float({ noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -0, 1, -1, 0.5, Math.fround(1e-45), Number.POSITIVE_INFINITY) },
);
const floats = fc.array(float, { maxLength: 200 }).map((values) => Float32Array.from(values));

describe('keepLargest', () => {
  it('keeps the two largest of a hand-made list, the lower index first among equals', () => {
    expect([...keepLargest(new Float32Array([1, -3, 3, 0.5, 3]), 2)]).toEqual([0, 1, 1, 0, 0]);
    expect([...keepLargest(new Float32Array([1, -3, 3, 0.5, 3]), 4)]).toEqual([1, 1, 1, 0, 1]);
    expect([...keepLargest(new Float32Array(3), 1)]).toEqual([1, 0, 0]);
  });

  it('marks what sorting marks, over one array or several', () => {
    fc.assert(
      fc.property(
        fc.array(floats, { maxLength: 4 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (arrays, share) => {
          const keepCount = Math.round(share * arrays.reduce((sum, each) => sum + each.length, 0));
          expect(keepLargestAcross(arrays, keepCount).map((each) => [...each])).toEqual(
            keepBySorting(arrays, keepCount),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it('keeps a NaN before everything else', () => {
    expect([...keepLargest(new Float32Array([Number.POSITIVE_INFINITY, Number.NaN, 1]), 1)]).toEqual([
      0, 1, 0,
    ]);
  });

  it('reads a view into a larger buffer', () => {
    const view = new Float32Array([9, 9, 1, 2, 3]).subarray(2);
    expect([...keepLargest(view, 1)]).toEqual([0, 0, 1]);
  });

  it('refuses a count that is not there', () => {
    expect(() => keepLargest(new Float32Array(3), 4)).toThrow('an integer from 0 to 3, got 4');
    expect(() => keepLargest(new Float32Array(3), 1.5)).toThrow('got 1.5');
  });
});

describe('findThreshold', () => {
  it('is the magnitude at its place in the sorted list', () => {
    fc.assert(
      fc.property(
        floats.filter((each) => each.length > 0),
        fc.nat(),
        (values, at) => {
          const rank = 1 + (at % values.length);
          const sorted = [...values].map(Math.abs).sort((a, b) => b - a);
          expect(findThreshold(values, rank)).toBe(sorted[rank - 1]);
        },
      ),
    );
  });

  it('is infinite where nothing is kept', () => {
    expect(findThreshold(new Float32Array(3), 0)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('findMedianMagnitude', () => {
  it('is the middle of the sorted magnitudes that are not zero', () => {
    fc.assert(
      fc.property(floats, (values) => {
        const sorted = [...values]
          .filter((each) => each !== 0)
          .map(Math.abs)
          .sort((a, b) => a - b);
        const { nonZeros, median } = findMedianMagnitude(values);
        expect(nonZeros).toBe(sorted.length);
        expect(median).toBe(sorted[Math.floor(sorted.length / 2)] ?? 0);
      }),
    );
  });
});

describe('keepAbove', () => {
  it('keeps what is strictly larger, and never hides a NaN', () => {
    expect([...keepAbove(new Float32Array([1, -1, 1.5, -2, 0, Number.NaN]), 1)]).toEqual([0, 0, 1, 1, 0, 1]);
    expect([...keepAbove(new Float32Array([0, -0, 1e-45]), 0)]).toEqual([0, 0, 1]);
  });
});
