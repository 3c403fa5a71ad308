import { describe, expect, it } from 'vitest';
import { compareMaps, isComparableMap, toAttentionMap } from './maps.ts';

describe('attention maps', () => {
  it('sum the squares of the channels, and have length one', () => {
    // Two places of two channels: 1 + 4 - 2 = 3 and 4 + 0 = 4 as sums of squares; their length is 5.
    const map = toAttentionMap(Float32Array.of(Math.SQRT2, -1, 2, 0), 2);
    expect([...map].map((value) => Number(value.toFixed(6)))).toEqual([0.6, 0.8]);
    // A sign or a factor changes nothing: what counts is where it looks.
    const larger = toAttentionMap(Float32Array.of(-3 * Math.SQRT2, 3, 6, 0), 2);
    expect(compareMaps(map, larger)).toBeCloseTo(0, 12);
  });

  it('are 1 apart where they share no place, and nothing is without a map', () => {
    const [left, right] = [
      toAttentionMap(Float32Array.of(5, 0), 1),
      toAttentionMap(Float32Array.of(0, 2), 1),
    ];
    expect(compareMaps(left, right)).toBeCloseTo(1, 12);
    // 0.6, 0.8 against 1, 0: (0.16 + 0.64) / 2.
    expect(compareMaps(Float32Array.of(0.6, 0.8), left)).toBeCloseTo(0.4, 6);
    expect([...toAttentionMap(new Float32Array(4), 2)]).toEqual([0, 0]);
  });

  it('need maps of one size, whatever their channels', () => {
    expect(isComparableMap([8, 8, 3], [8, 8, 50])).toBe(true);
    expect(isComparableMap([8, 8, 3], [8, 4, 3])).toBe(false);
    expect(isComparableMap([64], [64])).toBe(false);
  });
});
