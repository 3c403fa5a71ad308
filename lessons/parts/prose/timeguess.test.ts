import { expect, it } from 'vitest';
import { findNearestTimes } from './timeguess.ts';

it('takes the answer that is nearest by ratio', () => {
  expect([0.8, 1.4, 1.5, 3, 4, 7, 7.2, 40].map((ratio) => findNearestTimes(ratio))).toEqual([
    '1',
    '1',
    '2',
    '2',
    '5',
    '5',
    '10',
    '10',
  ]);
});
