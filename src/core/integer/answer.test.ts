import * as tf from '@tensorflow/tfjs-core';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { createDataset } from '../../data/dataset.ts';
import type { ModelSpec } from '../../spec/model.ts';
import { STAGES } from '../../techniques/stages.ts';
import { createTinyData } from '../../testing/datafiles.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { evaluate } from '../measure/evaluate.ts';
import { initializeModel } from '../models/initialize.ts';
import { Network } from '../models/network.ts';
import { quantizeNetwork } from '../stages/quantize.ts';

beforeAll(startBackends);

const spec: ModelSpec = {
  name: 'short',
  inputShape: [28, 28, 1],
  classes: 10,
  layers: [
    { kind: 'maxPool', size: 4, stride: 4 },
    { kind: 'conv2d', name: 'conv', filters: 4, kernelSize: 3 },
    { kind: 'relu' },
    { kind: 'quantizeActivation', name: 'clip', bits: 8 },
    { kind: 'flatten' },
    { kind: 'dense', name: 'fc', units: 10 },
  ],
};

describe('an evaluation in whole numbers', () => {
  it('answers from bytes as the fake-quantized net does, and counts where not', async () => {
    const dataset = createDataset('mnist', createTinyData('mnist', { train: [8], test: [40] }).fetchBytes);
    await dataset.load();
    const { test } = dataset.select();
    await test.whenLoaded();
    const network = Network.fromSnapshot(initializeModel(spec, 1));
    const options = { split: 'test', withAnswers: true, withIntegers: true } as const;
    await expect(evaluate(network, test, options)).rejects.toThrow('conv has float weights');
    await quantizeNetwork(
      network,
      v.parse(STAGES.quantize.schema, { kind: 'quantize', bits: 8, per: 'channel', steps: 'extent' }),
    );
    const { answers, labels, integers } = await evaluate(network, test, options);
    const own = integers!.answers!;
    expect(own.length).toBe(40);
    expect(new Set(own).size).toBeGreaterThan(1);
    const countOther = (others: Uint8Array) => own.filter((answer, index) => answer !== others[index]).length;
    expect(integers).toMatchObject({ wrong: countOther(labels!), differing: countOther(answers!) });
    expect(integers!.error).toBe(integers!.wrong / 40);
    expect(integers!.differing).toBeLessThanOrEqual(2);
    expect((await evaluate(network, test, { split: 'test' })).integers).toBeUndefined();
    await tf.setBackend('cpu');
    const plain = await evaluate(network, test, options);
    await tf.setBackend('wasm');
    expect(plain.integers!.answers).toEqual(own);
    network.dispose();
  });
});
