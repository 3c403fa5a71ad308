import { describe, expect, it } from 'vitest';
import { comparePairs } from '../../parts/pairs.ts';
import type { Settings } from '../settings.ts';
import { findPairs, listPairItems } from './pairs.ts';

const settings: Settings = {
  ...{ model: 'lenet-300-100', temperature: 10, share: 1, images: '2000', digit: 3 },
};

describe('pairs of students', () => {
  it('share seed, images and epochs, and differ in who teaches', () => {
    const [soft, labels, next] = listPairItems(settings, 2).map(({ recipe }) => recipe);
    expect(soft!.seed).toBe(labels!.seed);
    expect(next!.seed).toBe(soft!.seed + 1);
    const [own, plain] = [soft!, labels!].map(({ stages }) => stages[0]);
    expect(own).toEqual({
      ...plain,
      distil: { teacher: { kind: 'checkpoint', name: 'lenet-300-100' }, temperature: 10, share: 1 },
    });
    expect(soft!.dataset).toEqual(labels!.dataset);
  });

  it('are whole once both have ended, and belong to their settings', () => {
    const items = listPairItems(settings, 2);
    const ledgers = new Map(items.slice(0, 3).map(({ key }, at) => [key, { wrong: 100 + at }]));
    expect(findPairs(settings, 2, ledgers)).toEqual([{ seed: 1, first: 100, second: 101 }]);
    expect(findPairs({ ...settings, temperature: 4 }, 2, ledgers)).toEqual([]);
    // Labels are the same at any temperature.
    expect(listPairItems({ ...settings, temperature: 4 }, 1)[1]).toEqual(items[1]);
  });

  it('say how many images more soft targets get wrong', () => {
    const pairs = [-1, -2, -3].map((each, seed) => ({ seed, first: 500 + each, second: 500 }));
    expect(comparePairs(pairs)).toMatchObject({ difference: { mean: -2 }, wins: 3, verdict: 'open' });
  });
});
