import { expect, it } from 'vitest';
import { listKernelLayers } from './layers.ts';

it('lists the layers with kernels, convolutions apart, and how many weights each has', () => {
  expect(listKernelLayers({ model: { name: 'lenet-5' } })).toEqual([
    { layer: 'conv1', kind: 'conv', weights: 500 },
    { layer: 'conv2', kind: 'conv', weights: 25_000 },
    { layer: 'fc1', kind: 'fc', weights: 400_000 },
    { layer: 'fc2', kind: 'fc', weights: 5_000 },
  ]);
});

it('lists the factors of a layer that the start takes apart', () => {
  const factored = listKernelLayers({
    model: { name: 'lenet-300-100' },
    start: { kind: 'checkpoint', rank: { fc1: 20 } },
  });
  expect(factored.map(({ layer, weights }) => [layer, weights])).toEqual([
    ['fc1-down', 784 * 20],
    ['fc1-up', 20 * 300],
    ['fc2', 30_000],
    ['fc3', 1_000],
  ]);
});
