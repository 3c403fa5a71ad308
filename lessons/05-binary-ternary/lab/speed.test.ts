import { describe, expect, it } from 'vitest';
import { MODEL_ZOO } from '../../../src/spec/zoo.ts';
import { countGains, listSignLayers, PAPER_WINDOW, promise } from './speed.ts';

describe('the layers of an XNOR-Net', () => {
  it('are all but the first and the last, with their sizes', () => {
    expect(listSignLayers(MODEL_ZOO['lenet-5'])).toEqual([
      { layer: 'conv2', taps: 25, channels: 20, outputs: 50, pixels: 64, inputs: 12 * 12 * 20 },
      { layer: 'fc1', taps: 1, channels: 800, outputs: 500, pixels: 1, inputs: 800 },
    ]);
    expect(listSignLayers(MODEL_ZOO['vgg-small'])[0]).toMatchObject({ pixels: 1024, inputs: 34 * 34 * 24 });
  });
});

describe('what is left of the promise', () => {
  it('begins with the paper’s own figure for 256 channels and windows of 3 by 3', () => {
    expect(promise(PAPER_WINDOW)).toBeCloseTo(62.27, 2);
  });

  it('is worked out by hand for conv2 of LeNet-5', () => {
    const gains = countGains(listSignLayers(MODEL_ZOO['lenet-5'])[0]!);
    expect(gains.promised).toBeCloseTo((64 * 500) / 564, 9);
    expect(gains.vectors).toBeCloseTo(20.7, 1);
    // 20 of 24 channels and 50 of 64 outputs have something to do.
    expect(gains.lanes / gains.vectors).toBeCloseTo((20 / 24) * (50 / 64), 9);
    // 1,600,000 products take 1,100,000 instructions in floats, 81,600 in signs.
    const [float, signs] = [1_100_000 + 0.75 * 3200, 81_600 + 1.125 * 2880 + 2.75 * 3200];
    expect(gains.edges).toBeCloseTo(float / signs, 2);
  });

  it('only becomes less, from reason to reason', () => {
    for (const model of ['lenet-5', 'vgg-small'] as const)
      for (const layer of listSignLayers(MODEL_ZOO[model])) {
        const { promised, vectors, lanes, edges } = countGains(layer);
        expect([promised, vectors, lanes, edges]).toEqual(
          [promised, vectors, lanes, edges].sort((a, b) => b - a),
        );
      }
  });
});
