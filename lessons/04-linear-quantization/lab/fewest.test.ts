import { expect, it } from 'vitest';
import { findFewestBits } from './fewest.ts';

const dense = { wrong: 80, tested: 10_000 };
const toPoints = (wrongs: Record<number, number>) =>
  Object.entries(wrongs).map(([x, wrong]) => ({ x: Number(x), wrong, tested: 10_000 }));

it('takes the last number of bits before the first one that costs too much', () => {
  expect(findFewestBits(toPoints({ 2: 5000, 3: 130, 4: 88, 5: 90, 8: 81 }), dense)).toBe(4);
  expect(findFewestBits(toPoints({ 2: 5000, 3: 85, 4: 99, 8: 81 }), dense)).toBe(8);
  expect(findFewestBits(toPoints({ 2: 5000, 8: 200 }), dense)).toBeNull();
});
