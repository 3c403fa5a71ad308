import { describe, expect, it } from 'vitest';
import type { Settings } from '../settings.ts';
import { comparePairs, findPairs, listPairItems } from './pairs.ts';

const settings: Settings = { model: 'lenet-300-100', share: 0.3, first: true, reborn: 'zero' };

describe('pairs', () => {
  it('share their seed and their first phase, and differ in what is taken away', () => {
    const [detour, straight, next] = listPairItems(settings, 2).map(({ recipe }) => recipe);
    expect(detour!.seed).toBe(straight!.seed);
    expect(next!.seed).toBe(detour!.seed + 1);
    expect(detour!.stages[0]).toEqual(straight!.stages[0]);
    const trainings = detour!.stages.filter(({ kind }) => kind === 'train');
    expect(trainings).toEqual(straight!.stages);
    expect(detour!.stages.map(({ kind }) => kind)).toEqual(['train', 'prune', 'train', 'densify', 'train']);
  });

  it('are whole once both runs have ended, and belong to the settings of the detour', () => {
    const items = listPairItems(settings, 2);
    const ledgers = new Map(items.slice(0, 3).map(({ key }, at) => [key, { wrong: 100 + at }]));
    expect(findPairs(settings, 2, ledgers)).toEqual([{ seed: 1, detour: 100, straight: 101 }]);
    expect(findPairs({ ...settings, share: 0.5 }, 2, ledgers)).toEqual([]);
    // The way without a detour is the same for every cut.
    const [, straight] = listPairItems({ ...settings, share: 0.5 }, 1);
    expect(straight).toEqual(items[1]);
  });
});

describe('comparePairs', () => {
  const toPairs = (differences: readonly number[]) =>
    differences.map((each, at) => ({ seed: at, detour: 500 + each, straight: 500 }));

  it('judges by the interval of the mean', () => {
    // Mean -3, deviation sqrt(2.5): t(4) = 2.776 makes 1.96 images on either side.
    const clear = comparePairs(toPairs([-1, -2, -3, -4, -5]))!;
    expect(clear.difference.mean).toBe(-3);
    expect(clear.half).toBeCloseTo(2.776 * Math.sqrt(2.5 / 5), 10);
    expect([clear.wins, clear.verdict]).toEqual([5, 'better']);
    expect(comparePairs(toPairs([1, 2, 3, 4, 5]))!.verdict).toBe('worse');
    const open = comparePairs(toPairs([-9, 4, -3, 4, 1]))!;
    expect([open.wins, open.verdict]).toEqual([2, 'open']);
  });

  it('leaves one pair open, and has none of none', () => {
    expect(comparePairs(toPairs([-7]))).toMatchObject({ half: null, wins: 1, verdict: 'open' });
    expect(comparePairs([])).toBeNull();
  });
});
