import { beforeAll, describe, expect, it } from 'vitest';
import { initializeModel } from '../../../src/core/models/initialize.ts';
import { Network } from '../../../src/core/models/network.ts';
import { clusterNetwork } from '../../../src/core/stages/cluster.ts';
import { pruneNetwork } from '../../../src/core/stages/prune.ts';
import { parseRecipe } from '../../../src/recipe/parse.ts';
import { MODEL_ZOO } from '../../../src/spec/zoo.ts';
import { startBackends } from '../../../src/testing/wasmtfjs.ts';
import { toKernels } from '../../parts/kernels.ts';
import { toDraftRecipe } from '../recipe.ts';
import { findBackground, toDraft } from './draft.ts';

beforeAll(startBackends);

describe('the draft that the page makes', () => {
  it.each(['lenet-300-100', 'lenet-5'] as const)(
    'is the engine’s own of %s, weight by weight',
    async (name) => {
      const model = initializeModel(MODEL_ZOO[name], 1);
      const { stages, seed } = parseRecipe(toDraftRecipe({ model: name, sparsity: 0.8 }));
      const network = Network.fromSnapshot(model);
      for (const stage of stages) {
        if (stage.kind === 'prune') await pruneNetwork(network, stage, { seed });
        if (stage.kind === 'cluster') await clusterNetwork(network, stage, { seed });
      }
      const engine = await network.toEffectiveSnapshot();
      network.dispose();
      for (const { name: tensor, values } of toKernels(toDraft(model, toKernels(model), 0.8)))
        expect(values).toEqual(engine.tensors.find((each) => each.name === tensor)!.values);
    },
  );
});

describe('a black pixel', () => {
  it('is what the net reads of it: its mean less than nothing, in deviations', () => {
    expect(findBackground('mnist')).toBeCloseTo(-0.1307 / 0.3081, 3);
  });
});
