/** Our own small VGG-like net of about 20 M MACs, sized for training on a CPU. */
import type { ModelSpec } from '../model.ts';
import { convBnRelu, relu } from './convolutions.ts';
import type { ModelRow } from './row.ts';

const spec: ModelSpec = {
  name: 'vgg-small',
  inputShape: [32, 32, 3],
  classes: 10,
  layers: [
    ...convBnRelu('conv1', 24),
    ...convBnRelu('conv2', 24),
    { kind: 'maxPool', size: 2, stride: 2 },
    ...convBnRelu('conv3', 48),
    ...convBnRelu('conv4', 48),
    { kind: 'maxPool', size: 2, stride: 2 },
    ...convBnRelu('conv5', 80),
    ...convBnRelu('conv6', 80),
    { kind: 'maxPool', size: 2, stride: 2 },
    { kind: 'flatten' },
    { kind: 'dense', name: 'fc1', units: 128 },
    relu,
    { kind: 'dropout', rate: 0 },
    { kind: 'dense', name: 'fc2', units: 10 },
  ],
};

export const vggSmall: ModelRow = {
  spec: spec,
  dataset: 'cifar10',
  title: 'VGG',
  label: { en: 'small VGG · CIFAR-10 (slow)', zh: '小型 VGG · CIFAR-10（较慢）' },
  quickExamples: 1_000,
  retrainRate: 0.001,
  centroidRate: 0.0003,
  published: [],
};
