/**
 * Has anything changed the bits of training? A few steps of each zoo net on seeded noise, and the hash of the weights that come
 * out. A change here is a change of every number that the lab quotes from training: where it is meant, put the new hashes in,
 * say so in the commit, and train checkpoints and lesson results anew.
 */
import { beforeAll, expect, it } from 'vitest';
import { createDataset } from '../../data/dataset.ts';
import type { RunEvent } from '../../protocol/events.ts';
import { parseRecipe } from '../../recipe/parse.ts';
import type { RecipeInput } from '../../recipe/schema.ts';
import { MODEL_DATASET, MODEL_NAMES, type ModelName } from '../../recipe/zoo.ts';
import { createTinyData } from '../../testing/datafiles.ts';
import { findEvent } from '../../testing/tinyrun.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { Run } from './run.ts';

beforeAll(startBackends);

const GOLDEN: Readonly<Record<ModelName, string>> = {
  'lenet-300-100': '2af171a226a29a2d1e844ee3655fc58aa6620c5d049ec191f1c186cfdd672952',
  'lenet-5': '4eeff0d39ff1d477eeb90f622d9f13b8f83a7c72974901bfe5431d4e446a3122',
  'resnet-20': '180fc38b600268fd09b3b8cb1ed34713e21368822f80ca2fa472c89625dd64c1',
  'vgg-small': '060796d2157210212c52561afbc95f4fd74d0c252c8265efbc3f1378b206fb33',
};

const train = { kind: 'train' as const, epochs: 1, batchSize: 50 };

/** Momentum with everything that a step can have, a prune, and Adam: 110 images make a whole batch twice, and one of ten. */
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
    withSnapshots: false,
  });
  await run.execute();
  expect(findEvent(events, 'runEnded').ledger.weightsSha256).toBe(GOLDEN[name]);
});
