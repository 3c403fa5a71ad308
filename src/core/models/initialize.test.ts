import { describe, expect, it } from 'vitest';
import { standardDeviation } from '../../math/statistics.ts';
import { MODEL_ZOO } from '../../spec/zoo.ts';
import { TINY_SPEC } from '../../testing/tinyrun.ts';
import { initializeModel } from './initialize.ts';

describe('initializeModel', () => {
  it('gives a kernel before a ReLU the deviation sqrt(2 / fan-in), and any other sqrt(1 / fan-in)', () => {
    const { tensors } = initializeModel(MODEL_ZOO['lenet-5'], 3);
    const deviationOf = (name: string) =>
      standardDeviation(tensors.find((each) => each.name === name)!.values);
    expect(deviationOf('conv2/kernel') / Math.sqrt(1 / 500)).toBeCloseTo(1, 1);
    expect(deviationOf('fc1/kernel') / Math.sqrt(2 / 800)).toBeCloseTo(1, 2);
    expect(deviationOf('fc2/kernel') / Math.sqrt(1 / 500)).toBeCloseTo(1, 1);
  });

  it('depends on the seed, 0 included, and on nothing else', () => {
    const kernelOf = (seed: number) => initializeModel(TINY_SPEC, seed).tensors[0]!.values;
    expect(kernelOf(0)).toEqual(kernelOf(0));
    expect(kernelOf(0)).not.toEqual(kernelOf(1));
  });
});
