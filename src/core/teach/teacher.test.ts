import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPacked } from '../../data/examples.ts';
import { createStream } from '../../math/random.ts';
import { parseRecipe } from '../../recipe/parse.ts';
import { DATASETS } from '../../spec/datasets.ts';
import { MODEL_ZOO } from '../../spec/zoo.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { soften } from '../loss/softtargets.ts';
import { predict } from '../measure/predict.ts';
import { initializeModel } from '../models/initialize.ts';
import { Network } from '../models/network.ts';
import { answerLogits, Teacher } from './teacher.ts';

beforeAll(startBackends);

const RECIPE = parseRecipe({
  version: 1,
  seed: 1,
  dataset: { name: 'mnist' },
  model: { name: 'lenet-300-100' },
  start: { kind: 'checkpoint' },
  stages: [{ kind: 'prune', sparsity: 0.5 }],
});

function createExamples() {
  const pixels = new Float32Array(2 * 784);
  createStream(4, 'pixels').fillUniform(pixels, 0, 255);
  return openPacked(DATASETS.mnist, Uint8Array.from(pixels), Uint8Array.of(0, 1));
}

describe('Teacher', () => {
  it('is asked once, and its answers serve stages at any temperature and with any share', async () => {
    let asked = 0;
    const loadCheckpoint = async () => {
      asked += 1;
      return initializeModel(MODEL_ZOO['lenet-300-100'], 5);
    };
    const environment = { loadCheckpoint };
    const told: number[] = [];
    const teacher = new Teacher(RECIPE, environment, ({ answered }) => void told.push(answered));
    const examples = createExamples();
    const yieldThread = async () => {};
    const first = await teacher.teach({ temperature: 2, share: 0.5 }, examples, yieldThread);
    const again = await teacher.teach({ temperature: 2, share: 0.7 }, examples, yieldThread);
    expect([asked, told]).toEqual([1, [2]]);
    expect(again).toEqual([
      { ...first[0], weight: 1 - 0.7 },
      { ...first[1], weight: 0.7 },
    ]);

    const softer = await teacher.teach({ temperature: 4, share: 0.5 }, examples, yieldThread);
    expect(asked).toBe(1);
    expect(softer[1]).toMatchObject({ temperature: 4 });
    expect(softer[1]).not.toMatchObject({
      probabilities: (first[1] as { probabilities: unknown }).probabilities,
    });
  });

  it('asks again after it was stopped before its end', async () => {
    let asked = 0;
    const loadCheckpoint = async () => {
      asked += 1;
      return initializeModel(MODEL_ZOO['lenet-300-100'], 5);
    };
    const teacher = new Teacher(RECIPE, { loadCheckpoint }, () => {});
    const distillation = { temperature: 2, share: 0.5 };
    const stop = async () => {
      throw new Error('stopped');
    };
    await expect(teacher.teach(distillation, createExamples(), stop)).rejects.toThrow('stopped');
    await expect(teacher.teach(distillation, createExamples(), async () => {})).resolves.toBeDefined();
    expect(asked).toBe(2);
  });
});

describe('answerLogits', () => {
  it('says of every image what the teacher says of it alone, and frees what it took', async () => {
    const spec = MODEL_ZOO['lenet-300-100'];
    const teacher = initializeModel(spec, 5);
    const pixels = new Float32Array(3 * 784);
    createStream(3, 'pixels').fillUniform(pixels, 0, 255);
    const bytes = Uint8Array.from(pixels);
    const examples = openPacked(DATASETS.mnist, bytes, Uint8Array.of(0, 1, 2));
    const before = tf.memory().numTensors;
    const told: number[] = [];
    const logits = await answerLogits(teacher, examples, { onAnswered: (count) => void told.push(count) });
    expect(told).toEqual([3]);
    expect(tf.memory().numTensors).toBe(before);

    const network = Network.fromSnapshot(teacher);
    const probabilities = soften(logits, 10, 1);
    for (const image of [0, 1, 2]) {
      const alone = await predict(network, bytes.subarray(image * 784, (image + 1) * 784));
      alone.forEach((each, c) => void expect(probabilities[image * 10 + c]).toBeCloseTo(each, 6));
    }
    network.dispose();
  });
});
