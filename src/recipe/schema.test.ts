import { expect, it } from 'vitest';
import { parseRecipe } from './parse.ts';

const withStage = (stage: object) => ({
  version: 1,
  seed: 1,
  dataset: { name: 'mnist' },
  model: { name: 'lenet-5' },
  stages: [{ kind: 'prune', ...stage }],
});

it.each([
  [
    { sparsity: 0.5, threshold: 0.1 },
    'stages[0] needs exactly one of sparsity, qualityFactor and threshold.',
  ],
  [
    { criterion: { kind: 'random' }, threshold: 0.1 },
    'stages[0] needs sparsity where the criterion is not magnitude',
  ],
  [{ scope: 'global', sparsity: { fc1: 0.5 } }, 'stages[0] with scope "global" takes one number'],
  [
    {
      qualityFactor: 1,
      schedule: {
        kind: 'iterative',
        rounds: 2,
        retrain: { epochs: 1, batchSize: 10, optimizer: { kind: 'sgd', learningRate: 0.1 } },
      },
    },
    'stages[0] with an iterative schedule needs sparsity.',
  ],
])('refuses the prune stage %j', (stage, message) => {
  expect(() => parseRecipe(withStage(stage))).toThrow(message);
});
