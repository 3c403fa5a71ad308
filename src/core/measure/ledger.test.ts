import * as tf from '@tensorflow/tfjs-core';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeModel, encodeModel } from '../../codec/container.ts';
import { createDataset } from '../../data/dataset.ts';
import type { ModelSnapshot } from '../../protocol/snapshots.ts';
import type { ModelSpec } from '../../spec/model.ts';
import { STAGES } from '../../techniques/stages.ts';
import { createTinyData } from '../../testing/datafiles.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { initializeModel } from '../models/initialize.ts';
import { Network } from '../models/network.ts';
import { pruneNetwork } from '../stages/prune.ts';
import { quantizeNetwork } from '../stages/quantize.ts';
import { evaluate } from './evaluate.ts';
import { measureLatency } from './latency.ts';
import { weighModel } from './ledger.ts';
import { predict, readLayer } from './predict.ts';

beforeAll(startBackends);

const spec: ModelSpec = {
  name: 'two',
  inputShape: [28, 28, 1],
  classes: 10,
  layers: [
    { kind: 'maxPool', size: 4, stride: 4 },
    { kind: 'conv2d', name: 'conv', filters: 8, kernelSize: 3 },
    { kind: 'flatten' },
    { kind: 'dense', name: 'fc', units: 10 },
  ],
};

async function openTest() {
  const dataset = createDataset(
    'mnist',
    createTinyData('mnist', { train: [10], test: [300, 400] }).fetchBytes,
  );
  await dataset.waitFor('test', 700);
  return dataset.select().test;
}

async function weigh(network: Network) {
  const evaluation = await evaluate(network, await openTest(), { split: 'test' });
  return weighModel(await network.toEffectiveSnapshot(), evaluation, await measureLatency(network));
}

