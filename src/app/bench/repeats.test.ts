import { describe, expect, it } from 'vitest';
import type { Ledger } from '../../protocol/ledger.ts';
import { parseRecipe } from '../../recipe/parse.ts';
import { RECIPE_LIMITS } from '../../spec/limits.ts';
import type { SweepPoint } from '../../state/sweepstate.ts';
import { listRepeats, listSeeds, readRepeats } from './repeats.ts';

const recipe = parseRecipe({
  version: 1,
  seed: 4,
  dataset: { name: 'mnist' },
  model: { name: 'lenet-300-100' },
  stages: [],
});

const toPoint = (group: string, x: number, error: number | null): SweepPoint => ({
  ...{ key: `${group} ${x}`, group, x, recipe, progress: 1, failure: null },
  status: error === null ? 'running' : 'ended',
  ledger: error === null ? null : ({ error } as Ledger),
});

describe('listRepeats', () => {
  it('goes on from the seed of the recipe, with both recipes seed by seed', () => {
    const other = { ...recipe, seed: 77, stages: [] };
    const items = listRepeats(recipe, other, 2);
    expect(items.map(({ key, recipe: { seed } }) => [key, seed])).toEqual([
      ['own 4', 4],
      ['other 4', 4],
      ['own 5', 5],
      ['other 5', 5],
    ]);
    expect(listRepeats(recipe, null, 3).map(({ group }) => group)).toEqual(['own', 'own', 'own']);
  });

  it('stays within the largest seed', () => {
    expect(listSeeds({ seed: RECIPE_LIMITS.seed }, 3).at(-1)).toBe(RECIPE_LIMITS.seed);
  });
});

describe('readRepeats', () => {
  it('has mean and deviation of each, and the difference of pairs that have both ended', () => {
    const points = [
      toPoint('own', 1, 0.02),
      toPoint('other', 1, 0.03),
      toPoint('own', 2, 0.04),
      toPoint('other', 2, 0.06),
      toPoint('own', 3, 0.9),
      toPoint('other', 3, null),
    ];
    const { rows, hasOther, own, other, comparison, pairs } = readRepeats(points);
    expect(rows.map(({ seed }) => seed)).toEqual([1, 2, 3]);
    expect([hasOther, pairs]).toEqual([true, 2]);
    expect(own!.mean).toBeCloseTo(0.32, 12);
    expect(other!.mean).toBeCloseTo(0.045, 12);
    // -0.01 and -0.02.
    expect(comparison!.difference.mean).toBeCloseTo(-0.015, 12);
    expect(comparison!.difference.deviation).toBeCloseTo(0.01 / Math.SQRT2, 12);
    expect(comparison!.wins).toBe(2);
  });

  it('compares nothing where there is nothing', () => {
    expect(readRepeats([toPoint('own', 1, null)])).toMatchObject({
      ...{ hasOther: false, own: null, other: null, comparison: null, pairs: 0 },
    });
  });
});
