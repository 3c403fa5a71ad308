import { describe, expect, it } from 'vitest';
import { parseRecipe } from '../../recipe/parse.ts';
import { EXAMPLE, replaceStage } from './edit.ts';
import { listKernelLayers } from './layers.ts';
import { findLevelsBy, LEVELS_BY, sayLevelsBy } from './levels.ts';
import { chooseModel } from './refit.ts';

const lenet5 = chooseModel(EXAMPLE, 'lenet-5');
const layers = listKernelLayers(lenet5);

describe('levels of pruning', () => {
  it('can be said in each way, and each is a recipe that runs', () => {
    for (const from of [0.9, { conv2: 0.5, fc1: 0.9 }]) {
      for (const by of LEVELS_BY) {
        const sparsity = sayLevelsBy(from, by, layers);
        expect(findLevelsBy(sparsity)).toBe(by);
        expect(() => parseRecipe(replaceStage(lenet5, 1, { kind: 'prune', sparsity }))).not.toThrow();
      }
    }
  });

  it('take as much of the net when one number stands for all', () => {
    expect(sayLevelsBy({ fc1: 0.9 }, 'one', layers)).toBe(Number((360_000 / 430_500).toFixed(3)));
    expect(sayLevelsBy(sayLevelsBy(0.9, 'layer', layers), 'one', layers)).toBe(0.9);
  });
});
