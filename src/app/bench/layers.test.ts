import { expect, it } from 'vitest';
import { listKernelLayers } from './layers.ts';

it('lists the layers with kernels, convolutions apart, and how many weights each has', () => {
  expect(listKernelLayers({ name: 'lenet-5' })).toEqual([
    { layer: 'conv1', kind: 'conv', weights: 500 },
    { layer: 'conv2', kind: 'conv', weights: 25_000 },
    { layer: 'fc1', kind: 'fc', weights: 400_000 },
    { layer: 'fc2', kind: 'fc', weights: 5_000 },
  ]);
});
