import { describe, expect, it } from 'vitest';
import type { ModelSpec } from './model.ts';
import {
  countMacs,
  countParameters,
  listTensors,
  padSide,
  ShapeError,
  sizeOf,
  traceShapes,
} from './shapes.ts';
import { MODEL_ZOO } from './zoo.ts';

describe('the zoo against published counts', () => {
  it('gives LeNet-300-100 its 266,610 parameters and 266,200 MACs (Deep Compression, Table 2)', () => {
    expect(countParameters(MODEL_ZOO['lenet-300-100'])).toBe(266_610);
    expect(countMacs(MODEL_ZOO['lenet-300-100'])).toBe(266_200);
  });

  it('gives LeNet-5 its 431,080 parameters and 2,293,000 MACs (Han et al. 2015, half of 4,586K FLOP)', () => {
    expect(countParameters(MODEL_ZOO['lenet-5'])).toBe(431_080);
    expect(countMacs(MODEL_ZOO['lenet-5'])).toBe(2_293_000);
  });

  it('gives ResNet-20 the 270,896 weights and 40,813,184 MACs that Distiller prints', () => {
    const kernels = listTensors(MODEL_ZOO['resnet-20']).filter(({ role }) => role === 'kernel');
    expect(kernels.reduce((sum, { shape }) => sum + sizeOf(shape), 0)).toBe(270_896);
    expect(countMacs(MODEL_ZOO['resnet-20'])).toBe(40_813_184);
  });

  it('gives students and their teachers the weights that a hand count gives', () => {
    const counts = {
      // Hinton et al. 2015: 784-1200-1200-10 and 784-800-800-10.
      'mnist-1200': 785 * 1200 + 1201 * 1200 + 1201 * 10,
      'mnist-800': 785 * 800 + 801 * 800 + 801 * 10,
      'lenet-30-10': 785 * 30 + 31 * 10 + 11 * 10,
      'lenet-5-thin': 26 * 6 + (6 * 25 + 1) * 15 + (16 * 15 + 1) * 160 + 161 * 10,
      'mnist-30k': 160 + 2320 + 3480 + 5208 + 6510 + 8130 + 4810,
    } as const;
    for (const [name, count] of Object.entries(counts))
      expect(countParameters(MODEL_ZOO[name as keyof typeof counts])).toBe(count);
    for (const [small, big] of [
      ['lenet-30-10', 'lenet-300-100'],
      ['lenet-5-thin', 'lenet-5'],
    ] as const)
      expect(countParameters(MODEL_ZOO[small]) / countParameters(MODEL_ZOO[big])).toBeCloseTo(0.1, 1);
  });

  it('gives the ResNets the parameters of He et al. 2016, table 6, and the layers of their names', () => {
    for (const [depth, millions] of [
      [20, 0.27],
      [32, 0.46],
    ] as const)
      expect(countParameters(MODEL_ZOO[`resnet-${depth}`]) / 1e6).toBeCloseTo(millions, 1);
    for (const depth of [8, 14, 20, 32] as const) {
      const layers = listTensors(MODEL_ZOO[`resnet-${depth}`]).filter(
        ({ role, layer }) => role === 'kernel' && !layer.endsWith('-skip'),
      );
      expect(layers).toHaveLength(depth);
    }
  });

  it('keeps vgg-small at about 20 million MACs', () => {
    expect(countMacs(MODEL_ZOO['vgg-small']) / 1e6).toBeCloseTo(20, 0);
  });
});

describe('shapes', () => {
  it('pads as a hand count says', () => {
    expect(padSide(5, 3, 2, 'same')).toEqual({ before: 1, after: 1, output: 3 });
    expect(padSide(6, 3, 2, 'same')).toEqual({ before: 0, after: 1, output: 3 });
    expect(padSide(28, 5, 1, 'valid').output).toBe(24);
    expect(padSide(32, 3, 2, 1).output).toBe(16);
  });

  const spec = (layers: ModelSpec['layers']): ModelSpec => ({
    name: 'x',
    inputShape: [8, 8, 1],
    classes: 2,
    layers,
  });

  it.each([
    [
      'a dense layer on an image',
      [{ kind: 'dense', name: 'fc', units: 2 }],
      'layers[0] (dense fc) needs a flat input',
    ],
    [
      'a window larger than its input',
      [{ kind: 'maxPool', size: 9, stride: 1 }],
      'layers[0] has a window that does not fit',
    ],
    [
      'a wrong number of classes',
      [{ kind: 'flatten' }, { kind: 'dense', name: 'fc', units: 3 }],
      'layers end in shape [3]',
    ],
    [
      'a residual whose sides differ',
      [
        {
          kind: 'residual',
          name: 'r',
          body: [{ kind: 'conv2d', name: 'c', filters: 4, kernelSize: 1 }],
          shortcut: [],
        },
      ],
      'layers[0] (residual r) adds [8,8,4] to [8,8,1]',
    ],
  ] as [string, ModelSpec['layers'], string][])('refuses %s', (_, layers, message) => {
    expect(() => traceShapes(spec(layers))).toThrow(ShapeError);
    expect(() => traceShapes(spec(layers))).toThrow(message);
  });
});
