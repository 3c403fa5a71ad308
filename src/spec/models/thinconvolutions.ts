/** Convolutional nets for MNIST that learn from bigger ones: thinner than LeNet-5, and thin and deep. */
import type { LayerSpec, ModelSpec } from '../model.ts';
import type { NetRow } from './row.ts';

const relu: LayerSpec = { kind: 'relu' };
const halve: LayerSpec = { kind: 'maxPool', size: 2, stride: 2 };

/** LeNet-5's layers with other widths. */
function lenet5(name: string, [conv1, conv2, fc1]: readonly [number, number, number]): ModelSpec {
  return {
    name,
    inputShape: [28, 28, 1],
    classes: 10,
    layers: [
      { kind: 'conv2d', name: 'conv1', filters: conv1, kernelSize: 5, padding: 'valid' },
      halve,
      { kind: 'conv2d', name: 'conv2', filters: conv2, kernelSize: 5, padding: 'valid' },
      halve,
      { kind: 'flatten' },
      { kind: 'dense', name: 'fc1', units: fc1 },
      relu,
      { kind: 'dropout', rate: 0 },
      { kind: 'dense', name: 'fc2', units: 10 },
    ],
  };
}

/**
 * A thin and deep student of about 30,000 weights, in the manner of FitNets (Romero et al. 2015, arXiv
 * 1412.6550, section 3.2): six convolutions, two to each size of image. Theirs are maxout layers, ours have a
 * ReLU. Its maps have the sizes of LeNet-5's (12, 8 and 4), so that these can be its hints.
 */
const deep: ModelSpec = {
  name: 'mnist-30k',
  inputShape: [28, 28, 1],
  classes: 10,
  layers: [
    ...[16, 16, 24, 24, 30, 30].flatMap((filters, index): LayerSpec[] => [
      {
        kind: 'conv2d',
        name: `conv${index + 1}`,
        filters,
        kernelSize: 3,
        padding: index < 4 ? 'valid' : 'same',
      },
      relu,
      ...(index === 1 || index === 3 ? [halve] : []),
    ]),
    { kind: 'flatten' },
    { kind: 'dense', name: 'fc', units: 10 },
  ],
};

export const THIN_CONVOLUTIONS = {
  /** A tenth of LeNet-5's weights. */
  'lenet-5-thin': { spec: lenet5('lenet-5-thin', [6, 15, 160]), dataset: 'mnist' },
  /** A hundredth. */
  'lenet-5-thinnest': { spec: lenet5('lenet-5-thinnest', [4, 7, 32]), dataset: 'mnist' },
  'mnist-30k': { spec: deep, dataset: 'mnist' },
} satisfies Readonly<Record<string, NetRow>>;
