import { describe, expect, it } from 'vitest';
import { DATASETS } from '../../../src/spec/datasets.ts';
import { MODEL_ZOO } from '../../../src/spec/zoo.ts';
import { checkLayer, checkLine, checkSide } from './checks.ts';
import { measureErrors } from './errors.ts';
import { FIRST_NUMBERS, traceLine } from './line.ts';
import { countZeros } from './sparse.ts';
import { traceTile } from './tile.ts';
import { countGains, countWork, listTiledLayers, sumWork } from './work.ts';

describe('F(2, 3) by hand', () => {
  it('gives the two outputs of the sums', () => {
    // 1 * 2 + 2 * 1 - 4 = 0 and 2 * 2 + 4 * 1 - 3 = 5.
    const steps = traceLine(FIRST_NUMBERS);
    expect(steps.direct).toEqual([0, 5]);
    expect(steps.values).toEqual([-3, 6, 2, 1]);
    expect(steps.factors).toEqual([2, 1, 0, -1]);
    expect(steps.outputs).toEqual([0, 5]);
  });

  it('has one product left where all inputs are alike', () => {
    const steps = traceLine({ inputs: [3, 3, 3, 3], weights: [1, 2, 5] });
    expect(steps.products).toEqual([0, 24, 0, 0]);
    expect(checkLine(steps, [3, 3, 3, 3, 1, 2, 5])).toMatchObject({ hasPassed: true });
    expect(checkLine(steps, [0, 3])).toMatchObject({ hasPassed: false, key: 'hasZero' });
    expect(checkLine(traceLine(FIRST_NUMBERS), [1])).toMatchObject({ hasPassed: false, key: 'tooFew' });
  });
});

describe('the work of layers', () => {
  it('is that of ResNet-20: all convolutions but four', () => {
    const layers = listTiledLayers(MODEL_ZOO['resnet-20']);
    // 1 + 18 of 3 x 3, of which two have a stride; the two shortcuts are 1 x 1.
    expect(layers).toHaveLength(17);
    const middle = layers.find(({ layer }) => layer === 'stage2-block1-conv2')!;
    const work = countWork(middle, 2);
    expect(work.macs).toBe(9 * 16 * 16 * 32 * 32);
    expect(work.products).toBe(64 * 16 * 32 * 32);
    expect(work.directBytes).toBe(36_864);
    expect(work.tileBytes).toBe(65_536);
    expect(countGains(work).promised).toBe(2.25);
    expect(countGains(countWork(middle, 4)).promised).toBe(4);
  });

  it('promises more than its operations do, and those more than its instructions', () => {
    for (const side of [2, 4] as const) {
      const { promised, operations, instructions } = countGains(
        sumWork(listTiledLayers(MODEL_ZOO['vgg-small']), side),
      );
      expect(operations).toBeLessThan(promised);
      expect(instructions).toBeLessThan(operations);
      expect(instructions).toBeGreaterThan(1);
    }
  });
});

describe('a tile of the first layer', () => {
  it.each([2, 4])('has the outputs of the direct sums, tiles of %i, at the rim, too', (side) => {
    const pixels = Uint8Array.from({ length: 32 * 32 * 3 }, (_, i) => (i * 37) % 256);
    const kernel = Float32Array.from({ length: 9 * 3 * 5 }, (_, i) => Math.sin(i));
    for (const tile of [0, (32 / side) ** 2 - 1]) {
      const steps = traceTile({
        ...{ pixels, dataset: DATASETS.cifar10, kernel, filters: 5, filter: 3, channel: 1, tile, side },
      });
      expect(steps.outputs).toHaveLength(side);
      for (const [i, value] of steps.outputs.flat().entries())
        expect(value).toBeCloseTo(steps.direct.flat()[i]!, 9);
    }
  });
});

describe('the errors of tiles', () => {
  const kernel = Float32Array.from({ length: 9 * 8 * 4 }, (_, i) => Math.sin(1 + i * i));

  it('grow with the tile, and far more in 8 bits', () => {
    const errors = [2, 4, 6, 8].map((side) => measureErrors(kernel, 8, 4, side));
    for (const [i, { single, eight }] of errors.slice(1).entries()) {
      expect(single).toBeGreaterThan(errors[i]!.single);
      expect(eight).toBeGreaterThan(errors[i]!.eight);
    }
    expect(errors[0]!.single).toBeLessThan(1e-6);
    expect(errors[0]!.eight).toBeGreaterThan(1e-3);
    // A tile of one output is the direct convolution.
    expect(measureErrors(kernel, 8, 4, 1).single).toBeLessThan(errors[1]!.single);
  });

  it('decide the second exercise', () => {
    expect(checkSide({ side: 2, single: 1e-7, eight: 0 })).toMatchObject({ key: 'tooMany' });
    expect(checkSide({ side: 6, single: 2e-6, eight: 0 })).toMatchObject({ key: 'tooCoarse' });
    expect(checkSide({ side: 5, single: 4e-7, eight: 0 })).toMatchObject({ hasPassed: true });
    const times = { layer: 'conv1', directMs: 1, tiles4Ms: 1 };
    expect(checkLayer({ ...times, tiles2Ms: 2 }).hasPassed).toBe(true);
    expect(checkLayer({ ...times, tiles2Ms: 0.5 }).hasPassed).toBe(false);
  });
});

describe('zeros of a pruned kernel', () => {
  it('vanish in the transform, but where a whole line is zero', () => {
    // Two filters: one all zero, one with its middle weight alone.
    const kernel = new Float32Array(18);
    kernel[4 * 2 + 1] = 1;
    const { weights, factors } = countZeros(kernel, 17 / 18, 2);
    expect(weights).toBeCloseTo(17 / 18, 12);
    // Rows 1 and 2 of G read all three weights, rows 0 and 3 only the outer ones: 2 x 2 of 16 are left.
    expect(factors).toBe((16 + 12) / 32);
  });

  it('are so few that direct sums catch up with tiles of two, on weights that are drawn', () => {
    const kernel = Float32Array.from({ length: 9 * 400 }, (_, i) => Math.sin(1 + i * i));
    const lead = (sparsity: number) => {
      const { direct, tiles } = countZeros(kernel, sparsity, 2);
      return direct - tiles;
    };
    expect(lead(0)).toBe(5);
    expect(lead(0.5)).toBeLessThan(lead(0));
    expect(lead(0.9)).toBeLessThan(0);
  });

  it('are none where nothing is pruned', () => {
    const kernel = Float32Array.from({ length: 90 }, (_, i) => 1 + i);
    expect(countZeros(kernel, 0, 4)).toEqual({ weights: 0, factors: 0, direct: 9, tiles: 2.25 });
  });
});
