import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeModel, encodeModel } from '../../codec/container.ts';
import { createStream } from '../../math/random.ts';
import type { LayerSpec, ModelSpec } from '../../spec/model.ts';
import { meanSquaredError, planRegressor } from '../../techniques/hint/regressor.ts';
import type { StageOf } from '../../techniques/stages.ts';
import { expectSameBits } from '../../testing/samebits.ts';
import { findEvent, startTinyRun, tinyRecipe, tinyTrain } from '../../testing/tinyrun.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { hintTerm } from '../loss/hint.ts';
import { toOneHot } from '../loss/labels.ts';
import { initializeModel } from '../models/initialize.ts';
import { Network } from '../models/network.ts';
import { passShard } from '../pass/shard.ts';
import { openHint } from './hint.ts';
import { Teacher } from './teacher.ts';

beforeAll(startBackends);

const draw = (name: string, size: number, from = -1, to = 1) => {
  const values = new Float32Array(size);
  createStream(5, name).fillUniform(values, from, to);
  return values;
};
const toRows = (values: Float32Array, width: number) =>
  Array.from({ length: values.length / width }, (_, row) => [
    ...values.subarray(row * width, (row + 1) * width),
  ]);

/** Two convolutions of other widths on maps of one size, and a dense layer. */
const conv = (name: string, filters: number): LayerSpec => ({
  kind: 'conv2d',
  name,
  filters,
  kernelSize: 3,
  padding: 'same',
});
const toSpec = (name: string, narrow: number, wide: number): ModelSpec => ({
  name,
  inputShape: [28, 28, 1],
  classes: 10,
  layers: [
    { kind: 'averagePool', size: 7, stride: 7 },
    conv('narrow', narrow),
    { kind: 'batchNorm', name: 'bn' },
    { kind: 'relu' },
    { kind: 'residual', name: 'block', body: [conv('wide', wide), conv('back', narrow)], shortcut: [] },
    { kind: 'relu' },
    { kind: 'flatten' },
    { kind: 'dense', name: 'fc', units: 10 },
  ],
});
const STUDENT = toSpec('student', 3, 5);

describe('the error of a hint', () => {
  it('is (1 + 4 + 9 + 0) / 4 where the student is 1, 2, 3 and 0 off', () => {
    const error = meanSquaredError(
      [
        [1, 2],
        [3, 4],
      ],
      [
        [0, 4],
        [6, 4],
      ],
    );
    expect(error).toBe(3.5);
  });

  it('goes through the regressor: 2 x 3 + 1 x 5 - 1 = 10 is 2 off 8', () => {
    const regressor = { matrix: [[3], [5]], bias: [-1] };
    expect(meanSquaredError([[2, 1]], [[8]], regressor)).toBe(4);
  });

  it.each([
    ['vectors', [4], [7]],
    ['maps', [3, 3, 4], [3, 3, 7]],
    ['maps of one width', [3, 3, 4], [3, 3, 4]],
  ])('is that of the plain arithmetic on %s', (_, own, theirs) => {
    const [from, to] = [own.at(-1)!, theirs.at(-1)!];
    const places = own.slice(0, -1).reduce((product, side) => product * side, 2);
    const [student, teacher] = [draw('student', places * from), draw('teacher', places * to)];
    const [matrix, bias] = [draw('matrix', from * to), draw('bias', to)];
    const plan = planRegressor(own, theirs);
    expect(plan === undefined).toBe(from === to);
    const regressor = plan && { matrix: plan.matrix.name, bias: plan.bias.name };
    const value = tf.tidy(() => {
      const tensors = new Map([
        [plan?.matrix.name, tf.tensor(matrix, [from, to])],
        [plan?.bias.name, tf.tensor(bias)],
      ]);
      const term = { studentLayer: 'a', ...(regressor && { regressor }) } as Parameters<
        typeof hintTerm.compute
      >[0];
      const logits = tf.tensor2d([[0]]);
      const outputOf = () => tf.tensor(student, [2, ...own]);
      const read = (name: string) => tensors.get(name)!;
      return hintTerm
        .compute(term, { logits, targets: logits, outputOf, read }, tf.tensor(teacher, [2, ...theirs]))
        .dataSync()[0]!;
    });
    const expected = meanSquaredError(
      toRows(student, from),
      toRows(teacher, to),
      plan && { matrix: toRows(matrix, to), bias: [...bias] },
    );
    expect(value).toBeCloseTo(expected, 5);
  });
});

async function openOn(network: Network, teacher: ModelSpec, layers: [student: string, teacher: string]) {
  const [studentLayer, teacherLayer] = layers;
  const model = initializeModel(teacher, 9);
  const stock = { loadCheckpoint: () => Promise.reject(new Error()), loadStored: async () => model };
  const source = new Teacher(
    { model: { name: 'lenet-5' }, dataset: { name: 'mnist', validationExamples: 0 } },
    stock,
  );
  const hint = { teacher: { kind: 'file' as const, id: 'a' }, studentLayer, teacherLayer, weight: 0.7 };
  const examples = undefined as never;
  const context = {
    teacher: source,
    network,
    own: network.spec,
    seed: 1,
    stage: 0,
    examples,
    yieldThread: async () => {},
  };
  return openHint(hint, context);
}

