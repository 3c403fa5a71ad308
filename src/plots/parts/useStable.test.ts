import { describe, expect, it } from 'vitest';
import { isSame } from './useStable.ts';

describe('isSame', () => {
  const values = Float32Array.of(1, 2);

  it('compares plain objects and arrays by content', () => {
    expect(
      isSame([{ id: 'a', points: [{ x: 1, y: null }] }], [{ id: 'a', points: [{ x: 1, y: null }] }]),
    ).toBe(true);
    expect(isSame([{ id: 'a', points: [{ x: 1, y: null }] }], [{ id: 'a', points: [{ x: 1, y: 2 }] }])).toBe(
      false,
    );
    expect(isSame({ a: undefined }, { b: undefined })).toBe(false);
    expect(isSame([], {})).toBe(false);
  });

  it('compares weights by identity, whatever their number', () => {
    expect(isSame({ values }, { values })).toBe(true);
    expect(isSame({ values }, { values: Float32Array.of(1, 2) })).toBe(false);
  });
});
