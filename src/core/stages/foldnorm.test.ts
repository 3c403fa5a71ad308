import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeModel, encodeModel } from '../../codec/container.ts';
import { createStream } from '../../math/random.ts';
import { BATCH_NORM_EPSILON } from '../../spec/layers/batchnorm.ts';
import { MODEL_ZOO } from '../../spec/zoo.ts';
import { foldNormSpec } from '../../techniques/foldnorm/spec.ts';
import { foldNormValues, readNorm } from '../../techniques/foldnorm/values.ts';
import { expectSameBits } from '../../testing/samebits.ts';
import { TINY_SPEC, tinyRecipe, tinyTrain } from '../../testing/tinyrun.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { runForward } from '../models/forward.ts';
import { initializeModel } from '../models/initialize.ts';
import { Network } from '../models/network.ts';
import { createCodebook } from '../transforms/codebook.ts';
import { createMask } from '../transforms/mask.ts';
import { foldNormOf } from './foldnorm.ts';

beforeAll(startBackends);

/** A net whose batch norms have seen something. */
function drawModel(spec = TINY_SPEC) {
  const model = initializeModel(spec, 3);
  for (const { role, name, values } of model.tensors)
    if (role !== 'kernel') createStream(3, name).fillUniform(values, role === 'movingVariance' ? 0.1 : -1, 2);
  return model;
}

const logitsOf = (network: Network) =>
  tf.tidy(() => {
    const pixels = new Float32Array(5 * network.spec.inputShape.reduce((size, side) => size * side, 1));
    createStream(3, 'images').fillUniform(pixels, -1, 2);
    const images = tf.tensor4d(pixels, [5, ...network.spec.inputShape]);
    const effective = (name: string) => network.effective(name);
    return runForward(network.spec, effective, images).dataSync<'float32'>();
  });

describe('folding by hand', () => {
  it('multiplies by scale / sqrt(variance + epsilon): 2 / sqrt(4) is 1, and 3 (5 - 1) / sqrt(4) + 7 is 13', () => {
    const tensors: Record<string, number[]> = {
      'n/scale': [2, 3],
      'n/shift': [0.5, 7],
      'n/movingMean': [0, 1],
      'n/movingVariance': [4 - BATCH_NORM_EPSILON, 4 - BATCH_NORM_EPSILON],
    };
    const norm = readNorm('n', (name) => Float32Array.from(tensors[name]!));
    const folded = foldNormValues({ kernel: Float32Array.of(1, 2, 3, 0), bias: Float32Array.of(0, 5) }, norm);
    expect([...folded.kernel]).toEqual([1, 3, 3, 0]);
    expect([...folded.bias]).toEqual([0.5, 13]);
  });
});

describe('a net with its batch norms folded', () => {
  it.each(['resnet-20', 'vgg-small'] as const)('gives the answers of %s up to rounding', async (name) => {
    const network = Network.fromSnapshot(drawModel(MODEL_ZOO[name]));
    const folded = await foldNormOf(network);
    const [before, after] = [logitsOf(network), logitsOf(folded)];
    const size = Math.max(...before.map(Math.abs));
    for (const [place, logit] of after.entries())
      expect(Math.abs(logit - before[place]!)).toBeLessThan(1e-4 * size);
    expect(folded.tensors.some(({ role }) => role === 'movingMean')).toBe(false);
    expect(await foldNormOf(folded)).toBe(folded);
    network.dispose();
    folded.dispose();
  });

  it('keeps its masks, and comes back from its file', async () => {
    const network = Network.fromSnapshot(drawModel());
    const kernel = network.info('conv1/kernel');
    const kept = Uint8Array.from({ length: 36 }, (_, place) => place % 2);
    network.addTransform(kernel.name, createMask(kernel.name, kernel.shape, kept));
    const folded = await foldNormOf(network);
    const values = await folded.readEffective(kernel.name);
    expect(values.every((value, place) => (value !== 0) === (kept[place] === 1))).toBe(true);
    const model = await folded.toEffectiveSnapshot();
    const read = decodeModel(encodeModel(model).bytes);
    expect(read.spec).toEqual(foldNormSpec(TINY_SPEC));
    expect(read.tensors.map((each) => each.values)).toEqual(model.tensors.map((each) => each.values));
    network.dispose();
    folded.dispose();
  });

  it('is refused where scaled weights would leave their codebook', async () => {
    const network = Network.fromSnapshot(drawModel());
    const { name, shape } = network.info('conv1/kernel');
    network.addTransform(name, createCodebook(name, shape, new Uint16Array(36)));
    await expect(foldNormOf(network)).rejects.toThrow('conv1/kernel has a codebook');
    network.dispose();
  });

  it('frees nothing of the first and makes nothing else', async () => {
    const network = Network.fromSnapshot(drawModel());
    const before = tf.memory().numTensors;
    (await foldNormOf(network)).dispose();
    expect(tf.memory().numTensors).toBe(before);
    network.dispose();
  });

  it('is quantized and trains on, to the same bits', async () => {
    await expectSameBits(
      tinyRecipe([
        { kind: 'foldNorm' },
        { kind: 'quantize', bits: 8, per: 'channel', steps: 'extent' },
        { kind: 'quantizeActivations', bits: 8, ranges: 'extent', images: 80 },
        tinyTrain({ epochs: 1, batchSize: 80, dropout: 0 }),
      ]),
    );
  });
});
