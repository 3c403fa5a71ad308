import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createStream } from '../../math/random.ts';
import { parseRecipe } from '../../recipe/parse.ts';
import type { LayerSpec, ModelSpec } from '../../spec/model.ts';
import { compareMaps, toAttentionMap } from '../../techniques/attention/maps.ts';
import { expectSameBits } from '../../testing/samebits.ts';
import { findEvent, startTinyRun, tinyRecipe, tinyTrain } from '../../testing/tinyrun.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { attentionTerm } from '../loss/attention.ts';
import { toOneHot } from '../loss/labels.ts';
import { initializeModel } from '../models/initialize.ts';
import { Network } from '../models/network.ts';
import { passShard } from '../pass/shard.ts';
import { openAttention } from './attention.ts';
import { Teacher } from './teacher.ts';

beforeAll(startBackends);

const draw = (name: string, size: number) => {
  const values = new Float32Array(size);
  createStream(6, name).fillUniform(values, -1, 1);
  return values;
};

const conv = (name: string, filters: number): LayerSpec => ({
  kind: 'conv2d',
  ...{ name, filters, kernelSize: 3 },
  padding: 'same',
});
const toSpec = (name: string, filters: number): ModelSpec => ({
  ...{ name, inputShape: [28, 28, 1], classes: 10 },
  layers: [
    { kind: 'averagePool', size: 7, stride: 7 },
    conv('conv', filters),
    { kind: 'batchNorm', name: 'bn' },
    { kind: 'relu' },
    { kind: 'residual', name: 'block', body: [conv('inside', filters)], shortcut: [] },
    { kind: 'flatten' },
    { kind: 'dense', name: 'fc', units: 10 },
  ],
});
const STUDENT = toSpec('student', 3);
const TEACHER = toSpec('teacher', 7);

describe('the term of attention transfer', () => {
  it('is that of the plain arithmetic, a mean over the images', () => {
    const [images, places] = [3, 20];
    const [own, theirs] = [draw('own', images * places * 2), draw('theirs', images * places * 5)];
    const asked = tf.tidy(() => {
      const logits = tf.tensor2d([[0]]);
      const outputOf = () => tf.tensor(own, [images, 4, 5, 2]);
      // What `prepare` gives: the teacher's maps.
      const maps = tf.tensor2d(
        Float32Array.from(
          Array.from({ length: images }, (_, image) => [
            ...toAttentionMap(theirs.slice(image * places * 5, (image + 1) * places * 5), 5),
          ]).flat(),
        ),
        [images, places],
      );
      const term = { kind: 'attention', weight: 3, studentLayer: 'a' } as Parameters<
        typeof attentionTerm.compute
      >[0];
      const value = attentionTerm.compute(term, { logits, targets: logits, outputOf, read: outputOf }, maps);
      return value.dataSync()[0]! * attentionTerm.factorOf(term);
    });
    const distances = Array.from({ length: images }, (_, image) =>
      compareMaps(
        toAttentionMap(own.slice(image * places * 2, (image + 1) * places * 2), 2),
        toAttentionMap(theirs.slice(image * places * 5, (image + 1) * places * 5), 5),
      ),
    );
    expect(asked).toBeCloseTo((3 * distances.reduce((sum, each) => sum + each, 0)) / images, 5);
  });

  it.each([
    ['conv', 'conv', 'conv/kernel'],
    ['inside', 'conv', 'inside/bias'],
    ['block', 'layers[3]', 'bn/scale'],
  ])('has the slope between %s and %s that finite differences measure', async (own, theirs, name) => {
    const network = Network.fromSnapshot(initializeModel(STUDENT, 2));
    const term = await openOn(network, own, theirs);
    const labels = Int32Array.of(1, 2, 3, 4);
    const images = tf.tensor4d(draw('images', 4 * 784), [4, 28, 28, 1]);
    const targets = toOneHot(labels, 10);
    const names = network.trainable.map((each) => each.name);
    const pass = () => {
      const weights = names.map((each) => network.latent(each));
      const terms = [{ kind: 'labels' as const, weight: 0.5 }, term];
      return passShard(STUDENT, names, weights, { images, targets, labels, terms, dropout: () => null }, 4);
    };
    const before = tf.memory().numTensors;
    const { gradients } = await pass();
    expect(tf.memory().numTensors).toBe(before + gradients.length);
    const slope = await gradients[names.indexOf(name)]!.data();
    tf.dispose(gradients);
    const values = await network.readLatent(name);
    const lossAt = async (place: number, by: number) => {
      network.setValues(
        name,
        values.map((each, at) => (at === place ? each + by : each)),
      );
      const { outcome, gradients: rest } = await pass();
      tf.dispose(rest);
      return outcome.loss;
    };
    const h = 4e-3;
    for (const place of [0, values.length - 1]) {
      const measured = ((await lossAt(place, h)) - (await lossAt(place, -h))) / (2 * h);
      expect(slope[place]!).toBeCloseTo(measured, 2);
    }
    expect(slope.some((each) => Math.abs(each) > 2e-2)).toBe(true);
    network.dispose();
    tf.dispose([images, targets]);
  });
});

