import { describe, expect, it } from 'vitest';
import type { ModelSpec } from '../spec/model.ts';
import { fillTensors } from '../testing/modelfiles.ts';
import { decodeModel, encodeModel } from './container.ts';

const spec: ModelSpec = {
  name: 'nested',
  inputShape: [6, 6, 2],
  classes: 3,
  layers: [
    {
      kind: 'branches',
      name: 'mixed',
      join: 'concat',
      branches: [
        [{ kind: 'conv2d', name: 'a', filters: 3, kernelSize: 1 }],
        [
          { kind: 'depthwiseConv2d', name: 'b', kernelSize: 3, padding: 'same', bias: false },
          {
            kind: 'residual',
            name: 'r',
            body: [{ kind: 'batchNorm', name: 'bn' }, { kind: 'relu' }],
            shortcut: [],
          },
        ],
        [],
      ],
    },
    { kind: 'globalAveragePool' },
    { kind: 'dense', name: 'fc', units: 3 },
  ],
};

describe('a file of a net with layers inside layers', () => {
  it('gives back the spec and every bit, and the same bytes when written again', () => {
    const tensors = fillTensors(spec, 0.5);
    const { bytes } = encodeModel({ spec, tensors });
    const read = decodeModel(bytes);
    expect(read.spec).toEqual(spec);
    expect(read.tensors.map(({ name, values }) => [name, values])).toEqual(
      tensors.map(({ name, values }) => [name, values]),
    );
    expect(encodeModel(read).bytes).toEqual(bytes);
  });
});
