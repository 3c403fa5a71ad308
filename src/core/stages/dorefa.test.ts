import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeModel, encodeModel } from '../../codec/container.ts';
import type { LayerSpec } from '../../spec/model.ts';
import { listLayers } from '../../spec/walk.ts';
import { MODEL_ZOO } from '../../spec/zoo.ts';
import { binarizeActivationsOf } from '../../techniques/binarizeactivations/spec.ts';
import { quantizeGradientsOf } from '../../techniques/dorefa/spec.ts';
import { quantizeGradients, toDoReFaWeights } from '../../techniques/dorefa/values.ts';
import { toEffectiveValues } from '../../techniques/transforms.ts';
import { drawValues, kernelInfo, readNone } from '../../testing/kernels.ts';
import { expectSameBits } from '../../testing/samebits.ts';
import { TINY_SPEC, tinyRecipe, tinyTrain } from '../../testing/tinyrun.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { foldModel } from '../infer/graph.ts';
import { runLayers } from '../models/forward.ts';
import { initializeModel } from '../models/initialize.ts';
import { Network } from '../models/network.ts';
import { createDoReFa } from '../transforms/dorefa.ts';
import { createMask } from '../transforms/mask.ts';
import { applyDoReFa } from './dorefa.ts';

beforeAll(startBackends);

describe('weights by hand', () => {
  it('lie on even levels from -1 to 1, the largest at an end, after tanh', () => {
    // tanh 0.2, 0.5, 1: 0.1974, 0.4621, 0.7616; over the largest 0.2592, 0.6068, 1; thirds of two bits.
    const weights = toDoReFaWeights(Float32Array.of(0.2, 0.5, -1, 0, -0.2), 2);
    [1 / 3, 1 / 3, -1, 0, -1 / 3].forEach(
      (value, place) => void expect(weights[place]).toBeCloseTo(value, 6),
    );
    // At three bits levels are odd sevenths: 0.2592 is nearest to 1/7 + 2/7 = 3/7 or 1/7, 0.6068 to 5/7.
    const finer = toDoReFaWeights(Float32Array.of(0.2, 0.5, -1), 3);
    [1 / 7, 5 / 7, -1].forEach((value, place) => void expect(finer[place]).toBeCloseTo(value, 6));
  });

  it('of one bit are their signs times the mean size', () => {
    expect([...toDoReFaWeights(Float32Array.of(1, -3, 0, 0.5), 1)]).toEqual([1.5, -1.5, 0, 1.5]);
  });

  it('of one weight, and of sizes near the end of float32, are finite at any bits', () => {
    for (const bits of [1, 2, 8]) {
      const [one] = toDoReFaWeights(Float32Array.of(-0.3), bits);
      expect(one).toBe(bits === 1 ? Math.fround(-0.3) : -1);
      for (const size of [1e-40, 1e38]) {
        const found = toDoReFaWeights(Float32Array.of(size, -size), bits);
        const sum = bits === 1 ? Math.fround(Math.fround(2 * Math.fround(size)) / 2) : Math.abs(found[0]!);
        expect([...found]).toEqual([sum, -sum]);
      }
    }
  });

  it('of zeros alone are zeros', () => {
    for (const bits of [1, 2, 8]) expect([...toDoReFaWeights(new Float32Array(3), bits)]).toEqual([0, 0, 0]);
  });
});

describe('the slope of a weight', () => {
  it('is what finite differences measure of tanh over the largest, which has a say in all', () => {
    const values = drawValues('weights', 12);
    const upstream = drawValues('upstream', 12);
    const lossAt = (weights: Float32Array) => {
      const bent = Array.from(weights, Math.tanh);
      const largest = Math.max(...bent.map(Math.abs));
      return bent.reduce((sum, value, place) => sum + (value / largest) * upstream[place]!, 0);
    };
    const transform = createDoReFa({ kind: 'doReFa', tensor: 'w', bits: 3 }, kernelInfo([12]));
    const { input } = transform.pullBack(tf.tensor1d(upstream), tf.tensor1d(values), readNone);
    const slopes = input.dataSync();
    values.forEach((_, place) => {
      const moved = (by: number) => Float64Array.from(values, (value, at) => value + (at === place ? by : 0));
      const slope = (lossAt(moved(1e-4) as never) - lossAt(moved(-1e-4) as never)) / 2e-4;
      expect(slopes[place]).toBeCloseTo(slope, 4);
    });
  });

  it('passes as it is at one bit', () => {
    const transform = createDoReFa({ kind: 'doReFa', tensor: 'w', bits: 1 }, kernelInfo([2]));
    const { input } = transform.pullBack(tf.tensor1d([3, -4]), tf.tensor1d([0.1, 7]), readNone);
    expect([...input.dataSync()]).toEqual([3, -4]);
  });
});

