import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeModel, encodeModel } from '../../codec/container.ts';
import { openPacked } from '../../data/examples.ts';
import { GRID_SCHEMES } from '../../math/lineargrid.ts';
import { createStream } from '../../math/random.ts';
import { DATASETS } from '../../spec/datasets.ts';
import type { QuantizeActivationSpec } from '../../spec/layers/quantizeactivation.ts';
import { planQuantizers } from '../../techniques/quantizeactivations/spec.ts';
import {
  putOnGrid,
  quantizeDynamically,
  readActivationGrid,
  toActivationGrid,
} from '../../techniques/quantizeactivations/values.ts';
import type { StageOf } from '../../techniques/stages.ts';
import { expectSameBits } from '../../testing/samebits.ts';
import { findEvent, startTinyRun, TINY_SPEC, tinyRecipe, tinyTrain } from '../../testing/tinyrun.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { runLayers } from '../models/forward.ts';
import { initializeModel } from '../models/initialize.ts';
import { Network } from '../models/network.ts';
import { quantizeActivations } from '../stages/quantizeactivations.ts';

beforeAll(startBackends);

const draw = (size: number, from: number, to: number) => {
  const values = new Float32Array(size);
  createStream(5, 'activations').fillUniform(values, from, to);
  return values;
};
const quantizeWith = (layer: QuantizeActivationSpec, step: number, zeroPoint: number) => (x: tf.Tensor) =>
  runLayers([layer], (name) => tf.tensor1d([name === 'a/step' ? step : zeroPoint]), x);

describe.each(['wasm', 'cpu'])('activations on fixed grids on %s', (backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
    return async () => void (await tf.setBackend('wasm'));
  });

  it.each(GRID_SCHEMES)('are those of the plain reference where the grid is %s', (scheme) => {
    const layer = { kind: 'quantizeActivation', name: 'a', bits: 3, range: 'static', scheme } as const;
    const zeroPoint = scheme === 'asymmetric' ? 2 : 4;
    const values = draw(300, -3, 3);
    const step = Math.fround(0.37);
    const result = tf.tidy(() =>
      quantizeWith(layer, step, zeroPoint)(tf.tensor1d(values)).dataSync<'float32'>(),
    );
    const grid = readActivationGrid(layer, { step, zeroPoint });
    expect(Float32Array.from(result)).toEqual(putOnGrid(values, grid));
  });

  it('pass gradients within the grid alone, and none to the grid', () => {
    const layer = { kind: 'quantizeActivation', name: 'a', bits: 2, range: 'static' } as const;
    const gradients = tf.tidy(() => {
      const run = (x: tf.Tensor, step: tf.Tensor, zero: tf.Tensor) =>
        runLayers([layer], (name) => (name === 'a/step' ? step : zero), x);
      const grads = tf.grads((x, step, zero) => tf.mul(run(x!, step!, zero!), tf.tensor1d([1, 2, 3, 4])));
      return grads([tf.tensor1d([-5, -1, 2, 2.7]), tf.tensor1d([1]), tf.tensor1d([1])]).map((each) => [
        ...each.dataSync(),
      ]);
    });
    expect(gradients).toEqual([[0, 2, 3, 0], [0], [0]]);
  });

  it.each(GRID_SCHEMES)('follow each image by itself where they are dynamic and %s', (scheme) => {
    const layer = { kind: 'quantizeActivation', name: 'a', bits: 4, range: 'dynamic', scheme } as const;
    const images = [draw(48, -1, 3), draw(48, 0, 0.01), draw(48, -70, -3), new Float32Array(48)];
    const all = Float32Array.from(images.flatMap((each) => [...each]));
    const result = tf.tidy(() =>
      runLayers(
        [layer],
        () => {
          throw new Error('it has no tensors');
        },
        tf.tensor4d(all, [4, 4, 4, 3]),
      ).dataSync<'float32'>(),
    );
    images.forEach((image, index) => {
      const expected = quantizeDynamically(image, layer);
      for (const [place, value] of expected.entries())
        expect(Math.abs(value - result[index * 48 + place]!)).toBeLessThanOrEqual(2e-7 * Math.abs(value));
    });
  });

  it('give a gradient to dynamic grids as to fixed ones', () => {
    const layer = { kind: 'quantizeActivation', name: 'a', bits: 3, range: 'dynamic' } as const;
    const gradient = tf.tidy(() =>
      tf
        .grad((x) => runLayers([layer], () => x, x))(tf.tensor2d([[-1, 0, 5]]))
        .dataSync(),
    );
    expect([...gradient]).toEqual([1, 1, 1]);
  });
});

