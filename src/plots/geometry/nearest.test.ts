import { expect, it } from 'vitest';
import { findNearestIndex } from './nearest.ts';

it('finds the first of those at the least distance', () => {
  const toIndex = (at: number, places: readonly number[]) =>
    findNearestIndex(places, (place) => Math.abs(place - at));
  expect([-9, 4, 5, 6, 99].map((at) => toIndex(at, [0, 10, 10, 40]))).toEqual([0, 0, 0, 1, 3]);
  expect(toIndex(3, [])).toBeUndefined();
});
