/** One worker and several give the same bits, also when a worker dies in the middle of a step. */
import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { evaluate } from '../../src/core/measure/evaluate.ts';
import { initializeModel } from '../../src/core/models/initialize.ts';
import { Network } from '../../src/core/models/network.ts';
import { type Helper, HelperPool, type SpawnHelper } from '../../src/core/parallel/pool.ts';
import type { AnswerTask } from '../../src/core/parallel/task.ts';
import { Run } from '../../src/core/run/run.ts';
import { createDataset } from '../../src/data/dataset.ts';
import type { RunEvent } from '../../src/protocol/events.ts';
import { parseRecipe } from '../../src/recipe/parse.ts';
import type { Recipe, TrainStage } from '../../src/recipe/schema.ts';
import { MODEL_ZOO } from '../../src/spec/zoo.ts';
import { createTinyData } from '../../src/testing/datafiles.ts';
import { findEvent, measureNothing, TINY_SPEC, tinyRecipe, tinyTrain } from '../../src/testing/tinyrun.ts';
import { startHeadless, WASM_FOLDER } from './engine.ts';
import { spawnThread } from './helpers.ts';

beforeAll(() => startHeadless());

const pools: HelperPool[] = [];
afterEach(() => {
  for (const pool of pools.splice(0)) pool.dispose();
});

function openPool(helpers: number, spawn: SpawnHelper = spawnThread): { pool: HelperPool; lost: string[] } {
  const lost: string[] = [];
  const pool = new HelperPool(spawn, WASM_FOLDER, helpers, (reason) => lost.push(reason));
  pools.push(pool);
  return { pool, lost };
}

const openData = () => {
  const { fetchBytes } = createTinyData('mnist', { train: [300, 100], test: [140] });
  return createDataset('mnist', fetchBytes);
};

// 330 images in batches of 150: five micro-shards of 32 or fewer, and a last batch of one.
const recipe = tinyRecipe(
  [
    tinyTrain({ epochs: 1, batchSize: 150, augment: { crop: 2, flip: true }, dropout: 0.4 }),
    { kind: 'prune', sparsity: 0.5 },
    tinyTrain({
      epochs: 1,
      batchSize: 150,
      optimizer: { kind: 'adam', learningRate: 0.01 },
      dropConnect: 0.3,
    }),
  ],
  { dataset: { name: 'mnist', trainExamples: 330 } },
);

// With a teacher, a hint and its regressor, on three micro-shards of 128 or fewer.
const distilling = parseRecipe({
  version: 1,
  seed: 7,
  dataset: { name: 'mnist', trainExamples: 330 },
  model: { name: 'lenet-300-100' },
  start: { kind: 'checkpoint' },
  stages: [
    tinyTrain({
      epochs: 1,
      batchSize: 300,
      distil: { temperature: 3, share: 0.6 },
      hint: { teacherLayer: 'fc1', studentLayer: 'fc2' },
    }),
  ],
});

async function trainWith(
  pool?: HelperPool,
  what: Recipe = recipe,
): Promise<{ sha: string; losses: number[] }> {
  const events: RunEvent[] = [];
  const run = new Run(1, what, {
    dataset: openData(),
    loadCheckpoint: async (name) => initializeModel(MODEL_ZOO[name], 1),
    emit: (event) => events.push(event),
    measure: measureNothing,
    withSnapshots: false,
    ...(pool && { pool }),
  });
  await run.execute();
  const losses = events.flatMap((event) => (event.kind === 'epochEnded' ? [event.evaluation.loss] : []));
  return { sha: findEvent(events, 'runEnded').ledger.weightsSha256, losses };
}

/** A thread that dies when it is given its n-th task. */
function spawnMortal(deadlyTask: number): SpawnHelper {
  let tasks = 0;
  return () => {
    const helper = spawnThread();
    return {
      ...helper,
      post: (request, transfers) => {
        if (request.kind === 'perform' && ++tasks === deadlyTask) helper.terminate();
        else helper.post(request, transfers);
      },
    };
  };
}

const createTask = (weights: Float32Array): AnswerTask => ({
  kind: 'answers',
  spec: TINY_SPEC,
  weights,
  images: { dataset: 'mnist', pixels: new Uint8Array(784), labels: Uint8Array.of(0) },
  batchSize: 1,
});

