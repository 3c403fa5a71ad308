import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createStream } from '../../math/random.ts';
import type { ModelSpec } from '../../spec/model.ts';
import { MODEL_ZOO } from '../../spec/zoo.ts';
import { type LayerValues, listLayerPairs, removeDeadUnits } from '../../techniques/prune/deadunits.ts';
import { createFakeModel } from '../../testing/fakemodels.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { Network } from '../models/network.ts';
import { freezeNetwork } from '../pass/freeze.ts';
import { removeDeadUnitsOf } from './deadunits.ts';

beforeAll(startBackends);

const layer = (outputs: number, kernel: number[], bias?: number[]): LayerValues => ({
  outputs,
  kernel: Float32Array.from(kernel),
  bias: bias && Float32Array.from(bias),
});
const pair = { from: 'a', to: 'b', ofConstant: (value: number) => Math.max(0, value), isUniform: true };

describe('removeDeadUnits', () => {
  it('takes away by hand: a unit nobody reads, and one that reads nothing and gives a constant', () => {
    // Two inputs, three units, two answers; unit 1 has no reader, unit 2 reads nothing and gives relu(0.5).
    const a = layer(3, [1, 2, 0, 3, 4, 0], [0.1, 0.2, 0.5]);
    const b = layer(2, [7, 8, 0, 0, 2, -2], [1, 1]);
    const layers = new Map([
      ['a', a],
      ['b', b],
    ]);
    expect(removeDeadUnits(layers, [pair])).toBe(6);
    expect([...a.kernel]).toEqual([1, 0, 0, 3, 0, 0]);
    expect([...a.bias!].map((value) => Math.round(value * 10))).toEqual([1, 0, 0]);
    expect([...b.kernel]).toEqual([7, 8, 0, 0, 0, 0]);
    expect([...b.bias!]).toEqual([2, 0]);
    expect(removeDeadUnits(layers, [pair])).toBe(0);
  });

  it('leaves a constant alone where padding or a missing bias stands in its way', () => {
    const create = () =>
      new Map([
        ['a', layer(1, [0], [0.5])],
        ['b', layer(1, [2])],
      ]);
    expect(removeDeadUnits(create(), [pair])).toBe(0);
    const padded = create().set('b', layer(1, [2], [1]));
    expect(removeDeadUnits(padded, [{ ...pair, isUniform: false }])).toBe(0);
    const dead = create().set('a', layer(1, [0], [-0.5]));
    expect(removeDeadUnits(dead, [{ ...pair, isUniform: false }])).toBe(2);
  });
});

describe('listLayerPairs', () => {
  it('joins what follows each other, and nothing across batch norm or residual blocks', () => {
    const pairs = listLayerPairs(MODEL_ZOO['lenet-5']);
    expect(pairs.map(({ ofConstant, ...rest }) => ({ ...rest, ofMinusOne: ofConstant(-1) }))).toEqual([
      { from: 'conv1', to: 'conv2', ofMinusOne: -1, isUniform: true },
      { from: 'conv2', to: 'fc1', ofMinusOne: -1, isUniform: true },
      { from: 'fc1', to: 'fc2', ofMinusOne: 0, isUniform: true },
    ]);
    expect(listLayerPairs(MODEL_ZOO['resnet-20'])).toEqual([]);
  });
});

describe('removeDeadUnitsOf', () => {
  const spec: ModelSpec = {
    name: 'swept',
    inputShape: [12, 12, 1],
    classes: 10,
    layers: [
      { kind: 'conv2d', name: 'conv1', filters: 6, kernelSize: 3 },
      { kind: 'maxPool', size: 2, stride: 2 },
      { kind: 'conv2d', name: 'conv2', filters: 8, kernelSize: 3 },
      { kind: 'relu' },
      { kind: 'flatten' },
      { kind: 'dense', name: 'fc1', units: 40 },
      { kind: 'relu' },
      { kind: 'dense', name: 'fc2', units: 10 },
    ],
  };

  it('changes no answer, keeps what it took away from coming back, and frees its memory', async () => {
    const before = tf.memory().numTensors;
    const model = createFakeModel(spec, 4, 0.97);
    const network = Network.fromSnapshot(model);
    const pixels = new Float32Array(20 * 144);
    createStream(5, 'pixels').fillUniform(pixels, -1, 1);
    const answer = () =>
      tf.tidy(() => {
        const frozen = freezeNetwork(network);
        const logits = frozen.forward(tf.tensor4d(pixels, [20, 12, 12, 1])).dataSync();
        frozen.dispose();
        return logits;
      });
    const countLeft = async () => {
      const { tensors } = await network.toEffectiveSnapshot();
      return tensors.reduce((sum, { values }) => sum + values.filter((value) => value !== 0).length, 0);
    };
    const [logits, count] = [answer(), await countLeft()];
    await removeDeadUnitsOf(network);
    const [logitsAfter, countAfter] = [answer(), await countLeft()];
    expect(countAfter).toBeLessThan(count - 50);
    for (const [index, value] of logits.entries()) expect(logitsAfter[index]).toBeCloseTo(value, 5);
    network.setValues('fc1/bias', new Float32Array(40).fill(1));
    expect((await network.readEffective('fc1/bias')).filter((value) => value === 0).length).toBeGreaterThan(
      0,
    );
    await removeDeadUnitsOf(network);
    network.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
