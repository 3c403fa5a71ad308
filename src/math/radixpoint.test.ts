import { describe, expect, it } from 'vitest';
import { findRadixPoint, toFixedPoint } from './radixpoint.ts';

describe('a radix point', () => {
  it('stands by hand where nothing is cut off: 1.75 has two bits behind the point at 4 bits', () => {
    expect(findRadixPoint(Float32Array.of(1.75, -1, 0.25), 4)).toBe(2);
    expect(findRadixPoint(Float32Array.of(100), 4)).toBe(-4);
    expect(findRadixPoint(Float32Array.of(0, 0), 4)).toBe(0);
  });

  it('moves on where many small values gain more than one large one loses', () => {
    const values = Float32Array.from({ length: 1001 }, (_, index) => (index === 0 ? 1 : 0.06));
    // With two bits behind the point 0.06 is 0 each time; with four it is 0.0625, and 1 is cut to 0.4375.
    expect(findRadixPoint(values, 4)).toBe(4);
    expect(toFixedPoint(0.06, 4, 4)).toBe(0.0625);
    expect(toFixedPoint(1, 4, 4)).toBe(0.4375);
  });

  it('has the least error of all places', () => {
    const values = Float32Array.from({ length: 200 }, (_, index) => Math.sin(index) ** 3 * 0.3);
    const errorAt = (point: number) =>
      values.reduce((sum, value) => sum + (value - toFixedPoint(value, 5, point)) ** 2, 0);
    const own = errorAt(findRadixPoint(values, 5));
    for (let point = -3; point < 12; point++) expect(errorAt(point)).toBeGreaterThanOrEqual(own);
  });

  it('is found for the smallest and the largest values', () => {
    for (const value of [1e-40, 1e-38, 1e38]) {
      const point = findRadixPoint(Float32Array.of(value), 8);
      expect(Number.isFinite(2 ** -point)).toBe(true);
      expect(toFixedPoint(value, 8, point)).toBeGreaterThanOrEqual(0);
    }
  });
});
