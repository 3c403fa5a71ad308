/**
 * LeNet-5 in the 20-50-500-10 form that Caffe ships, a net of Deep Compression (arXiv 1510.00149, table 3).
 */
import type { LayerSpec, ModelSpec } from '../model.ts';
import { DEEP_COMPRESSION, EPR, MIRACLE } from './published.ts';
import type { ModelRow } from './row.ts';

const relu: LayerSpec = { kind: 'relu' };

const spec: ModelSpec = {
  name: 'lenet-5',
  inputShape: [28, 28, 1],
  classes: 10,
  layers: [
    { kind: 'conv2d', name: 'conv1', filters: 20, kernelSize: 5, padding: 'valid' },
    { kind: 'maxPool', size: 2, stride: 2 },
    { kind: 'conv2d', name: 'conv2', filters: 50, kernelSize: 5, padding: 'valid' },
    { kind: 'maxPool', size: 2, stride: 2 },
    { kind: 'flatten' },
    { kind: 'dense', name: 'fc1', units: 500 },
    relu,
    { kind: 'dropout', rate: 0 },
    { kind: 'dense', name: 'fc2', units: 10 },
  ],
};

export const lenet5: ModelRow = {
  spec: spec,
  dataset: 'mnist',
  title: 'LeNet-5',
  label: { en: 'LeNet-5 · MNIST', zh: 'LeNet-5 · MNIST' },
  quickExamples: 5_000,
  retrainRate: 0.001,
  centroidRate: 0.001,
  published: [
    { name: 'Deep Compression', bytes: 44_000, error: 0.0074, kind: 'counted', source: DEEP_COMPRESSION },
    {
      name: 'Bayesian Compression',
      bytes: 2_300,
      error: 0.01,
      kind: 'counted',
      source: 'Louizos et al. 2017, as listed in arXiv 1810.00440',
    },
    {
      name: 'Weightless',
      bytes: 4_520,
      error: 0.01,
      kind: 'written',
      source: 'Reagen et al. 2018, as listed in arXiv 1810.00440',
    },
    { name: 'EPR', bytes: 2_840, error: 0.01, kind: 'written', source: EPR },
    { name: 'MIRACLE', bytes: 3_030, error: 0.0069, kind: 'written', source: MIRACLE },
    { name: 'MIRACLE, smallest', bytes: 1_520, error: 0.0096, kind: 'written', source: MIRACLE },
  ],
};
