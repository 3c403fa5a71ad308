import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeModel, encodeModel } from '../../codec/container.ts';
import { binarizeValues, toBinaryScales, toChanceOfOne } from '../../techniques/binarize/values.ts';
import { ternarizeValues, toTernaryScales, toThreshold } from '../../techniques/ternarize/values.ts';
import { toEffectiveValues } from '../../techniques/transforms.ts';
import { drawValues, kernelInfo, readNone } from '../../testing/kernels.ts';
import { expectSameBits } from '../../testing/samebits.ts';
import { TINY_SPEC, tinyRecipe, tinyTrain } from '../../testing/tinyrun.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { initializeModel } from '../models/initialize.ts';
import { Network } from '../models/network.ts';
import { createBinary } from '../transforms/binary.ts';
import { createMask } from '../transforms/mask.ts';
import { createTernary } from '../transforms/ternary.ts';
import { binarizeNetwork } from './binarize.ts';
import { ternarizeNetwork } from './ternarize.ts';

beforeAll(startBackends);

describe('binary weights by hand', () => {
  // Two units: the columns (1, -3) and (0.5, 0), whose zero was pruned.
  const values = Float32Array.of(1, 0.5, -3, 0);

  it('are the sign times the mean size, of survivors alone', () => {
    expect([...binarizeValues(values, 'channel', 2)]).toEqual([2, 0.5, -2, 0]);
    expect([...binarizeValues(values, 'tensor', 2)]).toEqual([1.5, 1.5, -1.5, 0]);
    expect([...binarizeValues(values, 'none', 2)]).toEqual([1, 1, -1, 0]);
  });

  it('are the nearest of all binary tensors: no other sign or scale comes closer', () => {
    const weights = drawValues('weights', 6);
    const distance = (signs: readonly number[], scale: number) =>
      weights.reduce((sum, weight, place) => sum + (weight - signs[place]! * scale) ** 2, 0);
    const [scale] = toBinaryScales(weights, 'tensor', 1);
    const own = distance([...weights].map(Math.sign), scale!);
    for (let code = 0; code < 64; code++) {
      const signs = [...weights].map((_, place) => ((code >> place) & 1) * 2 - 1);
      for (const factor of [0.9, 1, 1.1])
        expect(distance(signs, scale! * factor)).toBeGreaterThanOrEqual(own - 1e-9);
    }
  });

  it('get g (1/n + a) where the weight lies between -1 and 1, and g / n elsewhere', () => {
    const transform = createBinary({ kind: 'binary', tensor: 'w', scale: 'channel' }, kernelInfo([2, 2]));
    const gradient = tf.tensor2d([10, 100, 1000, 10_000], [2, 2]);
    const { input } = transform.pullBack(gradient, tf.tensor2d(values, [2, 2]), readNone);
    const expected = [10 * (1 / 2 + 2), 100 * (1 + 0.5), 1000 / 2, 10_000 * (1 + 0.5)];
    [...input.dataSync()].forEach((value, place) => void expect(value).toBeCloseTo(expected[place]!, 2));
  });
});