async function openOn(network: Network, studentLayer: string, teacherLayer: string) {
  const model = initializeModel(TEACHER, 9);
  const stock = { loadCheckpoint: () => Promise.reject(new Error()), loadStored: async () => model };
  const setting = { model: { name: 'lenet-5' }, dataset: { name: 'mnist', validationExamples: 0 } } as const;
  const teacher = new Teacher(setting, stock);
  const source = { kind: 'file' as const, id: 'a' };
  return openAttention({ teacher: source, studentLayer, teacherLayer, weight: 4 }, { teacher, network });
}

const first = tinyTrain({ epochs: 1, batchSize: 70 });
const other = { model: { spec: STUDENT as never } };
const attentive = (weight: number, epochs: number) =>
  tinyTrain({
    ...{ epochs, batchSize: 70, augment: { crop: 2, flip: true } },
    optimizer: { kind: 'adam', learningRate: 0.003 },
    attention: {
      teacher: { kind: 'stage', stage: 0 },
      ...{ teacherLayer: 'conv', studentLayer: 'block', weight },
    },
  });

describe('a run with attention transfer', () => {
  it('keeps its bits with helpers and from any snapshot, and adds no tensor', async () => {
    const snapshots = await expectSameBits(
      tinyRecipe([first, { kind: 'prune', sparsity: 0.5 }, attentive(5, 2)], other),
    );
    for (const { model } of snapshots) expect(model.auxiliary).toBeUndefined();
  });

  it('lowers a loss in which the maps count most', async () => {
    const { events, done } = startTinyRun(tinyRecipe([first, attentive(50, 6)], other));
    await done;
    const losses = events.flatMap((event) =>
      event.kind === 'epochEnded' && event.stage === 1 ? [event.trainLoss] : [],
    );
    expect(losses.at(-1)!).toBeLessThan(losses[0]!);
  });

  it('refuses a stored teacher without such a map', async () => {
    const models = { gone: initializeModel(toSpec('flat', 2), 1) };
    const teacher = { kind: 'run', id: 'gone' } as const;
    const attention = { teacher, teacherLayer: 'fc', studentLayer: 'conv' };
    const { events, done } = startTinyRun(tinyRecipe([first, tinyTrain({ attention })], other), { models });
    await done;
    expect(findEvent(events, 'runFailed').message).toBe(
      'stages[1].attention.studentLayer gives [4,4,3], which cannot be held against the [10] of fc.',
    );
  });
});

describe('attention transfer in a recipe', () => {
  const parse = (teacherLayer: string, studentLayer: string) =>
    parseRecipe({
      ...{ version: 1, seed: 1, dataset: { name: 'mnist' }, model: { name: 'lenet-5' } },
      start: { kind: 'checkpoint' },
      stages: [
        {
          ...{ kind: 'train', epochs: 1, batchSize: 10, optimizer: { kind: 'adam', learningRate: 0.001 } },
          attention: { teacherLayer, studentLayer },
        },
      ],
    });

  it('names layers that there are, with maps of one size', () => {
    expect(() => parse('conv1', 'conv1')).not.toThrow();
    expect(() => parse('conv1', 'conv9')).toThrow('stages[0].attention.studentLayer names the layer conv9');
    expect(() => parse('conv2', 'conv1')).toThrow(
      'stages[0].attention.studentLayer gives [24,24,20], which cannot be held against the [8,8,50] of conv2.',
    );
    expect(() => parse('fc1', 'fc1')).toThrow('gives [500], which cannot be held against the [500] of fc1');
  });
});
