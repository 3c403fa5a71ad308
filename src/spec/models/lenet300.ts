/** LeNet-300-100, a net of Deep Compression (arXiv 1510.00149, table 2). */
import type { LayerSpec, ModelSpec } from '../model.ts';
import { DEEP_COMPRESSION, EPR } from './published.ts';
import type { ModelRow } from './row.ts';

const relu: LayerSpec = { kind: 'relu' };

const spec: ModelSpec = {
  name: 'lenet-300-100',
  inputShape: [28, 28, 1],
  classes: 10,
  layers: [
    { kind: 'flatten' },
    { kind: 'dense', name: 'fc1', units: 300 },
    relu,
    { kind: 'dropout', rate: 0 },
    { kind: 'dense', name: 'fc2', units: 100 },
    relu,
    { kind: 'dropout', rate: 0 },
    { kind: 'dense', name: 'fc3', units: 10 },
  ],
};

export const lenet300: ModelRow = {
  spec: spec,
  dataset: 'mnist',
  title: 'LeNet-300-100',
  label: { en: 'LeNet-300-100 · MNIST', zh: 'LeNet-300-100 · MNIST' },
  quickExamples: 20_000,
  retrainRate: 0.003,
  centroidRate: 0.003,
  published: [
    { name: 'Deep Compression', bytes: 27_000, error: 0.0158, kind: 'counted', source: DEEP_COMPRESSION },
    { name: 'EPR', bytes: 8_560, error: 0.019, kind: 'written', source: EPR },
  ],
};
