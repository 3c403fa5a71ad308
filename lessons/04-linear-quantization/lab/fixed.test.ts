import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findPoint, toFixedGrid } from './fixed.ts';
import { listLevels } from './grids.ts';

it('has steps of a power of two, one more below zero than above', () => {
  expect(listLevels(toFixedGrid(3, 1))).toEqual([-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5]);
});

it('puts the point where the largest value just fits, within a step', () => {
  expect(findPoint(Float32Array.of(0.3, -0.7), 8)).toBe(7);
  expect(findPoint(Float32Array.of(3), 8)).toBe(5);
  fc.assert(
    fc.property(fc.float({ min: Math.fround(1e-3), max: 60, noNaN: true }), (largest) => {
      const point = findPoint(Float32Array.of(largest), 8);
      const { scale } = toFixedGrid(8, point);
      expect(largest).toBeLessThanOrEqual(128 * scale);
      expect(largest).toBeGreaterThan(63 * scale - 2 ** -19);
    }),
  );
});