describe('a run', () => {
  it('gives the same bits with one worker, two, three and eight', async () => {
    const alone = await trainWith();
    const before = tf.memory().numTensors;
    for (const helpers of [1, 2, 7]) {
      const { pool, lost } = openPool(helpers);
      expect(await trainWith(pool)).toEqual(alone);
      expect(lost).toEqual([]);
    }
    expect(tf.memory().numTensors).toBe(before);
  });

  it('learns from a teacher to the same bits, and to others than from labels alone', async () => {
    const alone = await trainWith(undefined, distilling);
    const { pool } = openPool(1);
    expect(await trainWith(pool, distilling)).toEqual(alone);
    const [stage] = distilling.stages;
    const { distil: _, hint: _hint, ...unaided } = stage as TrainStage;
    const without = await trainWith(undefined, { ...distilling, stages: [unaided] });
    expect(without.sha).not.toBe(alone.sha);
  });

  it('gives the same bits when a worker dies in the middle of a step or an evaluation', async () => {
    const alone = await trainWith();
    for (const deadlyTask of [1, 2, 4]) {
      const { pool, lost } = openPool(1, spawnMortal(deadlyTask));
      expect(await trainWith(pool)).toEqual(alone);
      // On a busy machine others are silent for too long, and replaced.
      expect(lost.filter((reason) => !reason.includes('silent'))).toHaveLength(1);
    }
  });

  it('goes on alone where no worker can live', async () => {
    const dying: SpawnHelper = () => {
      let tell: (reason: string) => void = () => undefined;
      const helper: Helper = {
        post: ({ kind }) => {
          if (kind === 'perform') queueMicrotask(() => tell('there is no memory left'));
        },
        onReply: () => undefined,
        onDeath: (listener) => {
          tell = listener;
        },
        terminate: () => undefined,
      };
      return helper;
    };
    const { pool, lost } = openPool(1, dying);
    expect(await trainWith(pool)).toEqual(await trainWith());
    expect(new Set(lost)).toEqual(new Set(['there is no memory left']));
  });

  it('may get more and fewer workers while it runs', async () => {
    const { pool } = openPool(1);
    const done = trainWith(pool);
    pool.resize(3);
    await pool.perform(0, () => ({
      kind: 'answers',
      spec: { ...TINY_SPEC, layers: [{ kind: 'flatten' }], classes: 784 },
      weights: new Float32Array(0),
      images: { dataset: 'mnist', pixels: new Uint8Array(784), labels: Uint8Array.of(0) },
      batchSize: 1,
    }));
    pool.resize(0);
    expect(await done).toEqual(await trainWith());
  });
});

describe('an evaluation', () => {
  it('is the same with helpers, answer for answer', async () => {
    const network = Network.fromSnapshot(initializeModel(TINY_SPEC, 3));
    const data = openData();
    await data.load();
    const { test } = data.select();
    await test.whenLoaded();
    const options = { split: 'test' as const, withAnswers: true };
    const alone = await evaluate(network, test, options);
    const { pool } = openPool(2);
    expect(await evaluate(network, test, options, pool)).toEqual(alone);
    network.dispose();
  });

  it('ends when it is stopped, with helpers at work', async () => {
    const network = Network.fromSnapshot(initializeModel(TINY_SPEC, 3));
    const data = openData();
    await data.load();
    const { test } = data.select();
    const { pool } = openPool(1);
    const yieldThread = () => Promise.reject(new Error('stopped'));
    await expect(evaluate(network, test, { split: 'test', yieldThread }, pool)).rejects.toThrow('stopped');
    network.dispose();
  });
});

describe('a pool', () => {
  it('sends a task before the caller goes on, so that both work at once', () => {
    const posted: string[] = [];
    const spawn: SpawnHelper = () => ({
      post: ({ kind }) => posted.push(kind),
      onReply: () => undefined,
      onDeath: () => undefined,
      terminate: () => undefined,
    });
    const { pool } = openPool(1, spawn);
    void pool.perform(0, () => createTask(new Float32Array(0))).catch(() => undefined);
    expect(posted).toEqual(['start', 'perform']);
  });
});

describe('a task that cannot be performed', () => {
  it('is refused with its reason, and the helper lives on', async () => {
    const { pool, lost } = openPool(1);
    await expect(pool.perform(0, () => createTask(new Float32Array(3)))).rejects.toThrow(/values, got 3$/);
    expect(lost).toEqual([]);
  });
});