describe('signs that training draws', () => {
  const drawn = createBinary(
    { kind: 'binary', tensor: 'w', scale: 'none', isStochastic: true },
    kernelInfo([5]),
  );

  it('are +1 below the hard sigmoid of the weight, and its own sign where nothing is drawn', () => {
    // Chances of 0, 0.25, 0.75 and 1; the zero was pruned.
    const values = [-2, -0.5, 0.5, 1, 0];
    expect(values.slice(0, 4).map(toChanceOfOne)).toEqual([0, 0.25, 0.75, 1]);
    const signs = (uniform?: number) => {
      const draw = (_: string, shape: readonly number[]) => tf.fill([...shape], uniform!);
      const result = drawn.apply(tf.tensor1d(values), readNone, uniform === undefined ? undefined : draw);
      return Array.from(result.dataSync(), (sign) => sign + 0);
    };
    expect(signs()).toEqual([-1, -1, 1, 1, 0]);
    expect(signs(0.2)).toEqual([-1, 1, 1, 1, 0]);
    expect(signs(0.25)).toEqual([-1, -1, 1, 1, 0]);
    expect(signs(0.9)).toEqual([-1, -1, -1, 1, 0]);
  });

  it('are on average the weight itself', () => {
    const draw = (_: string, shape: readonly number[]) =>
      tf.tensor1d(drawValues('uniform', shape[0]!).map((value) => (value + 1) / 2));
    const result = drawn.apply(tf.fill([20_000], 0.3), readNone, draw);
    // Three deviations of the mean of 20,000 signs are 0.02.
    expect(Math.abs(tf.mean(result).dataSync()[0]! - 0.3)).toBeLessThan(0.02);
  });

  it('train, pause, resume and share work to the same bits, and leave signs that nobody drew', async () => {
    const stage = { kind: 'binarize', scale: 'none', stochastic: true } as const;
    const snapshots = await expectSameBits(tinyRecipe([stage, tinyTrain({ batchSize: 80 })]));
    const { model } = snapshots.at(-1)!;
    const network = Network.fromSnapshot(model);
    const latent = await network.readLatent('fc1/kernel');
    expect(await network.readEffective('fc1/kernel')).toEqual(latent.map(Math.sign));
    expect(toEffectiveValues(model, 'fc1/kernel')).toEqual(latent.map(Math.sign));
    network.dispose();
    expect(() => tinyRecipe([{ ...stage, scale: 'tensor' }])).toThrow('goes with the scale none alone');
  });
});

describe('ternary weights by hand', () => {
  // Mean size 0.5, threshold 0.35; 0.4, -0.6 and 0.8 are above it, and their mean size is 0.6.
  const values = Float32Array.of(0.4, -0.6, 0.8, -0.2, 0);

  it('are zero under 0.7 times the mean size, and else its mean size', () => {
    expect(toThreshold(values, 'mean')).toBeCloseTo(0.35, 6);
    const scales = toTernaryScales(values, 'mean');
    expect(scales.positive).toBeCloseTo(0.6, 6);
    expect([...ternarizeValues(values, 'mean', scales)].map((value) => Math.round(value * 10) + 0)).toEqual([
      6, -6, 6, 0, 0,
    ]);
  });

  it('learn two scales: each gets the gradients of its weights, and gives them its own size', () => {
    // Threshold 0.04: -0.2 counts, too.
    const scales = { positive: 0.7, negative: 0.3 };
    const read = (name: string) => tf.tensor1d([name.endsWith('positive') ? 0.7 : 0.3]);
    const transform = createTernary({ kind: 'ternary', tensor: 'w', rule: 'learnt' }, kernelInfo([5]));
    const gradient = drawValues('gradient', 5);
    const { input, parameters } = transform.pullBack(tf.tensor1d(gradient), tf.tensor1d(values), read);
    const factors = [0.7, 0.3, 0.7, 0.3, 1];
    [...input.dataSync()].forEach(
      (value, place) => void expect(value).toBeCloseTo(gradient[place]! * factors[place]!, 6),
    );
    const lossAt = (change: Partial<typeof scales>) =>
      ternarizeValues(values, 'learnt', { ...scales, ...change }).reduce(
        (sum, value, place) => sum + value * gradient[place]!,
        0,
      );
    for (const side of ['positive', 'negative'] as const) {
      const slope =
        (lossAt({ [side]: scales[side] + 0.01 }) - lossAt({ [side]: scales[side] - 0.01 })) / 0.02;
      expect(parameters!.get(`w/${side}`)!.dataSync()[0]).toBeCloseTo(slope, 4);
    }
  });
});

