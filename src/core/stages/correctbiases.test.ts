import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPacked } from '../../data/examples.ts';
import { createStream } from '../../math/random.ts';
import { DATASETS } from '../../spec/datasets.ts';
import type { LayerSpec, ModelSpec } from '../../spec/model.ts';
import type { StageOf } from '../../techniques/stages.ts';
import { expectSameBits } from '../../testing/samebits.ts';
import { TINY_SPEC, tinyRecipe, tinyTrain } from '../../testing/tinyrun.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { initializeModel } from '../models/initialize.ts';
import { Network } from '../models/network.ts';
import { calibrate } from './calibration.ts';
import { correctBiasesOf } from './correctbiases.ts';
import { foldNormOf } from './foldnorm.ts';
import { quantizeNetwork } from './quantize.ts';

beforeAll(startBackends);

const IMAGES = 70;

function createContext(images = IMAGES) {
  const pixels = new Uint8Array(images * 784);
  const stream = createStream(2, 'pixels');
  for (let place = 0; place < pixels.length; place++) pixels[place] = stream.nextBelow(256);
  const train = openPacked(DATASETS.mnist, pixels, new Uint8Array(images));
  return { splits: { train, validation: train, test: train }, yieldThread: () => Promise.resolve() };
}
const stagesOf = () => {
  const [quantize, correct] = tinyRecipe([
    { kind: 'foldNorm' },
    { kind: 'quantize', bits: 3, steps: 'extent' },
    { kind: 'correctBiases', images: IMAGES },
  ]).stages.slice(1);
  return { quantize: quantize as StageOf<'quantize'>, correct: correct as StageOf<'correctBiases'> };
};

/** Means of what a layer gives, summed up plainly. */
async function meansOf(network: Network, layer: string): Promise<number[]> {
  const rows: number[][] = [];
  const { units } = network.info(`${layer}/bias`);
  for await (const { outputs } of calibrate(network, [layer], IMAGES, createContext())) {
    const values = [...outputs.get(layer)!];
    for (let at = 0; at < values.length; at += units) rows.push(values.slice(at, at + units));
  }
  return Array.from(
    { length: units },
    (_, unit) => rows.reduce((sum, row) => sum + row[unit]!, 0) / rows.length,
  );
}

describe('corrected biases', () => {
  it('take back by hand what a rounded weight adds: inputs of mean m and a weight 0.3 above give a bias of -0.3 m', async () => {
    const layers: LayerSpec[] = [
      { kind: 'averagePool', size: 28, stride: 28 },
      { kind: 'flatten' },
      { kind: 'dense', name: 'fc', units: 2 },
    ];
    const spec: ModelSpec = { name: 'one', inputShape: [28, 28, 1], classes: 2, layers };
    const model = initializeModel(spec, 1);
    model.tensors.find(({ name }) => name === 'fc/kernel')!.values.set([1, 0.7]);
    const network = Network.fromSnapshot(model);
    const { quantize, correct } = stagesOf();
    // Steps of 1 / 1.5: 1 becomes 2 / 3 (its grid ends there), 0.7 becomes 2 / 3.
    await quantizeNetwork(network, { ...quantize, bits: 2 });
    expect([...(await network.readEffective('fc/kernel'))]).toEqual([Math.fround(2 / 3), Math.fround(2 / 3)]);
    const context = createContext();
    let sum = 0;
    for await (const { images } of calibrate(network, [], IMAGES, context))
      sum += images.reduce((total, value) => total + value, 0);
    const mean = sum / (IMAGES * 784);
    await correctBiasesOf(network, correct, context);
    const bias = await network.readEffective('fc/bias');
    expect(bias[0]).toBeCloseTo((1 - 2 / 3) * mean, 5);
    expect(bias[1]).toBeCloseTo((0.7 - 2 / 3) * mean, 5);
    network.dispose();
  });

  it('give every unit the mean that it has without grids', async () => {
    const plain = Network.fromSnapshot(initializeModel(TINY_SPEC, 3));
    const folded = await foldNormOf(plain);
    const network = Network.fromSnapshot(await folded.toSnapshot());
    const { quantize, correct } = stagesOf();
    await quantizeNetwork(network, quantize);
    const before = tf.memory().numTensors;
    await correctBiasesOf(network, correct, createContext());
    expect(tf.memory().numTensors).toBe(before);
    for (const layer of ['conv1', 'conv2', 'depthwise', 'fc1', 'fc2']) {
      const [wanted, given] = [await meansOf(folded, layer), await meansOf(network, layer)];
      for (const [unit, mean] of given.entries()) expect(mean).toBeCloseTo(wanted[unit]!, 4);
    }
    for (const each of [plain, folded, network]) each.dispose();
  });

  it('train on, to the same bits', async () => {
    await expectSameBits(
      tinyRecipe([
        { kind: 'foldNorm' },
        { kind: 'quantize', bits: 4, per: 'channel', steps: 'leastSquares' },
        { kind: 'correctBiases', images: 80 },
        tinyTrain({ epochs: 1, batchSize: 80, dropout: 0 }),
      ]),
    );
  });

  it('name the layer whose outputs are not finite', async () => {
    const model = initializeModel(TINY_SPEC, 3);
    model.tensors.find(({ name }) => name === 'conv2/bias')!.values.fill(Number.NaN);
    const network = Network.fromSnapshot(model);
    await expect(correctBiasesOf(network, stagesOf().correct, createContext())).rejects.toThrow(
      'the biases of conv2 cannot be corrected',
    );
    network.dispose();
  });

  it('are refused where a net has none', () => {
    const layers: LayerSpec[] = [{ kind: 'flatten' }, { kind: 'dense', name: 'fc', units: 10, bias: false }];
    const inputShape: [number, number, number] = [28, 28, 1];
    const spec = { ...TINY_SPEC, inputShape, layers };
    expect(() => tinyRecipe([{ kind: 'correctBiases' }], { model: { spec } })).toThrow(
      'fold batch norm first',
    );
  });
});
