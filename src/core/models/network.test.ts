import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TensorInfo } from '../../spec/tensors.ts';
import { TINY_SPEC } from '../../testing/tinyrun.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { createMask } from '../transforms/mask.ts';
import { initializeModel } from './initialize.ts';
import { Network } from './network.ts';

beforeAll(startBackends);

describe('Network', () => {
  it('survives the way to plain arrays and back, masks included, and frees everything', async () => {
    const before = tf.memory().numTensors;
    const network = Network.fromSnapshot(initializeModel(TINY_SPEC, 1));
    const kept = Uint8Array.from({ length: 36 }, (_, index) => index % 2);
    network.addTransform('conv1/kernel', createMask('conv1/kernel', [3, 3, 1, 4], kept));
    const snapshot = structuredClone(await network.toSnapshot());
    const copy = Network.fromSnapshot(snapshot);
    expect(await copy.toSnapshot()).toEqual(snapshot);
    expect(await copy.readEffective('conv1/kernel')).toEqual(await network.readEffective('conv1/kernel'));
    network.dispose();
    copy.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('shows pruned weights as +0 and keeps their latent values', async () => {
    const network = Network.fromSnapshot(initializeModel(TINY_SPEC, 1));
    network.addTransform('conv1/kernel', createMask('conv1/kernel', [3, 3, 1, 4], new Uint8Array(36)));
    expect([...(await network.readEffective('conv1/kernel'))].every((value) => Object.is(value, 0))).toBe(
      true,
    );
    expect((await network.toSnapshot()).tensors[0]!.values.every((value) => value !== 0)).toBe(true);
    network.dispose();
  });

  it('keeps what only a loss reads beside the model: learnt, in snapshots, and in no file', async () => {
    const before = tf.memory().numTensors;
    const network = Network.fromSnapshot(initializeModel(TINY_SPEC, 1));
    const info: TensorInfo = {
      name: 'hint/kernel',
      layer: 'hint',
      role: 'kernel',
      shape: [2, 3],
      units: 3,
      training: { rate: 2, decay: 0.1 },
    };
    network.addAuxiliary(info, Float32Array.of(1, 2, 3, 4, 5, 6));
    const copy = Network.fromSnapshot(structuredClone(await network.toSnapshot()));
    expect(copy.info('hint/kernel')).toEqual(info);
    expect([...(await copy.readLatent('hint/kernel'))]).toEqual([1, 2, 3, 4, 5, 6]);
    expect(copy.trainable.map(({ name }) => name)).toContain('hint/kernel');
    expect((await copy.toEffectiveSnapshot()).tensors.map(({ name }) => name)).not.toContain('hint/kernel');
    copy.dropAuxiliary();
    expect(copy.trainable.map(({ name }) => name)).not.toContain('hint/kernel');
    network.dispose();
    copy.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('refuses tensors that are not those of its spec', () => {
    const snapshot = initializeModel(TINY_SPEC, 1);
    const short = snapshot.tensors.map((each, index) =>
      index === 0 ? { ...each, values: new Float32Array(3) } : each,
    );
    expect(() => Network.fromSnapshot({ ...snapshot, tensors: short })).toThrow(
      'the tensor conv1/kernel must have 36 values, got 3',
    );
    expect(() => Network.fromSnapshot({ ...snapshot, tensors: snapshot.tensors.slice(1) })).toThrow(
      'got none',
    );
  });
});
