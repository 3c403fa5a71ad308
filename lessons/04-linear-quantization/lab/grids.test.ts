/** The page's grids: errors add up, and the net is the one that the engine's own stage makes. */
import { describe, expect, it } from 'vitest';
import { loadCheckpoint } from '../../../tools/headless/engine.ts';
import { runOutcomes } from '../../../tools/lessons/quotes.ts';
import { toKernels } from '../../parts/kernels.ts';
import { fromTrained } from '../../parts/recipes.ts';
import { toStage } from '../recipe.ts';
import type { Settings } from '../settings.ts';
import { listLevels, putOnGrid, splitErrors, toDecibels, toQuantizedModel } from './grids.ts';

const settings: Settings = {
  model: 'lenet-300-100',
  bits: 3,
  rule: 'extent',
  deviations: 2,
  scheme: 'symmetric',
  per: 'tensor',
};
const toKernel = (values: number[], channels = 1) => ({
  layer: 'fc',
  name: 'fc/kernel',
  shape: [values.length / channels, channels],
  values: Float32Array.from(values),
});

describe('a layer on the grid', () => {
  it('has as many levels as its bits allow, a step apart, with zero among them', () => {
    const { grids } = putOnGrid(toKernel([-1, 0.2, 0.5, 1]), { ...settings, scheme: 'restricted' });
    expect(grids).toHaveLength(1);
    expect(listLevels(grids[0]!).map((level) => Number(level.toFixed(4)))).toEqual([
      -1, -0.6667, -0.3333, 0, 0.3333, 0.6667, 1,
    ]);
  });

  it('has one grid for each channel, whose end is the channel’s largest weight', () => {
    const { grids } = putOnGrid(toKernel([1, 10, -0.5, 5], 2), { ...settings, per: 'channel' });
    expect(grids.map(({ scale }) => scale * 3.5)).toEqual([expect.closeTo(1, 6), expect.closeTo(10, 6)]);
  });

  it('splits its squared error without losing any of it', () => {
    const values = Array.from({ length: 200 }, (_, n) => Math.sin(n * n) * (n % 50 === 0 ? 4 : 1));
    const layer = putOnGrid(toKernel(values), { ...settings, rule: 'deviations', deviations: 1.2 });
    const whole = layer.kernel.values.reduce((sum, value, at) => sum + (value - layer.values[at]!) ** 2, 0);
    const split = splitErrors(layer);
    expect(split.clipped).toBeGreaterThan(0);
    expect(split.rounding).toBeGreaterThan(0);
    expect(split.rounding + split.clipping).toBeCloseTo(whole, 10);
  });

  it('counts no clipping where the grid reaches to the largest weight on both sides', () => {
    const layer = putOnGrid(toKernel([-1, 0.3, 1]), { ...settings, scheme: 'restricted' });
    expect(splitErrors(layer)).toMatchObject({ clipping: 0, clipped: 0 });
  });

  it('gains about six decibels by a bit', () => {
    const values = Array.from({ length: 2000 }, (_, n) => Math.sin(n * 1.7) + 0.3 * Math.cos(n * n));
    const toNoise = (bits: number) =>
      toDecibels(splitErrors(putOnGrid(toKernel(values), { ...settings, bits })));
    expect(toNoise(8) - toNoise(7)).toBeGreaterThan(5);
    expect(toNoise(8) - toNoise(7)).toBeLessThan(7);
  });
});

describe('the net that the page makes', () => {
  it('has the weights of the engine’s stage, to the bit', async () => {
    const dense = await loadCheckpoint('lenet-300-100');
    for (const each of [settings, { ...settings, scheme: 'asymmetric', per: 'channel' } as const]) {
      const made = toKernels(toQuantizedModel(dense, toKernels(dense), each));
      const [run] = await runOutcomes([fromTrained(each.model, [toStage(each)])], () => {});
      expect(made.map(({ values }) => values)).toEqual(toKernels(run!.model).map(({ values }) => values));
    }
  }, 240_000);
});
