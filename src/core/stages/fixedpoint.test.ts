import * as tf from '@tensorflow/tfjs-core';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeModel, encodeModel } from '../../codec/container.ts';
import { openPacked } from '../../data/examples.ts';
import { DATASETS } from '../../spec/datasets.ts';
import type { LayerSpec, ModelSpec } from '../../spec/model.ts';
import { listLayers } from '../../spec/walk.ts';
import { MODEL_ZOO } from '../../spec/zoo.ts';
import { toFixedPoint } from '../../techniques/fixedpoint/spec.ts';
import { roundToFixed } from '../../techniques/fixedpoint/values.ts';
import { STAGES } from '../../techniques/stages.ts';
import { toEffectiveValues } from '../../techniques/transforms.ts';
import { drawValues } from '../../testing/kernels.ts';
import { expectSameBits } from '../../testing/samebits.ts';
import { TINY_SPEC, tinyRecipe, tinyTrain } from '../../testing/tinyrun.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { foldModel } from '../infer/graph.ts';
import { runLayers } from '../models/forward.ts';
import { initializeModel } from '../models/initialize.ts';
import { Network } from '../models/network.ts';
import { createBatch } from '../train/batch.ts';
import { Optimizer } from '../train/optimizer.ts';
import { trainStep } from '../train/step.ts';
import { createFixedPoint } from '../transforms/fixedpoint.ts';
import { createMask } from '../transforms/mask.ts';
import { applyFixedPoint } from './fixedpoint.ts';

beforeAll(startBackends);

const drawUniform = (key: string, count: number) => drawValues(key, count).map((value) => (value + 1) / 2);

describe('numbers by hand', () => {
  it('are the nearest quarters, ties to the even one, and cut at the ends', () => {
    // Of two bits after the point: quarters from -8192 to 8191.75.
    const values = Float32Array.of(0.3, -0.3, 0.125, 0.375, -9000, 9000);
    expect([...roundToFixed(values, 2)]).toEqual([0.25, -0.25, 0, 0.5, -8192, 8191.75]);
  });

  it('go up with the chance that their distance says', () => {
    // 0.3 is 1.2 quarters: up below 0.2. -0.3 is -1.2, 0.8 above -2: up below 0.8. What lies on the grid
    // stays.
    const values = Float32Array.of(0.3, 0.3, -0.3, -0.3, 0.5, 8191.9);
    const uniform = Float32Array.of(0.1, 0.21, 0.79, 0.81, 0, 0);
    expect([...roundToFixed(values, 2, uniform)]).toEqual([0.5, 0.25, -0.25, -0.5, 0.5, 8191.75]);
  });

  it('are on average what they were by chance, and not to nearest', () => {
    const values = new Float32Array(20_000).fill(0.06);
    const meanOf = (all: Float32Array) => all.reduce((sum, value) => sum + value, 0) / all.length;
    expect(meanOf(roundToFixed(values, 2))).toBe(0);
    expect(Math.abs(meanOf(roundToFixed(values, 2, drawUniform('mean', 20_000))) - 0.06)).toBeLessThan(0.003);
  });
});

const trainingWith = (uniform: Float32Array) => ({
  dropout: () => null,
  onStatistics: () => undefined,
  draw: (purpose: string, _: string, shape: readonly number[]) =>
    tf.tensor(purpose === 'value' ? uniform : uniform.map((each) => 1 - each - 2 ** -24), [...shape]),
});

describe.each(['wasm', 'cpu'])('a layer of fixed point on %s', (backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
    return async () => void (await tf.setBackend('wasm'));
  });

  it.each(['stochastic', 'nearest'] as const)(
    'rounds values and gradients as the plain reference does (%s)',
    (rounding) => {
      const layer: LayerSpec = { kind: 'fixedPoint', name: 'f', fraction: 3, rounding };
      const [values, slopes, uniform] = [
        drawValues('values', 24).map((each) => 9000 * each ** 3),
        drawValues('slopes', 24),
        drawUniform('draws', 24),
      ];
      const isDrawn = rounding === 'stochastic';
      const [forth, back] = tf.tidy(() => {
        const run = (x: tf.Tensor) => runLayers([layer], () => x, x, { training: trainingWith(uniform) });
        const x = tf.tensor(values, [2, 12]);
        const gradient = tf.grad((each) => tf.mul(run(each), tf.tensor(slopes, [2, 12])))(x);
        return [run(x), gradient].map((each) =>
          Float32Array.from(each.dataSync<'float32'>(), (each) => each + 0),
        );
      });
      const turned = uniform.map((each) => 1 - each - 2 ** -24);
      const plus = (all: Float32Array) => all.map((each) => each + 0);
      expect(forth).toEqual(plus(roundToFixed(values, 3, isDrawn ? uniform : undefined)));
      expect(back).toEqual(plus(roundToFixed(slopes, 3, isDrawn ? turned : undefined)));
    },
  );
});

