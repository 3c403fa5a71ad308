import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ClusterStage } from '../../recipe/schema.ts';
import { toBits } from '../../techniques/bits.ts';
import { NO_CODE } from '../../techniques/codebook/transform.ts';
import { createFakeModel } from '../../testing/fakemodels.ts';
import { TINY_SPEC } from '../../testing/tinyrun.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { Network } from '../models/network.ts';
import { clusterNetwork } from './cluster.ts';

beforeAll(startBackends);

const stage = (options: Partial<ClusterStage>): ClusterStage => ({
  kind: 'cluster',
  bits: 2,
  init: 'linear',
  ...options,
});
const countValues = (values: Float32Array) => new Set(values.filter((value) => value !== 0)).size;

async function cluster(options: Partial<ClusterStage>, sparsity = 0.5) {
  const network = Network.fromSnapshot(createFakeModel(TINY_SPEC, 3, sparsity));
  const before = await network.toEffectiveSnapshot();
  await clusterNetwork(network, stage(options), { seed: 1 });
  const after = await network.toEffectiveSnapshot();
  const snapshot = await network.toSnapshot();
  network.dispose();
  const values = (name: string) => after.tensors.find((each) => each.name === name)!.values;
  return { before, after, snapshot, values };
}

describe('a cluster stage', () => {
  it('leaves each kernel 2^bits values, its zeros, and every weight on the nearest centroid', async () => {
    const { before, after } = await cluster({ bits: 3 });
    for (const [index, { role, values }] of after.tensors.entries()) {
      const old = before.tensors[index]!.values;
      if (role !== 'kernel') {
        expect(values).toEqual(old);
        continue;
      }
      const centroids = [...new Set(values.filter((value) => value !== 0))];
      expect(centroids.length).toBeLessThanOrEqual(8);
      values.forEach((value, place) => {
        expect(value === 0).toBe(old[place] === 0);
        if (value === 0) return;
        const nearest = Math.min(...centroids.map((each) => Math.abs(each - old[place]!)));
        expect(Math.abs(value - old[place]!)).toBeCloseTo(nearest, 6);
      });
    }
  });

  it('takes bits by kind and by layer, the layer first, and leaves unnamed and excepted ones alone', async () => {
    const { values } = await cluster({ bits: { conv: 1, conv2: 2, fc: 3, bias: 1 }, except: ['fc2'] }, 0);
    expect(countValues(values('conv1/kernel'))).toBe(2);
    expect(countValues(values('conv2/kernel'))).toBe(4);
    expect(countValues(values('fc1/kernel'))).toBe(8);
    expect(countValues(values('fc2/kernel'))).toBe(160);
    expect(countValues(values('fc1/bias'))).toBe(2);
    const kernel = { name: 'a/kernel', layer: 'a', role: 'kernel', shape: [3, 4] } as const;
    expect(toBits(stage({ bits: { conv: 4 } }), kernel)).toBeUndefined();
    expect(toBits(stage({ bits: 4 }), { ...kernel, role: 'bias' })).toBeUndefined();
    expect(toBits(stage({ bits: 4 }), { ...kernel, role: 'scale' })).toBeUndefined();
  });

  it('leaves one value less where a code stands for zero', async () => {
    const { values } = await cluster({ bits: 2, zeroCode: true }, 0);
    for (const name of ['conv1/kernel', 'fc1/kernel']) expect(countValues(values(name))).toBe(3);
  });

  it('comes back from its snapshot: the same values, groups and hold on them', async () => {
    const { after, snapshot } = await cluster({});
    const copy = Network.fromSnapshot(structuredClone(snapshot));
    expect((await copy.toEffectiveSnapshot()).tensors).toEqual(after.tensors);
    expect((await copy.toSnapshot()).transforms).toEqual(snapshot.transforms);
    expect(copy.transforms('fc1/kernel').map(({ kind }) => kind)).toEqual(['mask', 'codebook']);
    const codes = snapshot.transforms.find(
      ({ tensor, kind }) => tensor === 'fc1/kernel' && kind === 'codebook',
    );
    const values = after.tensors.find(({ name }) => name === 'fc1/kernel')!.values;
    if (codes?.kind !== 'codebook') throw new Error('there is no codebook');
    expect([...codes.codes].map((code) => code === NO_CODE)).toEqual([...values].map((value) => value === 0));
    copy.dispose();
  });

  it.each(['linear', 'density', 'forgy', 'optimal'] as const)('starts %s, twice the same', async (init) => {
    const first = await cluster({ init });
    expect((await cluster({ init })).after.tensors).toEqual(first.after.tensors);
  });

  it('can come again with fewer bits, and frees what it replaces', async () => {
    const before = tf.memory().numTensors;
    const network = Network.fromSnapshot(createFakeModel(TINY_SPEC, 3, 0.5));
    await clusterNetwork(network, stage({ bits: 4 }), { seed: 1 });
    const held = tf.memory().numTensors;
    await clusterNetwork(network, stage({ bits: 1 }), { seed: 1 });
    expect(countValues(await network.readEffective('fc1/kernel'))).toBe(2);
    expect(tf.memory().numTensors).toBe(held);
    network.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
