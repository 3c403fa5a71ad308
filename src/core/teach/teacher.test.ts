import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPacked } from '../../data/examples.ts';
import { createStream } from '../../math/random.ts';
import { parseRecipe } from '../../recipe/parse.ts';
import { DATASETS } from '../../spec/datasets.ts';
import { toFailure } from '../../spec/failure.ts';
import type { TeacherSource } from '../../spec/source.ts';
import { MODEL_ZOO, type ModelName } from '../../spec/zoo.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { soften } from '../loss/softtargets.ts';
import { predict } from '../measure/predict.ts';
import { initializeModel } from '../models/initialize.ts';
import { Network } from '../models/network.ts';
import { answerLogits, Teacher } from './teacher.ts';
import { openTerms } from './terms.ts';

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

const yieldThread = async () => {};
const OWN = { kind: 'checkpoint' } as const;
const OTHER = { kind: 'checkpoint', name: 'lenet-5' } as const;

function createTeacher() {
  const asked: string[] = [];
  const told: unknown[] = [];
  const loadCheckpoint = async (name: ModelName) => {
    asked.push(name);
    return initializeModel(MODEL_ZOO[name], 5);
  };
  const teacher = new Teacher(RECIPE, { loadCheckpoint }, { tell: (progress) => void told.push(progress) });
  return { teacher, asked, told };
}

describe('Teacher', () => {
  it('is asked once, and its answers serve stages at any temperature and with any share', async () => {
    const { teacher, asked, told } = createTeacher();
    const network = Network.fromSnapshot(initializeModel(MODEL_ZOO['lenet-300-100'], 1));
    const context = {
      teacher,
      network,
      own: network.spec,
      seed: 1,
      stage: 0,
      examples: createExamples(),
      yieldThread,
    };
    const open = (temperature: number, share: number) =>
      openTerms({ distil: { temperature, share } }, context);
    const first = await open(2, 0.5);
    const again = await open(2, 0.7);
    expect([asked, told]).toEqual([['lenet-300-100'], [{ answered: 2, images: 2 }]]);
    expect(again).toEqual([
      { ...first![0], weight: 1 - 0.7 },
      { ...first![1], weight: 0.7 },
    ]);

    const softer = await open(4, 0.5);
    expect(asked).toHaveLength(1);
    expect(softer![1]).toMatchObject({ temperature: 4 });
    expect(softer![1]).not.toMatchObject({
      probabilities: (first![1] as { probabilities: unknown }).probabilities,
    });
  });

  it('asks again after it was stopped before its end', async () => {
    const { teacher, asked } = createTeacher();
    const stop = async () => {
      throw new Error('stopped');
    };
    await expect(teacher.answer(OWN, 2, createExamples(), stop)).rejects.toThrow('stopped');
    await expect(teacher.answer(OWN, 2, createExamples(), yieldThread)).resolves.toBeDefined();
    expect(asked).toHaveLength(2);
  });

  it('is several models, by the mean of their logits or of their probabilities', async () => {
    const { teacher, asked, told } = createTeacher();
    const examples = createExamples();
    const logits = [];
    for (const name of ['lenet-300-100', 'lenet-5'] as const)
      logits.push(await answerLogits(initializeModel(MODEL_ZOO[name], 5), examples, { yieldThread }));
    const [one, other] = logits as [Float32Array, Float32Array];
    const softmax = (row: readonly number[]) => {
      const powers = row.map((each) => Math.exp(each / 3));
      return powers.map((each) => each / powers.reduce((sum, power) => sum + power, 0));
    };
    const rows = (values: Float32Array) => [0, 1].map((row) => [...values.subarray(10 * row, 10 * row + 10)]);
    const mean = (a: readonly number[], b: readonly number[]) => a.map((each, at) => (each + b[at]!) / 2);
    const wanted = {
      logits: rows(one).flatMap((row, at) => softmax(mean(row, rows(other)[at]!))),
      probabilities: rows(one).flatMap((row, at) => mean(softmax(row), softmax(rows(other)[at]!))),
    };
    for (const of of ['logits', 'probabilities'] as const) {
      const source: TeacherSource = { kind: 'average', of, models: [OWN, OTHER] };
      const answer = await teacher.answer(source, 3, examples, yieldThread);
      answer.forEach((each, at) => void expect(each).toBeCloseTo(wanted[of][at]!, 6));
    }
    expect(Math.abs(wanted.logits[0]! - wanted.probabilities[0]!)).toBeGreaterThan(1e-4);
    expect(asked).toEqual(['lenet-300-100', 'lenet-5']);
    expect(told[0]).toEqual({ answered: 2, images: 4 });
  });

  it('refuses a model for other images with a sentence of its own', async () => {
    const { teacher } = createTeacher();
    const asking = teacher.load({ kind: 'checkpoint', name: 'resnet-20' });
    const error = await asking.catch((thrown: unknown) => thrown);
    expect(toFailure(error)).toMatchObject({ code: 'wrongDataset', values: { model: 'resnet-20' } });
    await expect(teacher.load({ kind: 'run', id: 'a-1' })).rejects.toThrow(
      'the recipe names the saved run a-1, which is not here',
    );
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
