/**
 * ResNet-20 (He et al. 2016, arXiv 1512.03385, section 4.2) with 1x1 projections where the shape changes, the
 * form whose counts Distiller prints (270,896 weights, 40,813,184 MACs).
 */
import type { LayerSpec, ModelSpec } from '../model.ts';
import { convBnRelu, relu } from './convolutions.ts';
import type { ModelRow } from './row.ts';

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

const spec: ModelSpec = {
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

export const resnet20: ModelRow = {
  spec: spec,
  dataset: 'cifar10',
  title: 'ResNet-20',
  label: { en: 'ResNet-20 · CIFAR-10 (slow)', zh: 'ResNet-20 · CIFAR-10（较慢）' },
  quickExamples: 1_000,
  retrainRate: 0.001,
  centroidRate: 0.0003,
  published: [],
};
