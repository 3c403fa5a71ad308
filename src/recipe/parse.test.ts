import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RECIPE_LIMITS } from '../spec/limits.ts';
import type { LayerSpec } from '../spec/model.ts';
import { CHECKPOINT_NAMES, NET_NAMES } from '../spec/zoo.ts';
import { STAGE_KINDS } from '../techniques/stages.ts';
import { anyDamagedRecipe, anyRecipe } from '../testing/arbitraries.ts';
import { RecipeError } from './error.ts';
import { parseRecipe, parseRecipeText } from './parse.ts';

const base = {
  version: 1,
  seed: 1,
  dataset: { name: 'mnist' },
  model: { name: 'lenet-300-100' },
  stages: [] as unknown[],
};
const train = { kind: 'train', epochs: 2, batchSize: 100, optimizer: { kind: 'adam', learningRate: 0.001 } };
const conv = { kind: 'conv2d', name: 'c', filters: 3, kernelSize: 3 };
const head = [{ kind: 'flatten' }, { kind: 'dense', name: 'fc', units: 10 }];
const withSpec = (layers: unknown[], rest = {}) => ({
  ...base,
  model: { spec: { name: 'own', inputShape: [28, 28, 1], classes: 10, layers, ...rest } },
});
const withStage = (stage: unknown) => ({ ...base, stages: [stage] });

/** What parseRecipe says about a value. */
function refuse(value: unknown): string {
  try {
    parseRecipe(value);
  } catch (error) {
    expect(error).toBeInstanceOf(RecipeError);
    return (error as Error).message;
  }
  throw new Error('the recipe was taken');
}

