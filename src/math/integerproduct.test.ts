import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { multiplyQuantized, requantize, rescale, toExactMultiplier, toMultiplier } from './integerproduct.ts';

describe('multiplyQuantized', () => {
  it('gives the worked case of unsigned by signed numbers', () => {
    const left = { values: [238, 115, 94, 245, 111, 102, 158, 225, 48], zeroPoint: 42 };
    const right = { values: [25, 36, 125, 42, -123, 76, -81, -86, 35], zeroPoint: -26 };
    expect([...multiplyQuantized(left, right, { rows: 3, depth: 3, columns: 3 })]).toEqual([
      12100, 1951, 40214, 11745, 2293, 41351, 18030, -10919, 36548,
    ]);
  });

  it('refuses what does not fit', () => {
    const shape = { rows: 1, depth: 2, columns: 1 };
    const of = (...values: number[]) => ({ values, zeroPoint: 0 });
    expect(() => multiplyQuantized(of(1), of(1, 2), shape)).toThrow('need 2 and 2 values, got 1 and 2');
    expect(() => multiplyQuantized(of(2 ** 20, 0), of(2 ** 20, 0), shape)).toThrow('leaves 32 bits');
  });
});

describe('a multiplier', () => {
  it('is a fraction from a half to one, and a shift: 0.0007 by hand', () => {
    // 0.0007 = 0.7168 / 2^10
    expect(toMultiplier(0.0007)).toEqual({ multiplier: Math.round(0.7168 * 2 ** 31), shift: 10 });
    expect(toMultiplier(1)).toEqual({ multiplier: 2 ** 30, shift: -1 });
    expect(() => toMultiplier(0)).toThrow('positive');
  });

  it('gives the product to the nearest whole number, ties to the even one', () => {
    const half = toMultiplier(0.5);
    expect([1, 3, 5, -1, -3, -5, 4].map((sum) => rescale(sum, half) + 0)).toEqual([0, 2, 2, 0, -2, -2, 2]);
    fc.assert(
      fc.property(
        fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
        fc.double({ min: 1e-8, max: 0.999, noNaN: true }),
        (sum, factor) => {
          // The multiplier is off by at most a part in 2^31, so the product by at most one.
          expect(Math.abs(rescale(sum, toMultiplier(factor)) - sum * factor)).toBeLessThanOrEqual(1.5);
        },
      ),
    );
  });

  it('rounds 0.5, 2.5, -1.5 and -2.5 to 0, 2, -2 and -2, however long the product', () => {
    const ties = [1, 5, -3, -5];
    expect(ties.map((sum) => rescale(sum, toMultiplier(0.5)) + 0)).toEqual([0, 2, -2, -2]);
    // Products of 60 bits: 2^29 + 1 halves of 2^-28 are 2 + 2^-28, and so on.
    const small = toMultiplier(2 ** -30);
    expect(ties.map((sum) => rescale(sum * 2 ** 29, small) + 0)).toEqual([0, 2, -2, -2]);
    expect(ties.map((sum) => rescale(sum * 2 ** 28 + 1, toMultiplier(2 ** -29)))).toEqual([1, 3, -1, -2]);
  });

  it('that is exact in doubles gives the same integers by them', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-9, max: 0.9, noNaN: true }),
        fc.integer({ min: 1, max: 2 ** 31 - 1 }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        (factor, most, share) => {
          const exact = toExactMultiplier(factor, most, 256);
          expect(exact.multiplier / 2 ** (31 + exact.shift) / factor).toBeCloseTo(1, 6);
          const sum = Math.trunc(share * most);
          const double = sum * (exact.multiplier / 2 ** (31 + exact.shift));
          // Adding and taking away 1.5 x 2^52 rounds to the nearest whole number, ties to the even one.
          const rounded = double + 1.5 * 2 ** 52 - 1.5 * 2 ** 52;
          const cut = (value: number) => Math.min(Math.max(value, -255), 255) + 0;
          expect(cut(rounded)).toBe(cut(rescale(sum, exact)));
        },
      ),
      { numRuns: 1000 },
    );
    expect(toExactMultiplier(2 ** -12 * 0.7, 2 ** 31 - 1, 256)).toEqual(toMultiplier(2 ** -12 * 0.7));
  });

  it('cuts to the output after the zero point', () => {
    const output = { zeroPoint: 10, least: 0, most: 255 };
    const factor = toMultiplier(0.25);
    expect([8, -100, 4000].map((sum) => requantize(sum, factor, output))).toEqual([12, 0, 255]);
  });
});
