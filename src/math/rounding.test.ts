import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundHalfToEven } from './rounding.ts';

describe('roundHalfToEven', () => {
  it('gives ties to the even number', () => {
    const ties = [0.5, 1.5, 2.5, -0.5, -1.5, -2.5];
    expect(ties.map((value) => roundHalfToEven(value) + 0)).toEqual([0, 2, 2, 0, -2, -2]);
    expect([0.49, 0.51, -0.51, 7].map(roundHalfToEven)).toEqual([0, 1, -1, 7]);
  });

  it('is what adding and taking away 1.5 times 2^52 leaves of a double', () => {
    const magic = 1.5 * 2 ** 52;
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), (value) => {
        expect(roundHalfToEven(value) + 0).toBe(value + magic - magic + 0);
      }),
    );
  });
});