describe('parseRecipe', () => {
  it('fills in every default', () => {
    const recipe = parseRecipe({ ...base, stages: [train, { kind: 'prune', sparsity: 0.9 }] });
    expect(recipe.start).toEqual({ kind: 'random' });
    expect(recipe.dataset).toEqual({ name: 'mnist', validationExamples: 0 });
    expect(recipe.stages).toEqual([
      {
        ...train,
        optimizer: {
          kind: 'adam',
          learningRate: 0.001,
          beta1: 0.9,
          beta2: 0.999,
          epsilon: 1e-8,
          weightDecay: 0,
        },
        schedule: { kind: 'constant' },
      },
      {
        kind: 'prune',
        sparsity: 0.9,
        criterion: { kind: 'magnitude' },
        scope: 'layer',
        schedule: { kind: 'once' },
      },
    ]);
  });

  it('gives the same for what it gave', () => {
    fc.assert(
      fc.property(anyRecipe, (recipe) => {
        expect(parseRecipe(recipe)).toEqual(recipe);
      }),
    );
  });

  it.each([
    [3, 'The recipe must be an object, got 3.'],
    [null, 'The recipe must be an object, got null.'],
    [{ ...base, version: 2 }, 'version must be 1, got 2.'],
    [{ ...base, seed: 1.5 }, 'seed (the seed) must be a whole number from 0 to 4294967295, got 1.5.'],
    [{ ...base, seed: Number.NaN }, 'seed (the seed) must be a whole number from 0 to 4294967295, got NaN.'],
    [{ ...base, lr: 0.1 }, 'lr is not a field that is known here.'],
    [{ ...base, dataset: undefined }, 'dataset is missing.'],
    [{ ...base, dataset: {} }, 'dataset.name is missing.'],
    [
      { ...base, dataset: { name: 'imagenet' } },
      'dataset.name (the dataset) must be one of mnist, cifar10, got "imagenet".',
    ],
    [{ ...base, model: {} }, 'model must be an object with either a name or a spec, got {}.'],
    [
      { ...base, model: { name: 'lenet-6' } },
      `model.name (the model) must be one of ${NET_NAMES.join(', ')}, got "lenet-6".`,
    ],
    [
      { ...base, model: { name: 'mnist-800' }, start: { kind: 'checkpoint' } },
      `start can be a checkpoint only for ${CHECKPOINT_NAMES.join(', ')}; there is none of mnist-800.`,
    ],
    [{ ...base, stages: {} }, 'stages must be a list of stages, got {}.'],
    [withStage({ kind: 'cluster' }), 'stages[0].bits is missing.'],
    [
      withStage({ kind: 'cluster', bits: 13 }),
      'stages[0].bits (the bits of a code) must be a whole number from 1 to 12, got 13.',
    ],
    [
      withStage({ kind: 'cluster', bits: { conv: 8, fc9: 5 } }),
      'stages[0].bits names the layer fc9, but lenet-300-100 has fc1, fc2, fc3.',
    ],
    [
      withStage({ kind: 'cluster', bits: 4, init: 'random' }),
      'stages[0].init (where centroids begin) must be one of linear, density, forgy, optimal, got "random".',
    ],
    [
      withStage({ ...train, distil: {} }),
      'stages[0].distil has no teacher: the recipe must start from a checkpoint, or name a teacher.',
    ],
    [
      { ...withStage({ ...train, distil: { temperature: 0.5 } }), start: { kind: 'checkpoint' } },
      'stages[0].distil.temperature (the temperature) must be a number from 1 to 100, got 0.5.',
    ],
    [
      withStage({ ...train, sparsify: { scope: 'global', sparsity: { fc1: 0.9 } } }),
      'stages[0].sparsify with scope "global" takes one number for sparsity and one for from.',
    ],
    [withStage({ kind: 'code' }), 'stages[0].coding is missing.'],
    [
      withStage({ kind: 'code', coding: 'raw', valueBits: 8 }),
      'stages[0].valueBits (the bits of a value) must be a whole number from 10 to 32, got 8.',
    ],
    [withStage({ kind: 'distil' }), `stages[0].kind must be one of ${STAGE_KINDS.join(', ')}, got "distil".`],
    [
      withStage({ ...train, epochs: 0 }),
      'stages[0].epochs (the number of epochs) must be a whole number from 1 to 1000, got 0.',
    ],
    [
      withStage({ ...train, optimizer: { kind: 'adam', learningRate: 0 } }),
      'stages[0].optimizer.learningRate (the learning rate) must be a number above 0 and at most 100, got 0.',
    ],
    [
      withStage({ ...train, optimizer: { kind: 'sgd', learningRate: Number.POSITIVE_INFINITY } }),
      'stages[0].optimizer.learningRate (the learning rate) must be a number above 0 and at most 100, got Infinity.',
    ],
    [
      withStage({ ...train, schedule: { kind: 'oneCycle', peakAt: 1 } }),
      'stages[0].schedule.peakAt (the fraction of the stage at which the rate peaks) must be a number above 0 and below 1, got 1.',
    ],
    [
      withStage({ kind: 'prune', sparsity: 1 }),
      'stages[0].sparsity must be a number of at least 0 and below 1, got 1.',
    ],
    [
      withStage({ kind: 'prune', sparsity: { fc1: 1 } }),
      'stages[0].sparsity.fc1 (sparsity) must be a number of at least 0 and below 1, got 1.',
    ],
    [
      withStage({ kind: 'prune', sparsity: 'most' }),
      'stages[0].sparsity must be a number or an object of numbers by layer, got "most".',
    ],
    [
      withStage({ kind: 'prune', sparsity: { fc9: 0.5 } }),
      'stages[0].sparsity names the layer fc9, but lenet-300-100 has fc1, fc2, fc3.',
    ],
    [
      withStage({ kind: 'prune', criterion: { kind: 'unit' }, sparsity: { fc3: 0.5 } }),
      'stages[0].sparsity names fc3 alone, whose units are the answers of lenet-300-100: none of them can be pruned.',
    ],
    [
      withStage({ ...train, sparsify: { criterion: { kind: 'unit' }, sparsity: { fc3: 0.5 } } }),
      'stages[0].sparsify.sparsity names fc3 alone, whose units are the answers of lenet-300-100: none of them can be pruned.',
    ],
    [withStage({ kind: 'prune' }), 'stages[0] needs exactly one of sparsity, qualityFactor and threshold.'],
    [
      { ...base, model: { name: 'lenet-5' }, dataset: { name: 'cifar10' } },
      'model (lenet-5) reads [28,28,1] images of 10 classes, but dataset cifar10 has [32,32,3] and 10.',
    ],
    [
      { ...base, dataset: { name: 'mnist', trainExamples: 60000, validationExamples: 1000 } },
      'dataset.trainExamples plus validationExamples must be at most 60000, so at most 59000, got 60000.',
    ],
  ])('refuses %j in a sentence that names the field', (value, message) => {
    expect(refuse(value)).toBe(message);
  });

  it.each([
    [
      [{ ...conv, filters: 0 }, ...head],
      'model.spec.layers[0].filters (the number of filters) must be a whole number from 1 to 2048, got 0.',
    ],
    [
      [{ ...conv, padding: 9 }, ...head],
      'model.spec.layers[0].padding must be a whole number from 0 to 8, got 9.',
    ],
    [
      [{ ...conv, padding: 'full' }, ...head],
      'model.spec.layers[0].padding must be same, valid or a whole number from 0 to 8, got "full".',
    ],
    [[{ kind: 'conv2d', name: 'c' }], 'model.spec.layers[0].filters is missing.'],
    [
      [{ kind: 'residual', name: 'r', body: [{ kind: 'dense', name: 'x', units: 'many' }], shortcut: [] }],
      'model.spec.layers[0].body[0].units (the number of units) must be a whole number from 1 to 8192, got "many".',
    ],
    [
      [conv, { kind: 'dense', name: 'fc', units: 10 }],
      'model.spec.layers[1] (dense fc) needs a flat input, got [26,26,3]; put a flatten before it.',
    ],
    [
      [...head, { kind: 'relu' }, { kind: 'dense', name: 'fc', units: 10 }],
      'model.spec has two layers named fc.',
    ],
    [[], 'model.spec.layers end in shape [28,28,1], but 10 classes need [10].'],
    [
      [
        { kind: 'flatten' },
        ...Array.from({ length: 5 }, (_, i) => ({ kind: 'dense', name: `d${i}`, units: 8192 })),
        head[1]!,
      ],
      'model.spec.layers[2] makes the tensor d1/kernel larger than 16777216 values.',
    ],
    [
      [{ kind: 'magic' }],
      expect.stringMatching(/^model\.spec\.layers\[0\]\.kind must be one of conv2d, .*, got "magic"\.$/),
    ],
  ])('names the place in a spec: %j', (layers, message) => {
    expect(refuse(withSpec(layers))).toEqual(message);
  });

  it('refuses a spec that would not fit into memory', () => {
    const wide = Array.from({ length: 9 }, (_, i) => ({ kind: 'dense', name: `d${i}`, units: 2048 }));
    const huge: LayerSpec[] = [{ kind: 'flatten' }, ...(wide as LayerSpec[]), head[1] as LayerSpec];
    expect(refuse(withSpec(huge))).toMatch(/^model\.spec has \d+ weights; at most 33554432 fit here\.$/);
  });

  it('refuses a spec with nothing to train, and one for other images', () => {
    expect(refuse(withSpec([{ kind: 'globalAveragePool' }], { classes: 1 }))).toContain('model.spec.classes');
    const toOne = withSpec([{ kind: 'flatten' }], { classes: 784 });
    expect(refuse(toOne)).toBe('model.spec.layers have no weights to train.');
    const smaller = withSpec(head, { inputShape: [14, 14, 1] });
    expect(refuse(smaller)).toContain('reads [14,14,1] images');
  });

  it('refuses values that never end or go too deep', () => {
    const cycle: Record<string, unknown> = { ...base };
    cycle.model = cycle;
    cycle.start = cycle;
    expect(refuse(cycle)).toBe('The recipe is nested deeper than 64 levels.');
    let layers: unknown[] = head;
    for (let i = 0; i < 5000; i++) layers = [{ kind: 'residual', name: 'r', body: layers, shortcut: [] }];
    expect(refuse(withSpec(layers))).toBe('The recipe is nested deeper than 64 levels.');
  });

  it('says nothing but RecipeErrors, whatever it is given', () => {
    fc.assert(
      fc.property(fc.oneof(anyDamagedRecipe, fc.jsonValue(), fc.anything()), (value) => {
        try {
          const recipe = parseRecipe(value);
          expect(parseRecipe(recipe)).toEqual(recipe);
        } catch (error) {
          expect(error).toBeInstanceOf(RecipeError);
          expect((error as Error).message).toMatch(/\.$/);
          expect((error as Error).message).not.toContain('Invalid');
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('parseRecipeText', () => {
  it('reads JSON', () => {
    expect(parseRecipeText(JSON.stringify(base)).seed).toBe(1);
    expect(parseRecipeText(`\uFEFF${JSON.stringify(base)}`).seed).toBe(1);
  });

  it.each([
    ['  ', 'The recipe is empty.'],
    // UTF-16 of either order, with and without a mark, read as UTF-8.
    ...['fffe7b00', 'feff007b', '7b000a00', '007b000a'].map((hex): [string, string] => [
      Buffer.from(hex, 'hex').toString('utf8'),
      'The recipe is in UTF-16, and must be in UTF-8.',
    ]),
    ['{"version": 1', expect.stringContaining('The recipe is not valid JSON:')],
    [' '.repeat(RECIPE_LIMITS.jsonBytes + 1), expect.stringContaining('is longer than 1000000 characters')],
    ['['.repeat(100_000), expect.stringMatching(/^The recipe /)],
    ['['.repeat(5000) + ']'.repeat(5000), 'The recipe is nested deeper than 64 levels.'],
  ])('refuses %.20j', (text, message) => {
    expect(() => parseRecipeText(text)).toThrow(RecipeError);
    try {
      parseRecipeText(text);
    } catch (error) {
      expect((error as Error).message).toEqual(message);
    }
  });
});
