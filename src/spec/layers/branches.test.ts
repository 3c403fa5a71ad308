import { describe, expect, it } from 'vitest';
import type { LayerSpec, ModelSpec } from '../model.ts';
import { modelSpecSchema } from '../modelschema.ts';
import { countMacs, countParameters, traceShapes } from '../shapes.ts';
import { listLayers, replaceLayers } from '../walk.ts';
import type { LayerOf } from './table.ts';

/** A small Inception block: 1x1, 3x3 after 1x1, and a pooled way, on 6x6 images of four channels. */
const block: LayerOf<'branches'> = {
  kind: 'branches',
  name: 'mixed',
  join: 'concat',
  branches: [
    [{ kind: 'conv2d', name: 'a', filters: 3, kernelSize: 1 }],
    [
      { kind: 'conv2d', name: 'b1', filters: 2, kernelSize: 1, bias: false },
      { kind: 'conv2d', name: 'b2', filters: 5, kernelSize: 3, padding: 'same' },
    ],
    [{ kind: 'maxPool', size: 3, stride: 1, padding: 'same' }],
  ],
};

const createSpec = (layers: readonly LayerSpec[]): ModelSpec => ({
  name: 'x',
  inputShape: [6, 6, 4],
  classes: 12,
  layers,
});

const spec = createSpec([block, { kind: 'globalAveragePool' }]);

describe('branches', () => {
  it('have the shapes, weights and work of a hand count', () => {
    const trace = traceShapes(spec);
    expect(trace.map(({ path, output }) => [path, output.join()])).toEqual([
      ['layers[0].branches[0][0]', '6,6,3'],
      ['layers[0].branches[1][0]', '6,6,2'],
      ['layers[0].branches[1][1]', '6,6,5'],
      ['layers[0].branches[2][0]', '6,6,4'],
      // 3 + 5 + 4 channels.
      ['layers[0]', '6,6,12'],
      ['layers[1]', '12'],
    ]);
    // 4 * 3 + 3, 4 * 2, and 9 * 2 * 5 + 5.
    expect(countParameters(spec)).toBe(15 + 8 + 95);
    expect(countMacs(spec)).toBe(36 * (12 + 8 + 90));
    expect(trace.flatMap(({ tensors }) => tensors.map(({ name, units }) => [name, units]))).toEqual([
      ['a/kernel', 3],
      ['a/bias', 3],
      ['b1/kernel', 2],
      ['b2/kernel', 5],
      ['b2/bias', 5],
    ]);
  });

  it('that are added keep the shape', () => {
    const added: LayerSpec = { ...block, join: 'add', branches: [[{ kind: 'relu' }], [], []] };
    expect(
      traceShapes({ ...createSpec([added, { kind: 'globalAveragePool' }]), classes: 4 })[1]?.output,
    ).toEqual([6, 6, 4]);
  });

  it.each([
    [
      { join: 'add' },
      'layers[0] (branches mixed) adds [6,6,3] and [6,6,5]; all branches must have one shape',
    ],
    [
      { branches: [[], [{ kind: 'maxPool', size: 2, stride: 2 }]] },
      'layers[0] (branches mixed) joins [6,6,4] and [3,3,4]; all branches must have one height and width',
    ],
    [
      { branches: [[], [{ kind: 'flatten' }]] },
      'layers[0] (branches mixed) joins [6,6,4] and [144]; all branches must have one height and width',
    ],
  ] as [Partial<typeof block>, string][])('that do not fit are refused: %j', (change, message) => {
    expect(() => traceShapes(createSpec([{ ...block, ...change }]))).toThrow(message);
  });

  it('are read by the schema, nested or not, and refused with a path', () => {
    const read = (value: unknown) => {
      const result = modelSpecSchema['~standard'].validate(value);
      if (result instanceof Promise) throw new Error('the schema is asynchronous');
      return result;
    };
    const nested = createSpec([{ ...block, branches: [[block], block.branches[0] ?? []] }]);
    expect(read(JSON.parse(JSON.stringify(nested)))).toMatchObject({ value: nested });
    const path = (value: unknown) =>
      read(value).issues?.map((issue) =>
        (issue.path ?? []).map((part) => (typeof part === 'object' ? part.key : part)).join('.'),
      );
    expect(
      path(createSpec([{ ...block, branches: [[{ kind: 'relu', units: 3 } as LayerSpec], []] }])),
    ).toEqual(['layers.0.branches.0.0.units']);
    const issue = read(createSpec([{ ...block, branches: [[]] }])).issues?.[0];
    expect(issue?.message).toBe('must be 2 to 16 branches, got 1');
  });
});

describe('a kind that there is not', () => {
  it('is said, and never taken for another', () => {
    const unknown = createSpec([{ kind: 'magic' } as unknown as LayerSpec]);
    expect(() => traceShapes(unknown)).toThrow('there is no kind of layer named magic');
  });
});

describe('the walk over nested layers', () => {
  const residual: LayerSpec = { kind: 'residual', name: 'r', body: [block], shortcut: [{ kind: 'relu' }] };

  it('finds every layer where it stands, the inner ones first', () => {
    expect(
      listLayers([residual]).map(({ path, layer, index, list }) => [path, layer.kind, index, list.length]),
    ).toEqual([
      ['layers[0].body[0].branches[0][0]', 'conv2d', 0, 1],
      ['layers[0].body[0].branches[1][0]', 'conv2d', 0, 2],
      ['layers[0].body[0].branches[1][1]', 'conv2d', 1, 2],
      ['layers[0].body[0].branches[2][0]', 'maxPool', 0, 1],
      ['layers[0].body[0]', 'branches', 0, 1],
      ['layers[0].shortcut[0]', 'relu', 0, 1],
      ['layers[0]', 'residual', 0, 1],
    ]);
  });

  it('puts none, one or several layers in the place of one, anywhere', () => {
    const replaced = replaceLayers([residual, { kind: 'relu' }], (layer) => {
      if (layer.kind === 'relu') return [];
      return layer.kind === 'conv2d' && layer.name === 'a' ? [layer, { kind: 'relu' }] : [layer];
    });
    expect(replaced).toEqual([
      {
        ...residual,
        body: [
          { ...block, branches: [[block.branches[0]?.[0], { kind: 'relu' }], ...block.branches.slice(1)] },
        ],
        shortcut: [],
      },
    ]);
  });
});
