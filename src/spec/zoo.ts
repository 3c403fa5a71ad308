/**
 * Which networks does the lab know by name? Four, as plain specs.
 *
 * LeNet-300-100 and LeNet-5 (the 20-50-500-10 form that Caffe ships) are the nets of Deep Compression (arXiv
 * 1510.00149, Tables 2 and 3). ResNet-20 is He et al. (arXiv 1512.03385, section 4.2) with 1x1 projections
 * where the shape changes, the form whose counts Distiller prints (270,896 weights, 40,813,184 MACs).
 * vgg-small is our own small VGG-like net of about 20 M MACs, sized for training on a CPU.
 */
import type { DatasetName } from './datasets.ts';
import type { LayerSpec, ModelSpec } from './model.ts';

export const MODEL_NAMES = ['lenet-300-100', 'lenet-5', 'resnet-20', 'vgg-small'] as const;
export type ModelName = (typeof MODEL_NAMES)[number];

const relu: LayerSpec = { kind: 'relu' };

const lenet300: ModelSpec = {
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

const lenet5: ModelSpec = {
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

function convBnRelu(name: string, filters: number): LayerSpec[] {
  return [
    { kind: 'conv2d', name, filters, kernelSize: 3, padding: 'same', bias: false },
    { kind: 'batchNorm', name: `${name}-bn` },
    relu,
  ];
}

const vggSmall: ModelSpec = {
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

function residualBlock(name: string, filters: number, stride: number, isFirstOfStage: boolean): LayerSpec[] {
  return [
    {
      kind: 'residual',
      name,
      body: [
        { kind: 'conv2d', name: `${name}-conv1`, filters, kernelSize: 3, stride, padding: 1, bias: false },
        { kind: 'batchNorm', name: `${name}-bn1` },
        relu,
        { kind: 'conv2d', name: `${name}-conv2`, filters, kernelSize: 3, padding: 1, bias: false },
        { kind: 'batchNorm', name: `${name}-bn2` },
      ],
      shortcut:
        isFirstOfStage && stride > 1
          ? [
              {
                kind: 'conv2d',
                name: `${name}-skip`,
                filters,
                kernelSize: 1,
                stride,
                padding: 'valid',
                bias: false,
              },
              { kind: 'batchNorm', name: `${name}-skip-bn` },
            ]
          : [],
    },
    relu,
  ];
}

const resnet20: ModelSpec = {
  name: 'resnet-20',
  inputShape: [32, 32, 3],
  classes: 10,
  layers: [
    ...convBnRelu('conv1', 16),
    ...[16, 32, 64].flatMap((filters, stage) =>
      [0, 1, 2].flatMap((block) =>
        residualBlock(
          `stage${stage + 1}-block${block + 1}`,
          filters,
          stage > 0 && block === 0 ? 2 : 1,
          block === 0,
        ),
      ),
    ),
    { kind: 'globalAveragePool' },
    { kind: 'dense', name: 'fc', units: 10 },
  ],
};

export const MODEL_ZOO: Readonly<Record<ModelName, ModelSpec>> = {
  'lenet-300-100': lenet300,
  'lenet-5': lenet5,
  'resnet-20': resnet20,
  'vgg-small': vggSmall,
};

/** The dataset whose images a zoo model reads. */
export const MODEL_DATASET: Readonly<Record<ModelName, DatasetName>> = {
  'lenet-300-100': 'mnist',
  'lenet-5': 'mnist',
  'resnet-20': 'cifar10',
  'vgg-small': 'cifar10',
};
