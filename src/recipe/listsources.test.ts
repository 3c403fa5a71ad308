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

  it('are its teachers, too, each of several and those of retraining', () => {
    const optimizer = { kind: 'adam', learningRate: 0.001 };
    const run = { kind: 'run', id: 'a' };
    const file = { kind: 'file', id: 'b' };
    const models = [{ kind: 'checkpoint', name: 'lenet-5' }, file, { kind: 'stage', stage: 0 }];
    const training = (teacher: unknown) => ({ epochs: 1, batchSize: 10, optimizer, distil: { teacher } });
    const recipe = startFrom(
      { kind: 'random' },
      {
        stages: [
          { kind: 'train', ...training(run) },
          {
            kind: 'prune',
            sparsity: 0.5,
            schedule: { kind: 'iterative', rounds: 2, retrain: training({ kind: 'average', models }) },
          },
        ],
      },
    );
    const average = ['stages', 1, 'schedule', 'retrain', 'distil', 'teacher', 'models'];
    expect(listSources(recipe)).toEqual([
      { keys: ['stages', 0, 'distil', 'teacher'], source: run },
      ...models.map((source, index) => ({ keys: [...average, index], source })),
    ]);
    expect(listStoredIds(recipe)).toEqual(['a', 'b']);
    expect(decodeLink(encodeLink({ recipe })).recipe).toEqual(recipe);
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
