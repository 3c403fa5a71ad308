import * as tf from '@tensorflow/tfjs-core';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LayerSpec, ModelSpec } from '../../spec/model.ts';
import { MODEL_ZOO } from '../../spec/zoo.ts';
import { STAGES } from '../../techniques/stages.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { initializeModel } from '../models/initialize.ts';
import { Network } from '../models/network.ts';
import { quantizeNetwork } from '../stages/quantize.ts';
import { measureLatency, timeModels } from './latency.ts';

beforeAll(startBackends);

const createSpec = (join: 'concat' | 'add'): ModelSpec => {
  const branch = (name: string): LayerSpec[] => [{ kind: 'conv2d', name, filters: 2, kernelSize: 3 }];
  return {
    name: 'branched',
    inputShape: [6, 6, 1],
    classes: join === 'concat' ? 4 : 2,
    layers: [
      { kind: 'branches', name: 'two', join, branches: [branch('a'), branch('b')] },
      { kind: 'globalAveragePool' },
    ],
  };
};

describe('measureLatency', () => {
  it.each([
    ['concat', ['two']],
    ['add', undefined],
  ] as const)('names the layers without a fused form: branches to %s', async (join, unfused) => {
    const network = Network.fromSnapshot(initializeModel(createSpec(join), 1));
    const before = tf.memory().numTensors;
    const { latencyMs, speed, integerMs } = await measureLatency(network);
    expect(integerMs).toBeUndefined();
    expect(latencyMs.unfused).toEqual(unfused);
    expect(speed?.best.unfused).toEqual(unfused);
    expect(latencyMs.median).toBeGreaterThan(0);
    expect(tf.memory().numTensors).toBe(before);
    network.dispose();
  });

  it('takes as many samples of each of the models that are compared, and leaves nothing behind', async () => {
    const small = initializeModel(MODEL_ZOO['lenet-300-100'], 1);
    const large = initializeModel(MODEL_ZOO['resnet-20'], 1);
    const before = tf.memory().numTensors;
    const taken = await timeModels([small, large, small]);
    expect(taken.every(({ latencyMs }) => latencyMs.median > 0)).toBe(true);
    expect(new Set(taken.map(({ latencyMs }) => latencyMs.n)).size).toBe(1);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('times layers that read signs in both of their forms', async () => {
    const layers: LayerSpec[] = [
      { kind: 'binarizeActivation' },
      { kind: 'conv2d', name: 'a', filters: 4, kernelSize: 3 },
      { kind: 'globalAveragePool' },
    ];
    const model = initializeModel({ name: 'signed', inputShape: [6, 6, 8], classes: 4, layers }, 1);
    const tensors = model.tensors.map((tensor) => ({ ...tensor, values: tensor.values.map(Math.sign) }));
    const network = Network.fromSnapshot({ ...model, tensors });
    const { latencyMs, speed } = await measureLatency(network);
    expect(latencyMs.unfused).toBeUndefined();
    expect(speed?.signs?.map(({ layer }) => layer)).toEqual(['a']);
    expect(speed?.signs?.every(({ floatMs, signsMs }) => floatMs > 0 && signsMs > 0)).toBe(true);
    network.dispose();
  });

  it('times convolutions of 3 x 3 in tiles, too, and leaves other nets alone', async () => {
    const timeNet = async (spec: ModelSpec) => {
      const network = Network.fromSnapshot(initializeModel(spec, 1));
      const measured = await measureLatency(network);
      network.dispose();
      return measured;
    };
    const { tiles } = await timeNet(createSpec('add'));
    expect(tiles?.layers.map(({ layer }) => layer)).toEqual(['a', 'b']);
    expect(tiles?.layers.every((each) => Math.min(each.directMs, each.tiles2Ms, each.tiles4Ms) > 0)).toBe(
      true,
    );
    expect(tiles?.best.median).toBeGreaterThan(0);
    expect((await timeNet(MODEL_ZOO['lenet-5'])).tiles).toBeUndefined();
  });

  it('times a model in whole numbers, too, where it has such a form', async () => {
    const layers: readonly LayerSpec[] = [
      { kind: 'conv2d', name: 'conv', filters: 2, kernelSize: 3 },
      { kind: 'globalAveragePool' },
      { kind: 'dense', name: 'fc', units: 4 },
    ];
    const clip: LayerSpec = { kind: 'quantizeActivation', name: 'clip', bits: 8 };
    const spec = { ...createSpec('concat'), layers: [layers[0]!, clip, ...layers.slice(1)] };
    const network = Network.fromSnapshot(initializeModel(spec, 1));
    await quantizeNetwork(
      network,
      v.parse(STAGES.quantize.schema, { kind: 'quantize', bits: 8, steps: 'extent' }),
    );
    const { latencyMs, integerMs } = await measureLatency(network);
    expect(integerMs!.median).toBeGreaterThan(0);
    expect(latencyMs.unfused).toBeUndefined();
    expect(integerMs!.unfused).toBeUndefined();
    network.dispose();
  });
});
