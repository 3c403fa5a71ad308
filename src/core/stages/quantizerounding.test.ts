import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { quantize } from '../../techniques/quantize/stage.ts';
import { drawValues, toGrouping } from '../../techniques/quantize/steps.ts';
import { expectSameBits } from '../../testing/samebits.ts';
import { findEvent, startTinyRun, TINY_SPEC, tinyRecipe, tinyTrain } from '../../testing/tinyrun.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { initializeModel } from '../models/initialize.ts';
import { Network } from '../models/network.ts';
import { createMask } from '../transforms/mask.ts';
import { quantizeNetwork } from './quantize.ts';

beforeAll(startBackends);

const toStage = (options: Partial<v.InferInput<typeof quantize.schema>>) =>
  v.parse(quantize.schema, { kind: 'quantize', bits: 3, ...options });

describe('rounding by chance', () => {
  it('by hand: 0.3 of a step goes up where the draw is below 0.3, and what lies on the grid stays', () => {
    const values = Float32Array.of(0.65, 0.65, -0.65, 1, 9);
    const grids = [{ scale: 0.5, zeroPoint: 4, least: 0, most: 7 }];
    const grouping = toGrouping({ per: 'tensor', groupSize: 7 }, { shape: [5], units: 1 });
    const drawn = drawValues(values, grids, grouping, Float32Array.of(0.29, 0.31, 0.69, 0.99, 0));
    // -0.65 is -1.3 steps, 0.7 of one above -2.
    expect([...drawn]).toEqual([1, 0.5, -0.5, 1, 1.5]);
  });

  it('leaves each weight on one of its two neighbours, the same for a seed, pruned ones at zero', async () => {
    const quantizeWith = async (seed: number) => {
      const network = Network.fromSnapshot(initializeModel(TINY_SPEC, 1));
      const { name, shape } = network.info('fc1/kernel');
      const kept = Uint8Array.from({ length: 256 }, (_, place) => (place % 3 === 0 ? 0 : 1));
      network.addTransform(name, createMask(name, shape, kept));
      const before = await network.readEffective(name);
      const stage = toStage({ bits: 4, per: 'channel', steps: 'extent', rounding: 'stochastic' });
      await quantizeNetwork(network, stage, { seed });
      const [after, steps] = [await network.readEffective(name), await network.readLatent(`${name}/step`)];
      network.dispose();
      return { before, after, steps, kept };
    };
    const { before, after, steps, kept } = await quantizeWith(3);
    const ratios = Array.from(before, (value, place) => value / steps[place % 16]!);
    let away = 0;
    after.forEach((value, place) => {
      if (kept[place] === 0) expect(value).toBe(0);
      const distance = Math.abs(value / steps[place % 16]! - ratios[place]!);
      expect(distance).toBeLessThan(1 + 1e-4);
      if (distance > 0.5 + 1e-4) away++;
    });
    expect(away).toBeGreaterThan(20);
    expect((await quantizeWith(3)).after).toEqual(after);
    expect((await quantizeWith(4)).after).not.toEqual(after);
  });

  it.each(['learnt', 'follow'] as const)(
    'trains on to the same bits, with steps that are %s',
    async (steps) => {
      await expectSameBits(
        tinyRecipe([
          { kind: 'quantize', bits: 3, per: 'channel', steps, rounding: 'stochastic' },
          tinyTrain({ epochs: 1, batchSize: 80 }),
        ]),
      );
    },
  );

  it('is refused of shared weights', async () => {
    const { events, done } = startTinyRun(
      tinyRecipe([
        { kind: 'cluster', bits: 3 },
        { kind: 'quantize', bits: 3, steps: 'extent', rounding: 'stochastic' },
      ]),
    );
    await done.catch(() => undefined);
    expect(findEvent(events, 'runFailed').message).toContain('conv1 share values');
  });
});