describe('activations of one bit', () => {
  const layer = { kind: 'quantizeActivation', name: 'a', bits: 1, range: 'static' } as const;

  it('are zero up to a half, one beyond it, and pass gradients from zero to one', () => {
    const [values, slopes] = tf.tidy(() => {
      const x = tf.tensor1d([-0.2, 0, 0.5, 0.51, 1, 1.3]);
      const run = quantizeWith(layer, 1, 0);
      return [run(x), tf.grad((each) => tf.mul(run(each), tf.tensor1d([1, 2, 3, 4, 5, 6])))(x)].map(
        (each) => [...each.dataSync()],
      );
    });
    expect(values).toEqual([0, 0, 0, 1, 1, 1]);
    expect(slopes).toEqual([0, 2, 3, 4, 5, 0]);
  });

  it('have two values in a range with a zero point: one end and zero', () => {
    const grid = toActivationGrid({ low: -0.5, high: 0.25 }, 1, 'asymmetric');
    // The step is 0.75; zero lies nearest to the upper end, 0.5 / 0.75 = 0.67 steps above the lower one.
    expect(grid).toEqual({ scale: 0.75, zeroPoint: 1, least: 0, most: 1 });
    expect([...putOnGrid(Float32Array.of(-3, -0.4, -0.3, 0.2), grid)]).toEqual([-0.75, -0.75, 0, 0]);
  });

  it('train with weights and gradients of one and few bits to the same bits', async () => {
    const snapshots = await expectSameBits(
      tinyRecipe([
        { kind: 'doReFa', weights: 1, gradients: 4, ends: true },
        { kind: 'quantizeActivations', bits: 1, ranges: 'unit' },
        tinyTrain({ epochs: 1, batchSize: 80 }),
      ]),
    );
    const model = snapshots.at(-1)!.model;
    const network = Network.fromSnapshot(model);
    const effective = await network.toEffectiveSnapshot();
    const read = decodeModel(encodeModel(effective).bytes);
    expect(read.tensors.map(({ values }) => values)).toEqual(effective.tensors.map(({ values }) => values));
    network.dispose();
  });

  it('are refused where zero would lie in the middle', () => {
    const recipeWith = (options: object) =>
      tinyRecipe([{ kind: 'quantizeActivations', bits: 1, ...options } as never]);
    expect(() => recipeWith({ ranges: 'extent', scheme: 'symmetric' })).toThrow('one bit has no middle');
    expect(() => recipeWith({ ranges: 'radix', bits: { conv1: 1 } })).toThrow('one bit has no middle');
    expect(() => recipeWith({ ranges: 'extent' })).not.toThrow();
  });
});

describe('a net whose activations lie on fixed grids', () => {
  it('trains on to the same bits, while its grids stay', async () => {
    const recipe = tinyRecipe([
      { kind: 'quantizeActivations', bits: 6, ranges: 'percentile', images: 40 },
      tinyTrain({ epochs: 1, batchSize: 80, dropout: 0 }),
    ]);
    const snapshots = await expectSameBits(recipe);
    const gridOf = (at: number) =>
      snapshots
        .at(at)!
        .model.tensors.filter(({ name }) => /\/(step|zeroPoint)$/.test(name))
        .map(({ values }) => values[0]!);
    const first = snapshots.findIndex(({ position }) => position.stage === 1);
    expect(gridOf(-1).length).toBeGreaterThan(10);
    expect(gridOf(-1)).toEqual(gridOf(first));
    expect(gridOf(first).every((value) => value >= 0)).toBe(true);
  });

  it('runs with ranges of each image', async () => {
    const { events, done } = startTinyRun(
      tinyRecipe([{ kind: 'quantizeActivations', bits: 8, ranges: 'dynamic' }]),
    );
    await done;
    expect(findEvent(events, 'runEnded').ledger.model).toBe('tiny-quantized');
  });

  it('comes back from its file', () => {
    const options = { bits: 12, decay: 0, ranges: 'extent', scheme: 'restricted' } as const;
    const model = initializeModel(planQuantizers(TINY_SPEC, options).after, 1);
    const read = decodeModel(encodeModel(model).bytes);
    expect(read.spec).toEqual(model.spec);
    expect(read.tensors.map(({ values }) => values)).toEqual(model.tensors.map(({ values }) => values));
  });

  it.each([
    [
      'conv2 is NaN',
      8,
      'the activations of conv2 cannot be quantized: calibration images give the value NaN',
    ],
    ['there are no images', 0, 'there are no training images to calibrate with'],
  ])('says what is wrong where %s', async (_, images, sentence) => {
    const model = initializeModel(TINY_SPEC, 7);
    model.tensors.find(({ name }) => name === 'conv2/bias')!.values.fill(Number.NaN);
    const network = Network.fromSnapshot(model);
    const [stage] = tinyRecipe([{ kind: 'quantizeActivations', bits: 8, ranges: 'extent' }]).stages;
    const train = openPacked(DATASETS.mnist, new Uint8Array(images * 784), new Uint8Array(images));
    const splits = { train, validation: train, test: train };
    const before = tf.memory().numTensors;
    await expect(
      quantizeActivations(network, stage as StageOf<'quantizeActivations'>, {
        splits,
        yieldThread: () => Promise.resolve(),
      }),
    ).rejects.toThrow(sentence);
    expect(tf.memory().numTensors).toBe(before);
    network.dispose();
  });

  it('is refused where bits name what has no quantizer', () => {
    expect(() => tinyRecipe([{ kind: 'quantizeActivations', bits: { fc2: 4 }, ranges: 'extent' }])).toThrow(
      'name one of input, conv1, conv2, block, depthwise, averagePool, fc1, others',
    );
  });
});