describe('the slope of a hint', () => {
  it.each([
    [['wide', 'wide'], toSpec('teacher', 4, 7), 'wide/kernel'],
    [['wide', 'layers[3]'], toSpec('teacher', 4, 7), 'hint:regressor/kernel'],
    [['block', 'block'], toSpec('teacher', 4, 7), 'hint:regressor/bias'],
    [['fc', 'fc'], toSpec('teacher', 4, 7), 'fc/kernel'],
  ] as const)('between layers %j is what finite differences measure', async (layers, teacher, name) => {
    const network = Network.fromSnapshot(initializeModel(STUDENT, 2));
    const term = await openOn(network, teacher, [...layers]);
    const labels = Int32Array.of(1, 2, 3, 4);
    const images = tf.tensor4d(draw('images', 4 * 784), [4, 28, 28, 1]);
    const targets = toOneHot(labels, 10);
    const names = network.trainable.map((each) => each.name);
    const pass = async () => {
      const weights = names.map((each) => network.latent(each));
      const input = {
        images,
        targets,
        labels,
        terms: [{ kind: 'labels' as const, weight: 0.5 }, term],
        dropout: () => null,
      };
      return passShard(STUDENT, names, weights, input, 4);
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
    for (const place of [0, Math.floor(values.length / 2), values.length - 1]) {
      const h = 1e-2;
      const measured = ((await lossAt(place, h)) - (await lossAt(place, -h))) / (2 * h);
      expect(slope[place]!).toBeCloseTo(measured, 3);
    }
    expect(slope.some((each) => Math.abs(each) > 1e-2)).toBe(true);
    network.dispose();
    tf.dispose([images, targets]);
  });
});

const hintFrom = (teacherLayer: string, studentLayer: string) =>
  tinyTrain({
    epochs: 2,
    batchSize: 70,
    augment: { crop: 2, flip: true },
    hint: { teacher: { kind: 'stage', stage: 0 }, teacherLayer, studentLayer, weight: 2 },
  });
const first = tinyTrain({ epochs: 1, batchSize: 70 });
const other = { model: { spec: STUDENT as never } };

describe('a run with a hint', () => {
  it('keeps its bits with helpers and from any snapshot, and its regressor out of the file', async () => {
    const adam = { ...hintFrom('wide', 'narrow'), optimizer: { kind: 'adam' as const, learningRate: 0.01 } };
    const recipe = tinyRecipe([first, adam, { kind: 'prune', sparsity: 0.5 }], other);
    const snapshots = await expectSameBits(recipe);
    const within = snapshots.filter(({ position }) => position.stage === 1 && position.epoch > 0);
    expect(within.length).toBeGreaterThan(0);
    for (const { model, optimizer } of within) {
      expect(model.auxiliary?.map(({ name, shape }) => [name, shape])).toEqual([
        ['hint:regressor/kernel', [3, 5]],
        ['hint:regressor/bias', [5]],
      ]);
      expect(optimizer!.slots.some(({ tensor }) => tensor === 'hint:regressor/kernel')).toBe(true);
    }
    expect(snapshots.at(-1)!.model.auxiliary).toBeUndefined();
    const { done } = startTinyRun(recipe);
    const model = (await done)!;
    const read = decodeModel(encodeModel(model).bytes);
    expect(read.spec).toEqual(STUDENT);
    expect(read.tensors.map(({ name, values }) => [name, values])).toEqual(
      model.tensors.map(({ name, values }) => [name, values]),
    );
  });

  it('brings the layers closer, and other weights than labels alone', async () => {
    const run = async (stage: ReturnType<typeof tinyTrain>) => {
      const { events, done } = startTinyRun(
        tinyRecipe([first, { kind: 'prune', sparsity: 0.9 }, stage], other),
      );
      await done;
      const losses = events.flatMap((event) =>
        event.kind === 'epochEnded' && event.stage === 2 ? [event.trainLoss] : [],
      );
      return { losses, sha: findEvent(events, 'runEnded').ledger.weightsSha256 };
    };
    const hinted = await run({ ...hintFrom('block', 'block'), epochs: 6 } as never);
    const { hint: _, ...alone } = hintFrom('block', 'block') as StageOf<'train'>;
    expect(hinted.losses.at(-1)!).toBeLessThan(hinted.losses[0]!);
    expect((await run({ ...alone, epochs: 6 } as never)).sha).not.toBe(hinted.sha);
  });

  it('teaches alone where labels count nothing: the layers behind it stay as they are', async () => {
    const stage = { ...hintFrom('wide', 'wide'), labels: 0 } as StageOf<'train'>;
    const recipe = tinyRecipe(
      [first, { ...stage, optimizer: { kind: 'sgd', learningRate: 0.05, momentum: 0.9 } }],
      other,
    );
    const { events, done } = startTinyRun(recipe);
    await done;
    const before = startTinyRun({ ...recipe, stages: recipe.stages.slice(0, 1) });
    const [early, late] = [(await before.done)!, findEvent(events, 'runEnded').snapshot!.model];
    const isSame = (name: string) => {
      const [one, two] = [early, late].map(
        ({ tensors }) => tensors.find((each) => each.name === name)!.values,
      );
      return one!.every((value, at) => value === two![at]);
    };
    expect(['narrow/kernel', 'wide/kernel', 'back/kernel', 'fc/kernel'].map(isSame)).toEqual([
      ...[false, false, true, true],
    ]);
    await expectSameBits(recipe);
  });

  it('spares no layer of the net from DropConnect, and only that which answers', async () => {
    const stage = { ...hintFrom('wide', 'narrow'), dropConnect: 0.3 } as ReturnType<typeof tinyTrain>;
    await expectSameBits(tinyRecipe([first, stage], other));
  });
});