describe('stages of few values', () => {
  const kernels = ['conv2/kernel', 'depthwise/kernel', 'fc1/kernel'];

  it.each(['channel', 'tensor', 'none'] as const)(
    'make kernels binary, one scale a %s, as the page draws them',
    async (scale) => {
      const before = tf.memory().numTensors;
      const network = Network.fromSnapshot(initializeModel(TINY_SPEC, 1));
      const fc1 = network.info('fc1/kernel');
      const kept = Uint8Array.from({ length: 256 }, (_, place) => (place % 3 === 0 ? 0 : 1));
      network.addTransform(fc1.name, createMask(fc1.name, fc1.shape, kept));
      await binarizeNetwork(network, { kind: 'binarize', scale, stochastic: false, ends: false });
      const snapshot = await network.toSnapshot();
      for (const name of kernels) {
        const effective = await network.readEffective(name);
        expect(toEffectiveValues(snapshot, name)).toEqual(effective);
        const sizes = new Set(effective.map(Math.abs));
        sizes.delete(0);
        expect(sizes.size).toBeLessThanOrEqual(scale === 'channel' ? network.info(name).units : 1);
      }
      const pruned = await network.readEffective(fc1.name);
      pruned.forEach((value, place) => void expect(value === 0).toBe(kept[place] === 0));
      expect(await network.readEffective('fc2/kernel')).toEqual(await network.readLatent('fc2/kernel'));
      network.dispose();
      expect(tf.memory().numTensors).toBe(before);
    },
  );

  it('make kernels ternary, learn their scales or not, and forget scales that are no longer learnt', async () => {
    const before = tf.memory().numTensors;
    const network = Network.fromSnapshot(initializeModel(TINY_SPEC, 1));
    for (const scales of ['learnt', 'mean'] as const) {
      await ternarizeNetwork(network, { kind: 'ternarize', scales, ends: true });
      const snapshot = await network.toSnapshot();
      expect(snapshot.tensors.some(({ name }) => name === 'fc1/kernel/positive')).toBe(scales === 'learnt');
      for (const name of [...kernels, 'conv1/kernel', 'fc2/kernel']) {
        const effective = await network.readEffective(name);
        expect(toEffectiveValues(snapshot, name)).toEqual(effective);
        expect(new Set(effective).size).toBe(3);
      }
    }
    network.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('train, pause, resume and share work to the same bits', async () => {
    const snapshots = await expectSameBits(
      tinyRecipe([
        { kind: 'prune', sparsity: 0.3 },
        { kind: 'ternarize' },
        tinyTrain({ batchSize: 80 }),
        { kind: 'binarize', scale: 'none', except: ['fc1'] },
        tinyTrain({ epochs: 1, batchSize: 80, optimizer: { kind: 'adam', learningRate: 0.5 } }),
      ]),
    );
    const valuesOf = (at: number, name: string) =>
      snapshots.at(at)!.model.tensors.find((each) => each.name === name)!.values;
    const first = snapshots.findIndex(({ position }) => position.stage === 2);
    expect(valuesOf(-1, 'fc1/kernel/positive')).not.toEqual(valuesOf(first, 'fc1/kernel/positive'));
    // Adam at that rate would have left the range at the first step.
    expect(Math.max(...valuesOf(-1, 'conv2/kernel').map(Math.abs))).toBe(1);
  });

  it('take each other\u2019s place: a kernel has one grid', async () => {
    const network = Network.fromSnapshot(initializeModel(TINY_SPEC, 1));
    await ternarizeNetwork(network, { kind: 'ternarize', scales: 'learnt', ends: false });
    await binarizeNetwork(network, { kind: 'binarize', scale: 'channel', stochastic: false, ends: false });
    const { transforms, tensors } = await network.toSnapshot();
    expect(transforms.map(({ kind }) => kind)).toEqual(['binary', 'binary', 'binary']);
    expect(tensors).toHaveLength(network.tensors.length);
    expect(await network.readEffective('fc1/kernel')).not.toContain(0);
    network.dispose();
  });

  it.each(['binarize', 'ternarize'] as const)('come back from their file, much smaller: %s', async (kind) => {
    const network = Network.fromSnapshot(initializeModel(TINY_SPEC, 1));
    const whole = encodeModel(await network.toEffectiveSnapshot()).tensors;
    if (kind === 'binarize')
      await binarizeNetwork(network, { kind, scale: 'channel', stochastic: false, ends: true });
    else await ternarizeNetwork(network, { kind, scales: 'learnt', ends: true });
    const model = await network.toEffectiveSnapshot();
    const { bytes, tensors } = encodeModel(model);
    const bytesOf = (list: typeof whole) => list.find(({ name }) => name === 'fc1/kernel')!.fileBytes;
    expect(bytesOf(tensors)).toBeLessThan(bytesOf(whole) / (kind === 'binarize' ? 9 : 12));
    expect(decodeModel(bytes).tensors.map(({ values }) => values)).toEqual(
      model.tensors.map(({ values }) => values),
    );
    network.dispose();
  });
});
