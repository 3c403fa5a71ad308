import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { Run } from '../core/run/run.ts';
import { createDataset } from '../data/dataset.ts';
import type { Ledger } from '../protocol/ledger.ts';
import { parseRecipe } from '../recipe/parse.ts';
import { DATASETS, type DatasetName } from '../spec/datasets.ts';
import { createTinyData } from './datafiles.ts';
import { expectNoLeak } from './leaks.ts';
import { paintSquare } from './separable.ts';
import { startBackends } from './wasmtfjs.ts';

beforeAll(startBackends);

/** A single dense layer, trained on 200 images. */
async function learn(name: DatasetName): Promise<Ledger> {
  const { fetchBytes } = createTinyData(name, { train: [200], test: [100] }, 1, paintSquare);
  const layers = [{ kind: 'flatten' }, { kind: 'dense', name: 'fc', units: 10 }];
  const recipe = parseRecipe({
    version: 1,
    seed: 1,
    dataset: { name },
    model: { spec: { name: 'flat', inputShape: [...DATASETS[name].imageShape], classes: 10, layers } },
    stages: [{ kind: 'train', epochs: 4, batchSize: 20, optimizer: { kind: 'sgd', learningRate: 0.01 } }],
  });
  let ledger: Ledger | undefined;
  const run = new Run(1, recipe, {
    dataset: createDataset(name, fetchBytes),
    loadCheckpoint: () => Promise.reject(new Error('there is none')),
    emit: (event) => {
      if (event.kind === 'runEnded') ledger = event.ledger;
      if (event.kind === 'runFailed') throw new Error(event.message);
    },
    withSnapshots: false,
  });
  await run.execute();
  if (ledger === undefined) throw new Error('the run did not end');
  return ledger;
}

describe('images of squares', () => {
  it.each(['mnist', 'cifar10'] as const)('in the form of %s are learnt by one dense layer', async (name) => {
    expect((await learn(name)).error).toBeLessThan(0.02);
  });

  it('are learnt without leaving a tensor behind', async () => {
    await expectNoLeak(
      () => tf.memory().numTensors,
      () => learn('mnist'),
    );
  });
});

describe('expectNoLeak', () => {
  it('tells what was left', async () => {
    const kept: number[] = [];
    await expect(
      expectNoLeak(
        () => kept.length,
        () => kept.push(1),
      ),
    ).rejects.toThrow('3 calls left 3 behind');
  });
});
