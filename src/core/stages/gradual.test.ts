import { beforeAll, describe, expect, it } from 'vitest';
import { toLevels } from '../../techniques/gradual/levels.ts';
import { createFakeModel } from '../../testing/fakemodels.ts';
import { TINY_SPEC } from '../../testing/tinyrun.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { Network } from '../models/network.ts';
import { pruneGradually } from './gradual.ts';

beforeAll(startBackends);

const options = {
  sparsity: 0.8,
  from: 0,
  scope: 'layer' as const,
  every: 10,
  until: 0.5,
  splice: false,
  criterion: { kind: 'magnitude' as const },
};

/** How many of the 160 weights of fc2 are left after each step of a stage of 100. */
async function countLeft(change: Partial<typeof options>): Promise<number[]> {
  const network = Network.fromSnapshot(createFakeModel(TINY_SPEC, 1));
  const counts: number[] = [];
  for (let step = 0; step < 100; step++) {
    await pruneGradually(network, { ...options, ...change }, step, 100);
    counts.push((await network.readEffective('fc2/kernel')).filter((value) => value !== 0).length);
  }
  network.dispose();
  return counts;
}

describe('toLevels', () => {
  it('follows the cubic by hand: half-way from 0 to 0.8 it is at 0.7', () => {
    expect(toLevels({ sparsity: 0.8, from: 0 }, 0)).toBe(0);
    expect(toLevels({ sparsity: 0.8, from: 0 }, 0.5)).toBeCloseTo(0.7, 12);
    expect(toLevels({ sparsity: 0.8, from: 0.4 }, 1)).toBe(0.8);
    expect(toLevels({ sparsity: { a: 0.9, b: 0.5 }, from: 0.8 }, 0)).toEqual({ a: 0.8, b: 0.5 });
    expect(toLevels({ sparsity: { a: 0.8, b: 0.4 }, from: { a: 0.8 } }, 0)).toEqual({ a: 0.8, b: 0 });
  });
});

describe('pruneGradually', () => {
  it('cuts every few steps until its share of the stage is over, and ends at the level asked for', async () => {
    const counts = await countLeft({});
    expect(counts[0]).toBe(160);
    expect(new Set(counts.slice(1, 10))).toEqual(new Set([160]));
    const changes = counts.flatMap((count, step) => (step > 0 && count !== counts[step - 1] ? [step] : []));
    expect(changes).toEqual([10, 20, 30, 40, 49]);
    expect(counts[99]).toBe(32);
  });

  it('never brings a weight back without splicing, and does with it', async () => {
    for (const splice of [false, true]) {
      const network = Network.fromSnapshot(createFakeModel(TINY_SPEC, 1));
      const cut = (step: number) => pruneGradually(network, { ...options, from: 0.8, splice }, step, 100);
      const isZero = async () =>
        (await network.readEffective('fc2/kernel')).map((value) => (value === 0 ? 1 : 0));
      await cut(0);
      const first = await isZero();
      // What training could do to a weight behind its mask: it grows past all others.
      const place = first.indexOf(1);
      const latent = await network.readLatent('fc2/kernel');
      network.setValues('fc2/kernel', latent.with(place, 5));
      await cut(10);
      expect((await isZero())[place]).toBe(splice ? 0 : 1);
      await cut(49);
      const snapshot = await network.toSnapshot();
      expect(snapshot.transforms.every((each) => each.kind === 'mask' && each.isSplicing !== true)).toBe(
        true,
      );
      network.dispose();
    }
  });
});
