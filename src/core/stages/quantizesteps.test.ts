import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { findRadixPoint } from '../../math/radixpoint.ts';
import { quantize } from '../../techniques/quantize/stage.ts';
import { findGrids, toFoldedSteps, toFoldFactors, toGrouping } from '../../techniques/quantize/steps.ts';
import { expectSameBits } from '../../testing/samebits.ts';
import { TINY_SPEC, tinyRecipe, tinyTrain } from '../../testing/tinyrun.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { foldModel, type WeightedNode } from '../infer/graph.ts';
import { initializeModel } from '../models/initialize.ts';
import { Network } from '../models/network.ts';
import { quantizeNetwork } from './quantize.ts';

beforeAll(startBackends);

const stage = { kind: 'quantize', bits: 3, per: 'channel' } as const;
const toStage = (options: Partial<v.InferInput<typeof quantize.schema>>) =>
  v.parse(quantize.schema, { kind: 'quantize', bits: 3, ...options });

describe('steps that do not learn', () => {
  it('takes the place of the radix point from the weights: steps are powers of two', async () => {
    const network = Network.fromSnapshot(initializeModel(TINY_SPEC, 1));
    await quantizeNetwork(network, toStage({ bits: 8, per: 'channel', steps: 'radix' }));
    const values = await network.readLatent('fc1/kernel');
    const steps = await network.readLatent('fc1/kernel/step');
    steps.forEach((step, unit) => {
      const own = values.filter((_, place) => place % 16 === unit);
      expect(step).toBe(2 ** -findRadixPoint(own, 8));
    });
    network.dispose();
  });

  it('puts weights between -1 and 1 whatever they are: 3 bits have thirds (WRPN)', async () => {
    const network = Network.fromSnapshot(initializeModel(TINY_SPEC, 1));
    await quantizeNetwork(network, toStage({ steps: 'unit', scheme: 'restricted' }));
    const effective = await network.readEffective('fc1/kernel');
    (await network.readLatent('fc1/kernel')).forEach((value, place) => {
      const expected = Math.round(Math.min(Math.max(value, -1), 1) * 3) / 3;
      expect(effective[place]).toBeCloseTo(expected, 6);
    });
    network.dispose();
  });

  it.each(['tensor', 'channel', 'group'] as const)(
    'follows the extent of the weights through training, one step a %s',
    async (per) => {
      const recipe = tinyRecipe([
        { ...stage, per, groupSize: 7, steps: 'follow', scheme: 'restricted' },
        tinyTrain({ batchSize: 80 }),
      ]);
      const { model } = (await expectSameBits(recipe)).at(-1)!;
      const read = (name: string) => model.tensors.find((each) => each.name === name)!.values;
      for (const name of ['fc1/kernel', 'conv2/kernel']) {
        const info = Network.fromSnapshot(model).info(name);
        const grids = findGrids(
          read(name),
          toGrouping({ per, groupSize: 7 }, info),
          { rule: 'extent', bits: 3 },
          'restricted',
        );
        expect(read(`${name}/step`)).toEqual(Float32Array.from(grids, ({ scale }) => scale));
      }
    },
  );

  it('has one step a layer once batch norm is folded in, and follows batch norm through training', async () => {
    const recipe = tinyRecipe([
      { ...stage, bits: 4, per: 'folded', steps: 'follow' },
      tinyTrain({ batchSize: 80 }),
    ]);
    const { model } = (await expectSameBits(recipe)).at(-1)!;
    const read = (name: string) => model.tensors.find((each) => each.name === name)!.values;
    // conv2 has no batch norm, conv1 has.
    expect(read('conv2/kernel/step')).toHaveLength(1);
    const factors = toFoldFactors(read('bn1/scale'), read('bn1/movingVariance'));
    const steps = read('conv1/kernel/step');
    expect(steps).toEqual(toFoldedSteps(read('conv1/kernel'), factors, 4, 'symmetric'));
    const network = Network.fromSnapshot(model);
    const [folded] = foldModel(await network.toEffectiveSnapshot()).nodes.filter(
      (node): node is WeightedNode => node.op === 'conv',
    );
    const step = steps[0]! * factors[0]!;
    folded!.kernel.forEach((value) => {
      expect(Math.abs(value / step - Math.round(value / step))).toBeLessThan(1e-5);
    });
    network.dispose();
  });
});
