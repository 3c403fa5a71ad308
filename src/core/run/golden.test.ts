/**
 * Has anything changed the bits of training? A few steps of each zoo net on seeded noise, and the hash of the
 * weights that come out. A change here is a change of every number that the lab quotes from training: where
 * it is meant, put the new hashes in, say so in the commit, and train checkpoints and lesson results anew.
 */
import { beforeAll, expect, it } from 'vitest';
import { createDataset } from '../../data/dataset.ts';
import type { RunEvent } from '../../protocol/events.ts';
import { parseRecipe } from '../../recipe/parse.ts';
import type { RecipeInput } from '../../recipe/schema.ts';
import { MODEL_DATASET, MODEL_NAMES, type ModelName } from '../../spec/zoo.ts';
import { createTinyData } from '../../testing/datafiles.ts';
import { findEvent, measureNothing } from '../../testing/tinyrun.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { Run } from './run.ts';

beforeAll(startBackends);

const GOLDEN: Readonly<Record<ModelName, string>> = {
  'lenet-300-100': 'afc6e3eae2c2b87b4a880b1bc0c93970ab087da98dcd53fa81e1e7289607cf2a',
  'lenet-5': '951ae5b09f12b3f7f09b761bdddbc2ab93b1d5c233afaef0471f9df66e7638cf',
  'resnet-20': '8bb37412b9f57308b6875b18961d02461ad2e9ed080c3e083bd9139fb8a7ddd0',
  'vgg-small': '0a0b61904796513a7bb9af8bd86dbdbafbbe205c27a44f4bfc870db48cd4c906',
};

const train = { kind: 'train' as const, epochs: 1, batchSize: 50 };

/**
 * Momentum with everything that a step can have, a prune, and Adam: 110 images make a whole batch twice, and
 * one of ten.
 */
function createRecipe(name: ModelName): RecipeInput {
  const sgd = { kind: 'sgd' as const, learningRate: 0.01, momentum: 0.9, weightDecay: 1e-4 };
  return {
    version: 1,
    seed: 11,
    dataset: { name: MODEL_DATASET[name] },
    model: { name },
    stages: [
      { ...train, optimizer: sgd, augment: { crop: 2, flip: true }, dropout: 0.2 },
      { kind: 'prune', scope: 'global', sparsity: 0.5 },
      { ...train, optimizer: { kind: 'adam', learningRate: 0.001 } },
    ],
  };
}

it.each(MODEL_NAMES)('%s trains to the same bits as ever', async (name) => {
  const events: RunEvent[] = [];
  const { fetchBytes } = createTinyData(MODEL_DATASET[name], { train: [110], test: [10] });
  const run = new Run(1, parseRecipe(createRecipe(name)), {
    dataset: createDataset(MODEL_DATASET[name], fetchBytes),
    loadCheckpoint: () => Promise.reject(new Error('there is no checkpoint here')),
    emit: (event) => events.push(event),
    measure: measureNothing,
    withSnapshots: false,
  });
  await run.execute();
  expect(findEvent(events, 'runEnded').ledger.weightsSha256).toBe(GOLDEN[name]);
});
