import { beforeAll, describe, expect, it } from 'vitest';
import { initializeModel } from '../../src/core/models/initialize.ts';
import { Network } from '../../src/core/models/network.ts';
import { clusterNetwork } from '../../src/core/stages/cluster.ts';
import { pruneNetwork } from '../../src/core/stages/prune.ts';
import { parseRecipe } from '../../src/recipe/parse.ts';
import type { Stage } from '../../src/recipe/schema.ts';
import { TINY_SPEC } from '../../src/testing/tinyrun.ts';
import { startBackends } from '../../src/testing/wasmtfjs.ts';
import { toKernels } from '../parts/kernels.ts';
import { readCodebook } from './lab/codebooks.ts';
import { toShares } from './lab/shares.ts';
import { toClusterInput, toShareRecipe } from './recipe.ts';
import type { Sharing } from './settings.ts';
import { countSharedBits, NO_CODE, shareKernel, toSharedModel } from './sharing.ts';

beforeAll(startBackends);

const sharing: Sharing = {
  model: 'lenet-300-100',
  prune: 0.6,
  init: 'forgy',
  draw: 3,
  fcBits: 3,
  convBits: 2,
};
const model = initializeModel(TINY_SPEC, 4);

/** What the engine makes of the same recipe. */
async function shareInEngine(wanted: Sharing) {
  const { stages, seed } = parseRecipe(
    toShareRecipe(wanted.model, wanted.prune, toClusterInput(wanted), wanted.draw),
  );
  const network = Network.fromSnapshot(model);
  for (const stage of stages as Stage[]) {
    if (stage.kind === 'prune') await pruneNetwork(network, stage, { seed });
    if (stage.kind === 'cluster') await clusterNetwork(network, stage, { seed });
  }
  const snapshot = await network.toEffectiveSnapshot();
  network.dispose();
  return snapshot;
}

describe('sharing on the page', () => {
  it('gives every weight the value that the engine gives it, pruned or not, from every start', async () => {
    for (const init of ['linear', 'density', 'forgy'] as const) {
      for (const prune of [0, 0.6]) {
        const wanted = { ...sharing, init, prune };
        const engine = await shareInEngine(wanted);
        const page = toSharedModel(model, toShares(toKernels(model), wanted));
        for (const { name, values } of toKernels(page))
          expect(values).toEqual(engine.tensors.find((each) => each.name === name)!.values);
      }
    }
  });

  it('is a model that the engine opens to the same values, with no code for what is pruned', async () => {
    const page = toSharedModel(model, toShares(toKernels(model), sharing));
    const network = Network.fromSnapshot(page);
    for (const { name, values, layer } of toKernels(page)) {
      expect(await network.readEffective(name)).toEqual(values);
      const book = readCodebook(page, layer)!;
      expect(book.length).toBeLessThanOrEqual(8);
      for (const value of values) if (value !== 0) expect(book).toContain(value);
    }
    network.dispose();
    for (const transform of page.transforms)
      if (transform.kind === 'codebook') expect(transform.codes).toContain(NO_CODE);
  });

  it('moves every weight to the nearest value and counts each once', () => {
    const kernel = toKernels(model)[0]!;
    const { centroids, counts, shared, survivors } = shareKernel(kernel, 3, 'linear', 1);
    expect(counts.reduce((sum, each) => sum + each, 0)).toBe(survivors);
    kernel.values.forEach((weight, at) => {
      const nearest = Math.min(...Array.from(centroids, (each) => Math.abs(each - weight)));
      expect(Math.abs(shared[at]! - weight)).toBeCloseTo(nearest, 7);
    });
  });
});

describe('countSharedBits', () => {
  it('gives the published 3.2 for sixteen weights on four values', () => {
    expect((16 * 32) / countSharedBits(16, 2, 4)).toBeCloseTo(3.2, 10);
  });
});