describe('weighModel', () => {
  it('counts by hand: 72 + 8 + 2,000 + 10 parameters and 1,800 + 2,000 MACs', async () => {
    const network = Network.fromSnapshot(initializeModel(spec, 1));
    const ledger = await weigh(network);
    expect(ledger).toMatchObject({
      parameters: 2090,
      nonZeros: 2072,
      macs: 3800,
      effectiveMacs: 3800,
      tested: 700,
    });
    expect(ledger.layers.map(({ layer, macs }) => [layer, macs])).toEqual([
      ['conv', 1800],
      ['fc', 2000],
    ]);
    network.dispose();
  });

  it('estimates energy by hand: whole numbers where weights and inputs are, and the file read once', async () => {
    const [pool, conv, flatten, fc] = spec.layers;
    const layers = [
      pool!,
      conv!,
      { kind: 'quantizeActivation', name: 'clip', bits: 4 } as const,
      flatten!,
      fc!,
    ];
    const network = Network.fromSnapshot(initializeModel({ ...spec, layers }, 1));
    const { energy: floats, ...asFloats } = await weigh(network);
    // 3,800 products and sums at 3.7 + 0.9 pJ; some 8 kB from the chip at 5 pJ for each 4 bytes.
    expect(floats!.arithmeticPj).toBeCloseTo(3800 * 4.6, 6);
    expect(floats).toMatchObject({ memory: 'sram', memoryPj: 5 * Math.ceil(asFloats.fileBytes / 4) });
    await quantizeNetwork(
      network,
      v.parse(STAGES.quantize.schema, { kind: 'quantize', bits: 8, steps: 'extent' }),
    );
    const { energy, layers: weighed } = await weigh(network);
    // The first layer reads images; the second multiplies at 0.2 + 0.1 pJ.
    const [first, second] = weighed.map(({ effectiveMacs }) => effectiveMacs);
    expect(energy!.arithmeticPj).toBeCloseTo(first! * 4.6 + second! * 0.3, 6);
    network.dispose();
  });

  it('halves MACs with the weights and states the bytes of the file that is really written', async () => {
    const before = tf.memory().numTensors;
    const network = Network.fromSnapshot(initializeModel(spec, 1));
    await pruneNetwork(
      network,
      {
        kind: 'prune',
        criterion: { kind: 'magnitude' },
        scope: 'layer',
        sparsity: 0.75,
        schedule: { kind: 'once' },
      },
      { seed: 1 },
    );
    const ledger = await weigh(network);
    const file = encodeModel(await network.toEffectiveSnapshot());
    expect(ledger.effectiveMacs).toBe(950);
    expect(ledger.nonZeros).toBe(18 + 500);
    expect(ledger.fileBytes).toBe(file.bytes.length);
    expect(Object.values(ledger.fileParts).reduce((sum, each) => sum + each, 0)).toBe(ledger.fileBytes);
    expect(ledger.fileBytes).toBeLessThan(ledger.denseFileBytes / 2);
    expect(ledger.latencyMs.n).toBeGreaterThanOrEqual(5);
    const { best, layers, curve, breakEven } = ledger.speed!;
    expect(best.n).toBeGreaterThanOrEqual(5);
    expect(layers.map(({ layer }) => layer)).toEqual(['conv', 'fc']);
    expect(layers.every(({ denseMs, sparseMs }) => denseMs > 0 && sparseMs > 0)).toBe(true);
    expect(curve.map(({ sparsity }) => sparsity)).toEqual([0.25, 0.5, 0.75, 0.95]);
    expect(breakEven === null || (breakEven >= 0 && breakEven <= 1)).toBe(true);
    network.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('gives a decoded file the same hash and the same wrong answers', async () => {
    const network = Network.fromSnapshot(initializeModel(spec, 1));
    await pruneNetwork(
      network,
      {
        kind: 'prune',
        criterion: { kind: 'magnitude' },
        scope: 'global',
        sparsity: 0.5,
        schedule: { kind: 'once' },
      },
      { seed: 1 },
    );
    const ledger = await weigh(network);
    const model: ModelSnapshot = {
      ...decodeModel(encodeModel(await network.toEffectiveSnapshot()).bytes),
      transforms: [],
    };
    const copy = Network.fromSnapshot(model);
    const again = await weigh(copy);
    expect([again.weightsSha256, again.wrong]).toEqual([ledger.weightsSha256, ledger.wrong]);
    network.dispose();
    copy.dispose();
  });
});

describe('readLayer', () => {
  it('gives a dense layer’s inputs and outputs: the plain product of its kernel, with its bias', async () => {
    const model = initializeModel(spec, 1);
    const network = Network.fromSnapshot(model);
    const image = (await openTest()).imageAt(3);
    const valuesOf = (name: string) => model.tensors.find((each) => each.name === name)!.values;
    for (const { name } of spec.layers.filter((layer) => layer.kind === 'dense')) {
      const { inputs, outputs } = await readLayer(network, name, image);
      const [kernel, bias] = [valuesOf(`${name}/kernel`), valuesOf(`${name}/bias`)];
      outputs.forEach((output, row) => {
        const sum = inputs.reduce((all, x, column) => all + x * kernel[column * outputs.length + row]!, 0);
        expect(output).toBeCloseTo(sum + bias[row]!, 3);
      });
    }
    const tensors = tf.memory().numTensors;
    await expect(readLayer(network, 'fc9', image)).rejects.toThrow('has no layer fc9');
    await readLayer(network, 'fc', image);
    expect(tf.memory().numTensors).toBe(tensors);
    network.dispose();
  });
});

describe('predict', () => {
  it('answers as the evaluation does, image by image', async () => {
    const network = Network.fromSnapshot(initializeModel(spec, 1));
    const test = await openTest();
    const { answers } = await evaluate(network, test, { split: 'test', count: 20, withAnswers: true });
    for (let index = 0; index < 20; index++) {
      const probabilities = await predict(network, test.imageAt(index));
      expect(probabilities.indexOf(Math.max(...probabilities))).toBe(answers![index]);
      expect(probabilities.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 5);
    }
    network.dispose();
  });

  it('softened and averaged by class, is what the evaluation says at a temperature', async () => {
    const network = Network.fromSnapshot(initializeModel(spec, 1));
    const test = await openTest();
    const count = 30;
    const { soft } = await evaluate(network, test, { split: 'test', count, temperature: 3 });
    const sums = Array.from({ length: 100 }, () => 0);
    const counts = Array.from({ length: 10 }, () => 0);
    for (let index = 0; index < count; index++) {
      const label = test.labelAt(index);
      const roots = Array.from(await predict(network, test.imageAt(index)), (each) => Math.cbrt(each));
      const whole = roots.reduce((sum, each) => sum + each, 0);
      counts[label]!++;
      roots.forEach((each, at) => {
        sums[10 * label + at]! += each / whole;
      });
    }
    sums.forEach((sum, at) => {
      expect(soft![at]).toBeCloseTo(sum / Math.max(1, counts[Math.floor(at / 10)]!), 5);
    });
    expect((await evaluate(network, test, { split: 'test', count })).soft).toBeUndefined();
    network.dispose();
  });

  it('refuses an image of another size', async () => {
    const network = Network.fromSnapshot(initializeModel(spec, 1));
    await expect(predict(network, new Uint8Array(3072))).rejects.toThrow(
      'two reads images of 784 bytes, got 3072',
    );
    network.dispose();
  });
});
