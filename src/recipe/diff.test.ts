import { describe, expect, it } from 'vitest';
import { diffRecipes } from './diff.ts';
import { parseRecipe } from './parse.ts';

const train = { kind: 'train', epochs: 2, batchSize: 100, optimizer: { kind: 'adam', learningRate: 0.001 } };
const prune = { kind: 'prune', sparsity: 0.9 };
const recipe = (stages: unknown[], more = {}) =>
  parseRecipe({
    version: 1,
    seed: 1,
    dataset: { name: 'mnist' },
    model: { name: 'lenet-300-100' },
    stages,
    ...more,
  });
const say = (from: Parameters<typeof diffRecipes>[0], to: Parameters<typeof diffRecipes>[1]) =>
  diffRecipes(from, to).map(({ path, from: a, to: b }) => [path, a, b]);

describe('the difference of two recipes', () => {
  it('is each field by its path', () => {
    const other = recipe(
      [
        { ...train, epochs: 5 },
        { ...prune, sparsity: 0.8 },
      ],
      { seed: 2 },
    );
    expect(say(recipe([train, prune]), other)).toEqual([
      ['seed', 1, 2],
      ['stages[0].epochs', 2, 5],
      ['stages[1].sparsity', 0.9, 0.8],
    ]);
  });

  it('is nothing where only defaults are written out', () => {
    const written = recipe([train, { ...prune, scope: 'layer', criterion: { kind: 'magnitude' } }], {
      start: { kind: 'random' },
    });
    expect(diffRecipes(recipe([train, prune]), written)).toEqual([]);
  });

  it('is a whole stage where one is missing or of another kind, and a whole start of another kind', () => {
    const from = recipe([train, prune]);
    expect(say(from, recipe([train]))).toEqual([['stages[1]', from.stages[1], undefined]]);
    expect(say(from, recipe([prune, prune])).map(([path]) => path)).toEqual(['stages[0]']);
    expect(say(from, recipe([train, prune], { start: { kind: 'run', id: 'a' } }))).toEqual([
      ['start', { kind: 'random' }, { kind: 'run', id: 'a' }],
    ]);
  });
});