describe('gradients of few bits', () => {
  it('by hand: thirds of the largest at two bits, up or down as the draw says', () => {
    const gradients = Float32Array.of(3, -3, 0, 1);
    // 0 lies halfway between -1 and 1, and 1 on a level.
    expect([...quantizeGradients(gradients, Float32Array.of(0.5, 0.5, 0.1, 0.5), 2)]).toEqual([3, -3, -1, 1]);
    expect([...quantizeGradients(gradients, Float32Array.of(0.01, 0.99, 0.9, 0.5), 2)]).toEqual([
      3, -3, 1, 1,
    ]);
    expect([...quantizeGradients(new Float32Array(2), Float32Array.of(0, 0.9), 4)].map(Math.abs)).toEqual([
      0, 0,
    ]);
  });

  it('are on average what they were', () => {
    const gradients = Float32Array.from({ length: 20_001 }, (_, place) => (place === 0 ? 1 : 0.3));
    const uniform = drawValues('uniform', 20_001).map((value) => (value + 1) / 2);
    const sum = quantizeGradients(gradients, uniform, 2).reduce((total, value) => total + value, 0);
    expect(Math.abs(sum / 20_001 - 0.3)).toBeLessThan(0.01);
  });

  it.each(['wasm', 'cpu'])(
    'come out of their layer as the plain reference has them, image by image, on %s',
    async (backend) => {
      await tf.setBackend(backend);
      const layer: LayerSpec = { kind: 'quantizeGradient', name: 'g', bits: 3 };
      const uniform = drawValues('draws', 24).map((value) => (value + 1) / 2);
      const gradient = drawValues('gradient', 24);
      const training = {
        dropout: () => null,
        onStatistics: () => undefined,
        draw: (_: string, __: string, shape: readonly number[]) => tf.tensor(uniform, [...shape]),
      };
      const result = tf.tidy(() => {
        const upstream = tf.tensor(gradient, [2, 2, 2, 3]);
        const run = (x: tf.Tensor) =>
          tf.mul(
            runLayers([layer], () => x, x, { training }),
            upstream,
          );
        return tf
          .grad(run)(tf.zeros([2, 2, 2, 3]))
          .dataSync<'float32'>();
      });
      for (const image of [0, 1]) {
        const [from, to] = [image * 12, image * 12 + 12];
        const expected = quantizeGradients(gradient.subarray(from, to), uniform.subarray(from, to), 3);
        expect(Float32Array.from(result.subarray(from, to))).toEqual(expected);
      }
      await tf.setBackend('wasm');
    },
  );
});

describe('a DoReFa-Net stage', () => {
  it.each([1, 2, 5])(
    'gives kernels %d bits, as the page draws them, with and without a mask',
    async (weights) => {
      const before = tf.memory().numTensors;
      const plain = Network.fromSnapshot(initializeModel(TINY_SPEC, 1));
      const fc1 = plain.info('fc1/kernel');
      const kept = Uint8Array.from({ length: 256 }, (_, place) => (place % 3 === 0 ? 0 : 1));
      plain.addTransform(fc1.name, createMask(fc1.name, fc1.shape, kept));
      const network = await applyDoReFa(plain, { kind: 'doReFa', weights, gradients: 4, ends: false });
      plain.dispose();
      const snapshot = await network.toSnapshot();
      for (const name of ['conv2/kernel', 'depthwise/kernel', 'fc1/kernel']) {
        const effective = await network.readEffective(name);
        expect(toEffectiveValues(snapshot, name)).toEqual(effective);
        expect(new Set(effective).size).toBeLessThanOrEqual(2 ** weights + (name === fc1.name ? 1 : 0));
      }
      const model = await network.toEffectiveSnapshot();
      const { bytes, tensors } = encodeModel(model);
      expect(tensors.find(({ name }) => name === 'conv2/kernel')!.encoding).toBe('integers');
      const read = decodeModel(bytes);
      expect(read.spec).toEqual(model.spec);
      expect(read.tensors.map(({ values }) => values)).toEqual(model.tensors.map(({ values }) => values));
      network.dispose();
      expect(tf.memory().numTensors).toBe(before);
    },
  );

  it('stands behind the layers that it takes, does nothing in plans, and takes new bits', () => {
    const spec = quantizeGradientsOf(MODEL_ZOO['vgg-small'], { gradients: 6, ends: false });
    const names = spec.layers.flatMap((layer) => (layer.kind === 'quantizeGradient' ? [layer.name] : []));
    expect(names).toEqual([2, 3, 4, 5, 6].map((index) => `conv${index}-gradient`).concat('fc1-gradient'));
    const again = quantizeGradientsOf(spec, { gradients: 4, ends: false });
    expect(again.layers.filter((layer) => layer.kind === 'quantizeGradient').map(({ bits }) => bits)).toEqual(
      new Array(6).fill(4),
    );
    const nodesOf = (each: typeof spec) => foldModel(initializeModel(each, 1)).nodes.map(({ op }) => op);
    expect(nodesOf(spec)).toEqual(nodesOf(MODEL_ZOO['vgg-small']));
    const signs = binarizeActivationsOf(MODEL_ZOO['lenet-5'], { map: true, ends: false });
    const both = quantizeGradientsOf(signs, { gradients: 6, ends: false });
    const kinds = both.layers.map(({ kind }) => kind);
    expect(kinds.indexOf('quantizeGradient')).toBe(kinds.indexOf('inputScaled') + 1);
    expect(listLayers(both.layers).filter(({ layer }) => layer.kind === 'quantizeGradient')).toHaveLength(2);
  });

  it('trains, pauses, resumes and shares work to the same bits', async () => {
    const snapshots = await expectSameBits(
      tinyRecipe([
        { kind: 'doReFa', weights: 2, gradients: 4 },
        tinyTrain({ batchSize: 80 }),
        { kind: 'doReFa', weights: 1, except: ['fc1'] },
        tinyTrain({ epochs: 1, batchSize: 80 }),
      ]),
    );
    const { transforms, spec } = snapshots.at(-1)!.model;
    expect(transforms.map((each) => ('bits' in each ? each.bits : 0))).toEqual([1, 1, 2]);
    expect(listLayers(spec.layers).filter(({ layer }) => layer.kind === 'quantizeGradient')).toHaveLength(3);
  });
});
