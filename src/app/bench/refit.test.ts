import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toModelSpec } from '../../recipe/fit.ts';
import { parseRecipe } from '../../recipe/parse.ts';
import type { RecipeInput } from '../../recipe/schema.ts';
import { listTensors } from '../../spec/shapes.ts';
import { NET_NAMES } from '../../spec/zoo.ts';
import { EXAMPLE } from './edit.ts';
import { chooseModel } from './refit.ts';

const FOLDER = new URL('../../../recipes/', import.meta.url);
const NAMED = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.json') && file !== 'results.json')
  .map((file) => [file, JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as RecipeInput] as const);

const retrain = { batchSize: 100, epochs: 1, optimizer: { kind: 'adam', learningRate: 0.001 } } as const;

describe('another model', () => {
  it('brings the data set that a model reads', () => {
    const recipe = chooseModel({ ...EXAMPLE, dataset: { name: 'mnist', trainExamples: 60000 } }, 'vgg-small');
    expect(parseRecipe(recipe).dataset).toEqual({ name: 'cifar10', validationExamples: 0 });
    expect(
      chooseModel({ ...EXAMPLE, dataset: { name: 'mnist', trainExamples: 500 } }, 'lenet-5').dataset,
    ).toEqual({
      name: 'mnist',
      trainExamples: 500,
    });
  });
});

describe('what a student learns from', () => {
  const lenet = { kind: 'checkpoint', name: 'lenet-5' } as const;
  const train = { kind: 'train', ...retrain } as const;
  const student: RecipeInput = {
    version: 1,
    seed: 1,
    dataset: { name: 'mnist', trainExamples: 500, validationExamples: 200, leaveOut: [3] },
    model: { name: 'mnist-30k' },
    stages: [
      { ...train, labels: 0, hint: { teacher: lenet, teacherLayer: 'conv2', studentLayer: 'conv4' } },
      { ...train, distil: { teacher: lenet, share: 1 } },
      { kind: 'shiftBias', classes: [3] },
    ],
  };

  it('stays with another student of the same images, as far as that has the layers', () => {
    const thin = parseRecipe(chooseModel(student, 'lenet-30-10'));
    expect(thin.dataset).toEqual(student.dataset);
    expect(thin.stages[0]).not.toHaveProperty('hint');
    expect(thin.stages[0]).not.toHaveProperty('labels');
    expect(thin.stages[1]).toMatchObject({ distil: { teacher: lenet } });
  });

  it('is another where the teacher does not read the images: hints go, classes stay left out', () => {
    const other = parseRecipe(chooseModel(student, 'resnet-8'));
    expect(other.dataset).toEqual({ name: 'cifar10', validationExamples: 200, leaveOut: [3] });
    for (const key of ['hint', 'labels']) expect(other.stages[0]).not.toHaveProperty(key);
    expect(other.stages[1]).toMatchObject({
      distil: { teacher: { kind: 'checkpoint', name: 'resnet-20' }, share: 1 },
    });
  });

  it('begins at random weights where the net has no checkpoint', () => {
    const start = { kind: 'checkpoint' } as const;
    expect(parseRecipe(chooseModel({ ...EXAMPLE, start }, 'mnist-800')).start.kind).toBe('random');
    expect(parseRecipe(chooseModel({ ...EXAMPLE, start }, 'lenet-5')).start.kind).toBe('checkpoint');
  });
});

describe('a recipe that names layers', () => {
  it.each(NAMED)('%s runs on every other net', (_, recipe) => {
    for (const name of NET_NAMES) expect(() => parseRecipe(chooseModel(recipe, name))).not.toThrow();
  });

  it('names none that the other net lacks, wherever names may stand', () => {
    const everywhere: RecipeInput = {
      ...EXAMPLE,
      start: { kind: 'checkpoint', rank: { fc3: 4 } },
      stages: [
        { kind: 'train', ...retrain, sparsify: { sparsity: { fc3: 0.5 }, from: { fc3: 0.2 } } },
        {
          kind: 'prune',
          sparsity: { fc1: 0.9, fc3: 0.8 },
          except: ['fc2', 'fc3'],
          schedule: {
            kind: 'iterative',
            rounds: 2,
            retrain: { ...retrain, sparsify: { sparsity: { fc3: 0.9 } } },
          },
        },
        { kind: 'prune', qualityFactor: { fc3: 1 } },
        { kind: 'prune', threshold: { fc3: 0.1 } },
        { kind: 'cluster', bits: { fc1: 4, fc3: 6, bias: 5 }, except: ['fc3'] },
        { kind: 'factorize', rank: { fc3: 5 } },
        { kind: 'quantize', bits: { fc1: 4, fc3: 8 }, per: 'channel', steps: 'extent', except: ['fc3'] },
        { kind: 'binarize', except: ['fc3'] },
        { kind: 'quantizeActivations', bits: { input: 8, fc3: 6 }, ranges: 'extent' },
      ],
    };
    expect(JSON.stringify(chooseModel(everywhere, 'resnet-20'))).not.toMatch(/fc[123]/);
    expect(JSON.stringify(chooseModel(everywhere, 'lenet-5'))).not.toMatch(/fc3/);
    expect(() => parseRecipe(chooseModel(everywhere, 'lenet-5'))).not.toThrow();
  });

  it('takes away as much of the other net', () => {
    const layered: RecipeInput = {
      ...EXAMPLE,
      stages: [{ kind: 'prune', sparsity: { fc1: 0.9, fc2: 0.8, fc3: 0 } }],
    };
    const sizes = listTensors(toModelSpec({ name: 'lenet-300-100' })).filter(({ role }) => role === 'kernel');
    const [fc1, fc2, fc3] = sizes.map(({ shape }) => shape.reduce((product, side) => product * side, 1));
    const gone = (0.9 * fc1! + 0.8 * fc2!) / (fc1! + fc2! + fc3!);
    const [stage] = chooseModel(layered, 'vgg-small').stages;
    expect(stage).toMatchObject({ sparsity: expect.closeTo(gone, 3) });
  });

  it('knows the factors of layers that the start takes apart', () => {
    const sparsity = { 'fc1-down': 0.5, 'fc1-up': 0.5, fc2: 0.5, fc3: 0.5 };
    const recipe: RecipeInput = {
      ...EXAMPLE,
      start: { kind: 'checkpoint', rank: { fc1: 20 } },
      stages: [{ kind: 'prune', sparsity }],
    };
    const moved = chooseModel(recipe, 'resnet-20');
    expect(moved).toMatchObject({ start: { kind: 'checkpoint' }, stages: [{ sparsity: 0.5 }] });
    expect(() => parseRecipe(moved)).not.toThrow();
    const alike = chooseModel(
      { ...recipe, stages: [{ kind: 'prune', sparsity: { 'fc1-up': 0.5 } }] },
      'lenet-5',
    );
    expect(alike).toMatchObject({ start: { rank: { fc1: 20 } }, stages: [{ sparsity: { 'fc1-up': 0.5 } }] });
    expect(() => parseRecipe(alike)).not.toThrow();
  });

  it('leaves alone what fits', () => {
    const fitting: RecipeInput = {
      ...EXAMPLE,
      model: { name: 'lenet-5' },
      stages: [
        { kind: 'prune', sparsity: { fc1: 0.9 }, except: ['fc2'] },
        { kind: 'cluster', bits: { conv: 8, fc: 5, bias: 6 } },
      ],
    };
    expect(chooseModel(fitting, 'lenet-300-100').stages).toEqual(fitting.stages);
  });
});
