import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GRID_SCHEMES, toGridNumber, toGridValue, toLinearGrid } from './lineargrid.ts';

describe('toLinearGrid', () => {
  it('places -1 to 2 on four whole numbers as worked by hand', () => {
    const range = { low: -1, high: 2 };
    // Asymmetric: S = 3 / 3, Z = round(0 + 1) = 1.
    expect(toLinearGrid(range, 2, 'asymmetric')).toEqual({ scale: 1, zeroPoint: 1, least: 0, most: 3 });
    // Restricted: -1, 0 and 1 times 2; full: -2 to 1 times 2 / 1.5.
    expect(toLinearGrid(range, 2, 'restricted')).toEqual({ scale: 2, zeroPoint: 2, least: 1, most: 3 });
    expect(toLinearGrid(range, 2, 'symmetric')).toMatchObject({ zeroPoint: 2, least: 0, most: 3 });
    expect(toLinearGrid(range, 2, 'symmetric').scale).toBeCloseTo(4 / 3, 6);
  });

  it('draws an asymmetric range to zero, so that zero is on the grid', () => {
    expect(toLinearGrid({ low: 3, high: 5 }, 8, 'asymmetric').zeroPoint).toBe(0);
    expect(toLinearGrid({ low: -5, high: -3 }, 8, 'asymmetric').zeroPoint).toBe(255);
  });

  it('has a positive scale for zeros, subnormal numbers and constants', () => {
    for (const scheme of GRID_SCHEMES)
      for (const size of [0, 1e-40, 3]) {
        const { scale } = toLinearGrid({ low: size, high: size }, 4, scheme);
        expect(scale).toBeGreaterThan(0);
        expect(Number.isFinite(1e-40 / scale)).toBe(true);
      }
  });
});

describe('values on a grid', () => {
  it('are within half a step of what they were, inside the range; zero stays zero; twice changes nothing', () => {
    fc.assert(
      fc.property(
        fc.float({ min: -8, max: Math.fround(-0.01), noNaN: true }),
        fc.float({ min: Math.fround(0.01), max: 8, noNaN: true }),
        fc.integer({ min: 2, max: 16 }),
        fc.constantFrom(...GRID_SCHEMES),
        fc.float({ min: 0, max: 1, noNaN: true }),
        (low, high, bits, scheme, at) => {
          const grid = toLinearGrid({ low, high }, bits, scheme);
          const value = Math.fround(low + at * (high - low));
          const placed = toGridValue(toGridNumber(value, grid), grid);
          expect(Math.abs(placed - value)).toBeLessThanOrEqual(grid.scale * 0.5001 + 1e-6);
          expect(toGridValue(toGridNumber(0, grid), grid)).toBe(0);
          expect(toGridValue(toGridNumber(placed, grid), grid)).toBe(placed);
        },
      ),
    );
  });
});
