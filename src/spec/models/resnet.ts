/**
 * ResNets for CIFAR-10 by one rule (He et al. 2016, arXiv 1512.03385, section 4.2): 6n + 2 layers, n blocks
 * for each of 16, 32 and 64 filters, with 1x1 projections where the shape changes, the form whose counts
 * Distiller prints (ResNet-20: 270,896 weights, 40,813,184 MACs).
 */
import type { LayerSpec, ModelSpec } from '../model.ts';
import { convBnRelu, relu } from './convolutions.ts';
import type { ModelRow, NetRow } from './row.ts';

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

/** @param depth 6n + 2: 8, 14, 20, 32, ... */
function resnet(depth: number): ModelSpec {
  const blocks = [...Array((depth - 2) / 6).keys()];
  return {
    name: `resnet-${depth}`,
    inputShape: [32, 32, 3],
    classes: 10,
    layers: [
      ...convBnRelu('conv1', 16),
      ...[16, 32, 64].flatMap((filters, stage) =>
        blocks.flatMap((block) =>
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
}

export const resnet20: ModelRow = {
  spec: resnet(20),
  dataset: 'cifar10',
  title: 'ResNet-20',
  label: { en: 'ResNet-20 · CIFAR-10 (slow)', zh: 'ResNet-20 · CIFAR-10（较慢）' },
  quickExamples: 1_000,
  retrainRate: 0.001,
  centroidRate: 0.0003,
  published: [],
};

/** Its shorter and longer kin. */
export const RESNETS = {
  'resnet-8': { spec: resnet(8), dataset: 'cifar10' },
  'resnet-14': { spec: resnet(14), dataset: 'cifar10' },
  'resnet-32': { spec: resnet(32), dataset: 'cifar10' },
} satisfies Readonly<Record<string, NetRow>>;
