import { beforeAll, describe, expect, it } from 'vitest';
import { initializeModel } from '../../../src/core/models/initialize.ts';
import { Network } from '../../../src/core/models/network.ts';
import { clusterNetwork } from '../../../src/core/stages/cluster.ts';
import { pruneNetwork } from '../../../src/core/stages/prune.ts';
import { simulateEie } from '../../../src/math/eie/simulate.ts';
import { parseRecipe } from '../../../src/recipe/parse.ts';
import { MODEL_ZOO } from '../../../src/spec/zoo.ts';
import { startBackends } from '../../../src/testing/wasmtfjs.ts';
import { toKernels } from '../../parts/kernels.ts';
import { toDraftRecipe } from '../recipe.ts';
import { compareSums, findBackground, toCodedKernel, toDraft, toInputs, toLayer } from './coded.ts';

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

describe('a layer for the machine', () => {
  const kernel = {
    layer: 'fc',
    name: 'fc/kernel',
    shape: [3, 2],
    values: Float32Array.of(0.5, 0, 0, -0.25, 0.5, 0.5),
  };
  const coded = toCodedKernel(kernel)!;

  it('has a code for each of its values, zero first', () => {
    expect([...coded.codes]).toEqual([1, 0, 0, 2, 1, 1]);
    expect([...coded.table]).toEqual([0, 0.5, -0.25]);
    expect(coded.kept).toBe(4);
    const many = Float32Array.from({ length: 17 }, (_, at) => at + 1);
    expect(toCodedKernel({ ...kernel, shape: [17, 1], values: many })).toBeNull();
    expect(toCodedKernel({ ...kernel, shape: [1, 1, 3, 2] })).toBeNull();
  });

  it('gives the plain product, whatever counts as zero: the shift goes into the bias', () => {
    const background = findBackground('mnist');
    const inputs = Float32Array.of(background, 2, background);
    const bias = Float32Array.of(1, -1);
    const outputs = Float32Array.of(0.5 * background + 0.5 * background + 1, -0.5 + 0.5 * background - 1);
    for (const zero of [0, background]) {
      const { activations, active } = toInputs(inputs, zero);
      expect(active.length).toBe(zero === 0 ? 3 : 1);
      const { product } = simulateEie(
        {
          layers: [toLayer(coded, active)],
          sizes: [{ elements: 2, depth: 1 }],
          numbers: { table: coded.table, activations },
        },
        () => {},
      );
      const { difference } = compareSums(coded, zero, { sums: product!.sums, outputs, bias });
      expect(difference).toBeLessThan(0.001);
    }
  });
});
