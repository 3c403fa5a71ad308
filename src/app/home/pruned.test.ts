import { describe, expect, it } from 'vitest';
import type { TensorSnapshot } from '../../spec/tensors.ts';
import { cutSmallest } from './pruned.ts';

const toKernel = (name: string, values: number[]): TensorSnapshot => ({
  name,
  layer: name,
  role: 'kernel',
  shape: [1, values.length],
  values: Float32Array.from(values),
});

describe('the cut of the home page', () => {
  const kernels = [toKernel('a', [0.1, -0.9, 0.3]), toKernel('b', [-0.2, 0.5])];

  it('takes the smallest weights of all layers together', () => {
    expect(cutSmallest(kernels, 0.4).map((mask) => [...mask])).toEqual([
      [0, 1, 1],
      [0, 1],
    ]);
  });

  it('keeps all at 0 and none at 1', () => {
    expect(cutSmallest(kernels, 0).flatMap((mask) => [...mask])).toEqual([1, 1, 1, 1, 1]);
    expect(cutSmallest(kernels, 1).flatMap((mask) => [...mask])).toEqual([0, 0, 0, 0, 0]);
  });
});
