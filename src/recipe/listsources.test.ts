import { describe, expect, it } from 'vitest';
import { decodeLink, encodeLink } from './link.ts';
import { listSources, listStoredIds } from './listsources.ts';
import { parseRecipe } from './parse.ts';

const startFrom = (start: unknown, more = {}) =>
  parseRecipe({
    version: 1,
    seed: 1,
    dataset: { name: 'mnist' },
    model: { name: 'lenet-300-100' },
    start,
    stages: [],
    ...more,
  });

describe('the sources of a recipe', () => {
  it('are its start, unless that is random', () => {
    expect(listSources(startFrom({ kind: 'random' }))).toEqual([]);
    const run = { kind: 'run', id: 'mhx3k-2' };
    expect(listSources(startFrom(run))).toEqual([{ keys: ['start'], source: run }]);
    expect(listStoredIds(startFrom(run))).toEqual(['mhx3k-2']);
    expect(listStoredIds(startFrom({ kind: 'checkpoint' }))).toEqual([]);
  });

  it('travel in a link', () => {
    for (const kind of ['run', 'file'] as const) {
      const recipe = startFrom({ kind, id: '0a1b2c' });
      expect(decodeLink(encodeLink({ recipe })).recipe).toEqual(recipe);
    }
  });

  it('have ids that can be named', () => {
    expect(() => startFrom({ kind: 'run' })).toThrow('start.id is missing');
    expect(() => startFrom({ kind: 'run', id: '../x' })).toThrow(
      /^start\.id \(the id of a saved run\) must be 1 to 64/,
    );
  });

  it('may come with a teacher where the model has a checkpoint', () => {
    const stages = [
      {
        kind: 'train',
        epochs: 1,
        batchSize: 10,
        optimizer: { kind: 'adam', learningRate: 0.001 },
        distil: { temperature: 4, share: 0.5 },
      },
    ];
    expect(startFrom({ kind: 'run', id: 'a' }, { stages }).stages).toHaveLength(1);
    expect(() => startFrom({ kind: 'random' }, { stages })).toThrow('has no teacher');
  });
});
