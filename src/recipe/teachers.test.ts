import { describe, expect, it } from 'vitest';
import { CHECKPOINT_NAMES } from '../spec/zoo.ts';
import { parseRecipe } from './parse.ts';

const base = { version: 1, seed: 1, dataset: { name: 'mnist' }, model: { name: 'lenet-300-100' } };
const train = { kind: 'train', epochs: 2, batchSize: 100, optimizer: { kind: 'adam', learningRate: 0.001 } };
const OWN_MODEL = {
  spec: {
    name: 'own',
    inputShape: [28, 28, 1],
    classes: 10,
    layers: [{ kind: 'flatten' }, { kind: 'dense', name: 'fc', units: 10 }],
  },
};

const learn = (teacher: unknown, more = {}) =>
  parseRecipe({ ...base, stages: [{ ...train, distil: { teacher } }], ...more });

describe('a teacher', () => {
  it('needs no checkpoint to start from where it is named', () => {
    expect(learn({ kind: 'checkpoint', name: 'lenet-5' }, { model: OWN_MODEL }).start).toEqual({
      kind: 'random',
    });
    expect(() => learn(undefined)).toThrow(
      'stages[0].distil has no teacher: the recipe must start from a checkpoint, or name a teacher.',
    );
  });

  it.each([
    [
      { kind: 'checkpoint', name: 'resnet-20' },
      {},
      'teacher.name must be a net for mnist: resnet-20 reads [32,32,3] images, but mnist has [28,28,1].',
    ],
    [
      { kind: 'stage', stage: 0 },
      {},
      'teacher.stage must be a stage before this one, counted from 0, got 0.',
    ],
    [
      { kind: 'average', models: [{ kind: 'checkpoint' }] },
      {},
      'teacher.models must be 2 to 8 models, got 1.',
    ],
    ['lenet-5', {}, 'teacher must be checkpoint, run, file, stage or average, got "lenet-5".'],
    [
      { kind: 'checkpoint' },
      { model: OWN_MODEL },
      'teacher must name a checkpoint, since there is none of an own model.',
    ],
    [
      { kind: 'checkpoint' },
      { model: { name: 'mnist-800' } },
      'teacher must name a checkpoint, since there is none of mnist-800.',
    ],
    [
      { kind: 'checkpoint', name: 'mnist-800' },
      {},
      `teacher.name (the checkpoint) must be one of ${CHECKPOINT_NAMES.join(', ')}, got "mnist-800".`,
    ],
  ])('%j is refused where it cannot be had', (teacher, more, sentence) => {
    expect(() => learn(teacher, more)).toThrow(`stages[0].distil.${sentence}`);
  });
});
