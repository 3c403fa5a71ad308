import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { LayerOf } from '../../spec/layers/table.ts';
import { listLayers } from '../../spec/walk.ts';
import { toRadixGrid, toUnitGrid } from '../../techniques/quantizeactivations/values.ts';
import { expectSameBits } from '../../testing/samebits.ts';
import { tinyRecipe, tinyTrain } from '../../testing/tinyrun.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { runLayers } from '../models/forward.ts';

beforeAll(startBackends);

const stageOf = (ranges: 'moving' | 'radix' | 'unit', bits = 4) =>
  ({ kind: 'quantizeActivations', bits, ranges }) as const;

async function run(ranges: 'moving' | 'radix' | 'unit') {
  const recipe = tinyRecipe([
    tinyTrain({ epochs: 1, batchSize: 80 }),
    stageOf(ranges),
    tinyTrain({ batchSize: 80, dropout: 0 }),
  ]);
  const snapshots = await expectSameBits(recipe);
  const first = snapshots.findIndex(({ position }) => position.stage === 2);
  const quantizers = listLayers(snapshots.at(-1)!.model.spec.layers).flatMap(({ layer }) =>
    layer.kind === 'quantizeActivation' ? [layer] : [],
  );
  const read = (at: number, layer: LayerOf<'quantizeActivation'>, name: string) =>
    snapshots.at(at)!.model.tensors.find((each) => each.name === `${layer.name}/${name}`)!.values[0]!;
  return { quantizers, read, first };
}

describe('grids by hand', () => {
  it('of the range from 0 to 1 have thirds at two bits', () => {
    expect(toUnitGrid(2)).toEqual({ scale: Math.fround(1 / 3), zeroPoint: 0, least: 0, most: 3 });
  });

  it('in fixed point have the next power of two upwards as their step', () => {
    const steps = [0.3, 0.5, 1, 1.1, 5, 2 ** -20 * 1.5].map(
      (scale) => toRadixGrid({ ...toUnitGrid(4), scale }).scale,
    );
    expect(steps).toEqual([0.5, 0.5, 1, 2, 8, 2 ** -19]);
  });
});

describe('a step that follows', () => {
  it('is told of the extent of what it sees: over 15 where nothing is below zero, else over 7.5', () => {
    const told = (zeroPoint: number, values: number[]) => {
      let step = 0;
      const layer = {
        kind: 'quantizeActivation',
        name: 'a',
        bits: 4,
        range: 'static',
        scheme: 'symmetric',
        follows: true,
      } as const;
      const lookup = (name: string) => tf.tensor1d([name === 'a/step' ? 0.25 : zeroPoint]);
      const onStatistics = (name: string, value: tf.Tensor) => {
        expect(name).toBe('a/step');
        step = value.dataSync()[0]!;
        value.dispose();
      };
      tf.tidy(() =>
        runLayers([layer], lookup, tf.tensor1d(values), { training: { dropout: () => null, onStatistics } }),
      );
      return step;
    };
    expect(told(0, [0, 3, 1])).toBeCloseTo(3 / 15, 6);
    expect(told(8, [-3, 2])).toBeCloseTo(3 / 7.5, 6);
    expect(told(8, [0, 0])).toBe(0.25);
  });
});

describe('a stage that quantizes activations', () => {
  it('moves steps towards those of what training sees, a hundredth of the way, to the same bits', async () => {
    const { quantizers, read, first } = await run('moving');
    expect(quantizers.length).toBeGreaterThan(3);
    expect(quantizers.every(({ follows, scheme }) => follows && scheme === 'symmetric')).toBe(true);
    // Every batch has the same brightest pixel.
    const [images, ...others] = quantizers;
    expect(read(-1, images!, 'step')).toBe(read(first, images!, 'step'));
    for (const layer of others) {
      const [before, after] = [read(first, layer, 'step'), read(-1, layer, 'step')];
      expect(after).not.toBe(before);
      // Four steps at a share of 0.99 keep 0.96 of what was there.
      expect(after).toBeGreaterThan(0.96 * before);
      expect(read(-1, layer, 'zeroPoint')).toBe(read(first, layer, 'zeroPoint'));
    }
  });

  it('keeps steps that are powers of two', async () => {
    const { quantizers, read } = await run('radix');
    for (const layer of quantizers) {
      const step = read(-1, layer, 'step');
      expect(Math.log2(step)).toBe(Math.round(Math.log2(step)));
    }
  });

  it('stands behind relus alone where activations lie between 0 and 1', async () => {
    const { quantizers, read } = await run('unit');
    expect(quantizers.map(({ name }) => name)).toEqual(['bn1-grid', 'fc1-grid']);
    for (const layer of quantizers) expect(read(-1, layer, 'step')).toBe(Math.fround(1 / 15));
  });
});
