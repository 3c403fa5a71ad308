import { describe, expect, it } from 'vitest';
import { findBestWidth, listSteps, toIndexBytes, weighIndex, weighLevel } from './indexwidth.ts';

describe('the width of a relative index', () => {
  const row = Float32Array.of(0, 0, 0, 0, 0, 1, 0, 1, 1);

  it('steps over zeros, and puts in a filler where there are too many', () => {
    expect(listSteps(row, 2)).toEqual([
      { from: 0, to: 3, gap: 3, isFiller: true },
      { from: 4, to: 5, gap: 1, isFiller: false },
      { from: 6, to: 7, gap: 1, isFiller: false },
      { from: 8, to: 8, gap: 0, isFiller: false },
    ]);
    expect(listSteps(row, 3).map(({ gap }) => gap)).toEqual([5, 1, 0]);
  });

  it('weighs its codes and its fillers', () => {
    expect(weighIndex(row, 2, 5)).toEqual({ bits: 2, entries: 4, fillers: 1, gapBytes: 1, fillerBytes: 1 });
    const sizes = [2, 3, 4].map((bits) => weighIndex(row, bits, 5));
    expect(findBestWidth(sizes).bits).toBe(2);
    expect(sizes.map(toIndexBytes)).toEqual([2, 2, 2]);
  });

  it('wants wider codes as a layer gets sparser', () => {
    const weights = Float32Array.from({ length: 20_000 }, (_, i) => Math.sin(i * 12.9898) * 43758.5453);
    const best = (level: number) => {
      const work = weighLevel(
        weights.map((weight) => weight - Math.floor(weight)),
        level,
        5,
      );
      let step = work.next();
      while (!step.done) step = work.next();
      const { perWeight } = step.value;
      return perWeight.indexOf(Math.min(...perWeight));
    };
    expect(best(0.5)).toBeLessThan(best(0.9));
    expect(best(0.9)).toBeLessThan(best(0.99));
  });
});
