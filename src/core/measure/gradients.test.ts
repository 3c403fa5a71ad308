import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Examples, openPacked } from '../../data/examples.ts';
import { createStream } from '../../math/random.ts';
import { DATASETS } from '../../spec/datasets.ts';
import { TINY_SPEC } from '../../testing/tinyrun.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { initializeModel } from '../models/initialize.ts';
import { Network } from '../models/network.ts';
import { createMask } from '../transforms/mask.ts';
import { measureGradient } from './gradients.ts';

beforeAll(startBackends);

const IMAGES = 8;

function drawExamples(): Examples {
  const pixels = new Float32Array(IMAGES * 784);
  createStream(3, 'pixels').fillUniform(pixels, 0, 255);
  const labels = Uint8Array.from({ length: IMAGES }, (_, index) => index);
  return openPacked(DATASETS.mnist, Uint8Array.from(pixels), labels);
}

const toKernel = (network: Network) => network.tensors.findLast(({ role }) => role === 'kernel')!;

describe('measureGradient', () => {
  it('is the slope that finite differences measure', async () => {
    const network = Network.fromSnapshot(initializeModel(TINY_SPEC, 2));
    const { name, shape } = toKernel(network);
    const { values } = await measureGradient(network, drawExamples(), name, IMAGES);
    const before = Float32Array.from(await network.latent(name).data());
    const lossAt = async (place: number, by: number) => {
      network.set(
        name,
        tf.tensor(
          before.map((value, index) => (index === place ? value + by : value)),
          [...shape],
        ),
      );
      return (await measureGradient(network, drawExamples(), name, IMAGES)).loss;
    };
    for (const place of [0, 7, values.length - 1]) {
      const step = 2 ** -6;
      const slope = ((await lossAt(place, step)) - (await lossAt(place, -step))) / (2 * step);
      expect(values[place]!).toBeCloseTo(slope, 3);
    }
    network.dispose();
  });

  it('tells the gradient of pruned weights too, leaves the network as it was, and frees all it took', async () => {
    const network = Network.fromSnapshot(initializeModel(TINY_SPEC, 2));
    const { name, shape } = toKernel(network);
    const kept = Uint8Array.from({ length: tf.util.sizeFromShape([...shape]) }, (_, index) => index % 2);
    network.addTransform(name, createMask(name, shape, kept));
    const before = await network.toSnapshot();
    const tensors = tf.memory().numTensors;
    const { values, correct } = await measureGradient(network, drawExamples(), name, IMAGES);
    expect(tf.memory().numTensors).toBe(tensors);
    expect(await network.toSnapshot()).toEqual(before);
    expect(values.some((value, index) => kept[index] === 0 && value !== 0)).toBe(true);
    expect(correct).toBeLessThanOrEqual(IMAGES);
    network.dispose();
  });

  it('refuses a tensor that is not there and a number of images that is none', async () => {
    const network = Network.fromSnapshot(initializeModel(TINY_SPEC, 2));
    await expect(measureGradient(network, drawExamples(), 'fc9/kernel', 1)).rejects.toThrow('fc9/kernel');
    await expect(measureGradient(network, drawExamples(), toKernel(network).name, 0)).rejects.toThrow(
      'got 0',
    );
    network.dispose();
  });
});
