import { expect, it } from 'vitest';
import { findNearest, readRow } from './nearest.ts';

it('finds the nearest and the farthest of the other classes', () => {
  const means = Float32Array.of(0.75, 0.25, 0, 0.125, 0.5, 0.375, 0, 0.5, 0.5);
  expect(readRow(means, 1)).toEqual([0.125, 0.5, 0.375]);
  expect(findNearest(readRow(means, 1), 1)).toEqual({ nearest: 2, farthest: 0 });
  expect(findNearest(readRow(means, 0), 0)).toEqual({ nearest: 1, farthest: 2 });
});