describe('an update', () => {
  const move = (rounding: 'stochastic' | 'nearest', steps: number) => {
    const transform = createFixedPoint({ kind: 'fixedPoint', tensor: 'w', fraction: 4, rounding });
    let latent: tf.Tensor = tf.fill([1000], 0.5);
    for (let step = 0; step < steps; step++)
      latent = transform.constrain!(tf.add(latent, 0.01), (_, shape) =>
        tf.tensor(drawUniform(`step ${step}`, 1000), [...shape]),
      );
    return Array.from(latent.dataSync());
  };

  it('of a sixth of a step is lost to nearest for ever, and by chance moves weights as far on average', () => {
    expect(new Set(move('nearest', 50))).toEqual(new Set([0.5]));
    const moved = move('stochastic', 50);
    expect(moved.every((each) => Number.isInteger(each * 16))).toBe(true);
    const mean = moved.reduce((sum, each) => sum + each, 0) / moved.length;
    expect(Math.abs(mean - 1)).toBeLessThan(0.01);
  });
});

describe('a stage of 16-bit fixed point', () => {
  it('stands behind the images and whatever makes new values, and takes a new grid', () => {
    const spec = toFixedPoint(MODEL_ZOO['lenet-5'], { fraction: 10, rounding: 'nearest' });
    const names = spec.layers.flatMap((layer) => (layer.kind === 'fixedPoint' ? [layer.name] : []));
    expect(names).toEqual(['input-fixed', 'conv1-fixed', 'conv2-fixed', 'fc1-fixed', 'fc2-fixed']);
    const again = toFixedPoint(spec, { fraction: 12, rounding: 'stochastic' });
    expect(again.layers.map(({ kind }) => kind)).toEqual(spec.layers.map(({ kind }) => kind));
    expect(again.layers[0]).toMatchObject({ fraction: 12, rounding: 'stochastic' });
    const residual = toFixedPoint(TINY_SPEC, { fraction: 10, rounding: 'nearest' });
    const all = listLayers(residual.layers).flatMap(({ layer }) =>
      layer.kind === 'fixedPoint' ? [layer.name] : [],
    );
    expect(all).toHaveLength(8);
    const ops = foldModel(initializeModel(spec, 1)).nodes.map(({ op }) => op);
    expect(ops.filter((op) => op === 'grid')).toHaveLength(5);
  });

  it('stands behind a layer that scales its inputs, not in between', () => {
    const body: LayerSpec[] = [{ kind: 'binarizeActivation' }, { kind: 'dense', name: 'fc', units: 10 }];
    const scaled: LayerSpec = { kind: 'inputScaled', name: 's', body };
    const spec = { ...TINY_SPEC, layers: [{ kind: 'flatten' } satisfies LayerSpec, scaled] };
    const { layers } = toFixedPoint(spec, { fraction: 10, rounding: 'nearest' });
    expect(layers.map(({ kind }) => kind)).toEqual(['fixedPoint', 'flatten', 'inputScaled', 'fixedPoint']);
    expect(layers[2]).toEqual(scaled);
  });

  it('puts every tensor that learns on the grid, as the page draws it, and back from its file', async () => {
    const before = tf.memory().numTensors;
    const plain = Network.fromSnapshot(initializeModel(TINY_SPEC, 1));
    const fc1 = plain.info('fc1/kernel');
    const kept = Uint8Array.from({ length: 256 }, (_, place) => (place % 3 === 0 ? 0 : 1));
    plain.addTransform(fc1.name, createMask(fc1.name, fc1.shape, kept));
    const network = await applyFixedPoint(plain, {
      kind: 'fixedPoint',
      fraction: 12,
      rounding: 'stochastic',
    });
    plain.dispose();
    const snapshot = await network.toSnapshot();
    for (const name of ['conv2/kernel', 'bn1/scale', 'fc1/kernel', 'fc2/bias']) {
      const effective = await network.readEffective(name);
      expect(toEffectiveValues(snapshot, name).map((each) => each + 0)).toEqual(effective);
      expect(effective.every((each) => Number.isInteger(each * 4096))).toBe(true);
    }
    expect((await network.readEffective('fc1/kernel')).filter((each) => each === 0).length).toBeGreaterThan(
      85,
    );
    const model = await network.toEffectiveSnapshot();
    const { bytes, tensors } = encodeModel(model);
    expect(tensors.find(({ name }) => name === 'conv2/kernel')!.encoding).toBe('integers');
    const read = decodeModel(bytes);
    expect(read.spec).toEqual(model.spec);
    expect(read.tensors.map(({ values }) => values)).toEqual(model.tensors.map(({ values }) => values));
    network.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('trains, pauses, resumes and shares work to the same bits, all numbers on the grid', async () => {
    const snapshots = await expectSameBits(
      tinyRecipe([
        { kind: 'prune', sparsity: 0.3 },
        { kind: 'fixedPoint', fraction: 10 },
        tinyTrain({ epochs: 1, batchSize: 80 }),
      ]),
    );
    const { model, optimizer } = snapshots.findLast((each) => each.optimizer !== undefined)!;
    const isOnGrid = (values: Float32Array) => values.every((each) => Number.isInteger(each * 1024));
    for (const { name, role, values } of model.tensors)
      if (role === 'kernel' || role === 'bias') expect(isOnGrid(values), name).toBe(true);
    for (const { slot, tensor, values } of optimizer!.slots)
      expect(isOnGrid(values), `${slot} ${tensor}`).toBe(true);
  });

  it('learns by chance what floats learn where rounding to nearest stalls', async () => {
    const float = await learnCorners();
    const chance = await learnCorners('stochastic');
    const nearest = await learnCorners('nearest');
    expect(float.last).toBeLessThan(0.5 * float.first);
    expect(Math.abs(chance.last / float.last - 1)).toBeLessThan(0.05);
    // No update reaches half a step of 2^-8.
    expect(nearest.moved).toBe(0);
    expect(nearest.last).toBe(nearest.first);
  });
});

const CORNERS: ModelSpec = {
  name: 'corners',
  inputShape: [28, 28, 1],
  classes: 10,
  layers: [
    { kind: 'maxPool', size: 7, stride: 7 },
    { kind: 'flatten' },
    { kind: 'dense', name: 'fc', units: 10 },
  ],
};

/** 400 steps of plain SGD on twenty images, each of one bright point that tells its class. */
async function learnCorners(rounding?: 'stochastic' | 'nearest') {
  const labels = Uint8Array.from({ length: 20 }, (_, image) => image % 10);
  const pixels = new Uint8Array(20 * 784);
  for (const [image, label] of labels.entries())
    pixels[image * 784 + Math.floor(label / 4) * 7 * 28 + (label % 4) * 7] = 255;
  const examples = openPacked(DATASETS.mnist, pixels, labels);
  const plain = Network.fromSnapshot(initializeModel(CORNERS, 1));
  const network = rounding
    ? await applyFixedPoint(plain, { kind: 'fixedPoint', fraction: 8, rounding })
    : plain;
  if (network !== plain) plain.dispose();
  const before = await network.readLatent('fc/kernel');
  const stage = v.parse(STAGES.train.schema, {
    ...{ kind: 'train', epochs: 400, batchSize: 20 },
    optimizer: { kind: 'sgd', learningRate: 0.005, momentum: 0 },
  });
  const optimizer = new Optimizer(stage.optimizer);
  const losses: number[] = [];
  for (let epoch = 0; epoch < 400; epoch++) {
    const noise = { seed: 1, at: { stage: 0, epoch, step: 0 } };
    const batch = createBatch(network.spec, examples, Int32Array.from(labels.keys()), noise);
    losses.push((await trainStep(network, optimizer, stage, { batch, learningRate: 0.005 })).loss);
  }
  const after = await network.readLatent('fc/kernel');
  optimizer.dispose();
  network.dispose();
  const moved = after.filter((value, place) => value !== before[place]).length;
  return { first: losses[0]!, last: losses.at(-1)!, moved };
}
