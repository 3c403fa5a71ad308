import { expect, it } from 'vitest';
import { listTensors } from '../../../src/spec/shapes.ts';
import { MODEL_ZOO } from '../../../src/spec/zoo.ts';
import { toXnorModel } from './xnor.ts';

it('reads and has signs in all layers but the first and the last, with a tensor for each name', () => {
  for (const [model, layers] of [
    ['lenet-5', ['conv2', 'fc1']],
    ['vgg-small', ['conv2', 'conv3', 'conv4', 'conv5', 'conv6', 'fc1']],
  ] as const) {
    const spec = MODEL_ZOO[model];
    const tensors = listTensors(spec).map(({ shape, ...info }) => ({
      ...info,
      shape,
      values: new Float32Array(shape.reduce((size, side) => size * side, 1)),
    }));
    const made = toXnorModel({ spec, tensors, transforms: [] });
    expect(made.transforms.map(({ tensor }) => tensor)).toEqual(layers.map((layer) => `${layer}/kernel`));
    expect(made.spec.layers.filter(({ kind }) => kind === 'binarizeActivation')).toHaveLength(layers.length);
    expect(made.tensors.map(({ name }) => name)).toEqual(listTensors(made.spec).map(({ name }) => name));
  }
});
