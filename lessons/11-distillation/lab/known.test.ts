import { expect, it } from 'vitest';
import { countKnown, toShare } from './known.ts';

it('counts right answers to the images of one class', () => {
  const answered = { answers: Uint8Array.of(3, 3, 5, 3, 0), labels: Uint8Array.of(3, 5, 3, 3, 0) };
  expect(countKnown(answered, 3)).toEqual({ right: 2, tested: 3 });
  expect(toShare(countKnown(answered, 3)!)).toBeCloseTo(2 / 3, 12);
  expect(countKnown(answered, 7)).toEqual({ right: 0, tested: 0 });
  expect(countKnown({}, 3)).toBeNull();
});
