import { describe, expect, it } from 'vitest';
import { comparePairs } from '../../parts/pairs.ts';
import type { Settings } from '../settings.ts';
import { findPairs, listPairItems } from './pairs.ts';

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
    expect(findPairs(settings, 2, ledgers)).toEqual([{ seed: 1, first: 100, second: 101 }]);
    expect(findPairs({ ...settings, share: 0.5 }, 2, ledgers)).toEqual([]);
    // The way without a detour is the same for every cut.
    const [, straight] = listPairItems({ ...settings, share: 0.5 }, 1);
    expect(straight).toEqual(items[1]);
  });
});

it('compares what is wrong after the detour with what is wrong without it', () => {
  const pairs = [-1, -2, -3].map((each, seed) => ({ seed, first: 500 + each, second: 500 }));
  expect(comparePairs(pairs)).toMatchObject({ difference: { mean: -2 }, wins: 3, verdict: 'open' });
});
