import { describe, expect, it } from 'vitest';
import { parseRecipe } from './parse.ts';
import { listVariableFields, readValues, varyRecipe } from './vary.ts';

const recipe = parseRecipe({
  version: 1,
  seed: 1,
  dataset: { name: 'mnist', trainExamples: 1000 },
  model: { name: 'lenet-300-100' },
  start: { kind: 'checkpoint', rank: { fc2: 20 } },
  stages: [
    { kind: 'prune', sparsity: { fc1: 0.9 } },
    { kind: 'cluster', bits: 5 },
  ],
});

describe('the fields that can be varied', () => {
  it('are the settings, defaults among them, and not what says which thing is meant', () => {
    expect(listVariableFields(recipe).map(({ path, value }) => [path, value])).toEqual([
      ['seed', 1],
      ['dataset.trainExamples', 1000],
      ['dataset.validationExamples', 0],
      ['start.rank.fc2', 20],
      ['stages[0].criterion.kind', 'magnitude'],
      ['stages[0].scope', 'layer'],
      ['stages[0].sparsity.fc1', 0.9],
      ['stages[0].schedule.kind', 'once'],
      ['stages[1].bits', 5],
      ['stages[1].init', 'linear'],
    ]);
  });

  it('take another value, which is checked', () => {
    const keys = ['stages', 0, 'sparsity', 'fc1'];
    expect(varyRecipe(recipe, keys, 0.5).stages[0]).toMatchObject({ sparsity: { fc1: 0.5 } });
    expect(recipe.stages[0]).toMatchObject({ sparsity: { fc1: 0.9 } });
    expect(() => varyRecipe(recipe, keys, 2)).toThrow('stages[0].sparsity.fc1');
    expect(() => varyRecipe(recipe, ['stages', 1, 'init'], 'nowhere')).toThrow('must be one of');
  });
});

describe('a text of values', () => {
  it('is a list, a range, or words, each once', () => {
    expect(readValues('0.5, 0.7，0.9 0.7', true)).toEqual([0.5, 0.7, 0.9]);
    expect(readValues('0.1..0.5/5', true)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5]);
    expect(readValues('-1..1/3, 1e-3', true)).toEqual([-1, 0, 1, 0.001]);
    expect(readValues('linear, forgy', false)).toEqual(['linear', 'forgy']);
    expect(readValues('1..1000/1000', true)).toHaveLength(24);
  });

  it('is refused by the part that is no number', () => {
    for (const text of ['1, two', '1..2/1', '1..2', 'NaN'])
      expect(() => readValues(text, true)).toThrow(/ is not a value$/);
  });
});
