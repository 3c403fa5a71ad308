import { describe, expect, it } from 'vitest';
import type { LayerSpec, ModelSpec } from '../../spec/model.ts';
import { listTensors, sizeOf } from '../../spec/shapes.ts';
import { MODEL_ZOO } from '../../spec/zoo.ts';
import { type TransformSnapshot, toEffectiveValues } from '../transforms.ts';
import { thinModel } from './thin.ts';

const specOf = (inputShape: ModelSpec['inputShape'], layers: LayerSpec[]): ModelSpec => ({
  name: 'tiny',
  inputShape,
  classes: 2,
  layers,
});

/** A model with these values by tensor; what is not given is filled with ones. */
function createModel(spec: ModelSpec, given: Readonly<Record<string, number[]>> = {}) {
  return {
    spec,
    tensors: listTensors(spec).map((info) => ({
      ...info,
      values: Float32Array.from(given[info.name] ?? new Array(sizeOf(info.shape)).fill(1)),
    })),
    transforms: [] as TransformSnapshot[],
  };
}

const valuesOf = ({ tensors }: ReturnType<typeof createModel>, name: string) => {
  const { shape, values } = tensors.find((each) => each.name === name)!;
  return { shape: [...shape], values: [...values] };
};

const dense = (name: string, units: number, bias?: false): LayerSpec => ({
  kind: 'dense',
  name,
  units,
  ...(bias === false ? { bias } : {}),
});
const relu: LayerSpec = { kind: 'relu' };

describe('thinModel', () => {
  const pair = specOf([1, 2, 1], [{ kind: 'flatten' }, dense('a', 3), relu, dense('b', 2)]);

  it('takes units out by hand: one that nobody reads, and one that always gives relu(0.5)', () => {
    const model = createModel(pair, {
      'a/kernel': [1, 2, 0, 3, 4, 0],
      'a/bias': [0.25, 0.2, 0.5],
      'b/kernel': [7, 8, 0, 0, 2, -2],
      'b/bias': [1, 1],
    });
    const thin = thinModel(model);
    expect(thin.spec.layers).toEqual([{ kind: 'flatten' }, dense('a', 1), relu, dense('b', 2)]);
    expect(valuesOf(thin, 'a/kernel')).toEqual({ shape: [2, 1], values: [1, 3] });
    expect(valuesOf(thin, 'a/bias')).toEqual({ shape: [1], values: [0.25] });
    expect(valuesOf(thin, 'b/kernel')).toEqual({ shape: [1, 2], values: [7, 8] });
    expect(valuesOf(thin, 'b/bias')).toEqual({ shape: [2], values: [2, 0] });
    expect(thinModel(thin)).toBe(thin);
  });

  it('sees what masks hide, and cuts masks and codebooks with their tensors', () => {
    const model = createModel(pair);
    const kept = Uint8Array.of(1, 0, 1, 1, 0, 0);
    model.transforms.push(
      { kind: 'mask', tensor: 'a/kernel', kept },
      { kind: 'codebook', tensor: 'b/kernel', codes: Uint16Array.of(0, 1, 2, 3, 4, 5) },
    );
    const thin = thinModel(model);
    expect(thin.transforms).toEqual([
      { kind: 'mask', tensor: 'a/kernel', kept: Uint8Array.of(1, 1, 1, 0) },
      { kind: 'codebook', tensor: 'b/kernel', codes: Uint16Array.of(0, 1, 4, 5) },
    ]);
    expect(valuesOf(thin, 'b/bias').values).toEqual([2, 2]);
  });

  it('cuts the steps and grids of quantized weights that each unit has of its own', () => {
    const model = createModel(pair, { 'a/kernel': [1, 0, 1, 1, 0, 1], 'b/kernel': [1, 2, 3, 4, 5, 6] });
    const step = { name: 'a/kernel/step', layer: 'a', role: 'quantizer' as const, shape: [3], units: 3 };
    const scales = Float32Array.of(1, 2, 3);
    const thin = thinModel({
      ...model,
      tensors: [...model.tensors, { ...step, values: Float32Array.of(0.5, 0.25, 0.125) }],
      transforms: [
        {
          kind: 'quantizer',
          tensor: 'a/kernel',
          bits: 4,
          per: 'channel',
          groupSize: 16,
          scheme: 'symmetric',
          learns: true,
        },
      ],
      grids: [
        { tensor: 'a/kernel', bits: 4, scales, zeroPoints: scales },
        { tensor: 'b/kernel', bits: 4, scales: Float32Array.of(1), zeroPoints: Float32Array.of(8) },
        { tensor: 'b/bias', bits: 4, scales, zeroPoints: scales, groupSize: 1 },
      ],
    });
    expect(valuesOf(thin, 'a/kernel/step')).toEqual({ shape: [2], values: [0.5, 0.125] });
    expect(thin.grids.map((grid) => [...grid.scales])).toEqual([[1, 3], [1]]);
  });

  it('leaves a layer whole whose scale is a mean that would change, and thins around it', () => {
    const binary = { kind: 'binary' as const, scale: 'tensor' as const };
    const values = { 'a/kernel': [1, 0, 1, 1, 0, 1], 'a/bias': [0, 0.5, 0], 'b/kernel': [1, 2, 9, 9, 5, 6] };
    const reading = createModel(pair, values);
    reading.transforms.push({ ...binary, tensor: 'b/kernel' });
    expect(thinModel(reading)).toBe(reading);
    // Zeros have no say in the mean: the kernel that makes the empty unit can lose it.
    const making = createModel(pair, values);
    making.transforms.push({ ...binary, tensor: 'a/kernel' });
    const thin = thinModel(making);
    expect(thin.spec.layers[1]).toEqual(dense('a', 2));
    expect(toEffectiveValues(thin, 'a/kernel')).toEqual(Float32Array.of(1, 1, 1, 1));
  });

  it('leaves a layer one unit, and a full net as it is', () => {
    const full = createModel(pair);
    expect(thinModel(full)).toBe(full);
    const empty = createModel(pair, { 'a/kernel': new Array(6).fill(0), 'b/kernel': new Array(6).fill(0) });
    expect(thinModel(empty).spec.layers[1]).toEqual(dense('a', 1));
  });

  it('goes on from what a removed unit alone has read', () => {
    const chain = specOf([1, 1, 1], [{ kind: 'flatten' }, dense('a', 2), dense('b', 2), dense('c', 2)]);
    const thin = thinModel(createModel(chain, { 'b/kernel': [1, 0, 0, 1], 'c/kernel': [1, 1, 0, 0] }));
    expect(thin.spec.layers.slice(1)).toEqual([dense('a', 1), dense('b', 1), dense('c', 2)]);
  });

  it('keeps a constant that a bias cannot take, because it shares its value', () => {
    const shared = createModel(pair, { 'a/kernel': [1, 1, 0, 1, 1, 0] });
    shared.transforms.push({ kind: 'codebook', tensor: 'b/bias', codes: Uint16Array.of(0, 0) });
    const thin = thinModel(shared);
    expect(thin.spec.layers[1]).toEqual(dense('a', 3));
  });

  it('lets one unit carry the constants that cannot go into biases, in the ratio of the numbers', () => {
    const open = specOf([1, 1, 1], [{ kind: 'flatten' }, dense('a', 4), dense('b', 2, false)]);
    const model = createModel(open, {
      'a/kernel': [1, 0, 0, 0],
      'a/bias': [0, 2, -4, 1],
      'b/kernel': [1, 1, 3, 0, 5, 6, 7, 8],
    });
    model.transforms.push({ kind: 'mask', tensor: 'b/kernel', kept: Uint8Array.of(1, 1, 1, 1, 0, 1, 1, 1) });
    // -4 is furthest from zero: 3 x 2 + 7 x 1 = -3.25 x -4, and 6 x -4 + 8 x 1 = 4 x -4.
    const thin = thinModel(model);
    expect(thin.spec.layers[1]).toEqual(dense('a', 2));
    expect(valuesOf(thin, 'a/bias').values).toEqual([0, -4]);
    expect(valuesOf(thin, 'b/kernel').values).toEqual([1, 1, -3.25, 4]);
    expect(thin.transforms).toEqual([{ kind: 'mask', tensor: 'b/kernel', kept: Uint8Array.of(1, 1, 1, 1) }]);
  });

  it("takes LeNet-5's fc1 the inputs 7, 57, ..., 757 with filter 7 of conv2", () => {
    const model = createModel(MODEL_ZOO['lenet-5']);
    const find = (name: string) => model.tensors.find((each) => each.name === name)!;
    const { values: conv2 } = find('conv2/kernel');
    for (let row = 0; row < 500; row++) conv2[row * 50 + 7] = 0;
    find('conv2/bias').values[7] = 0.5;
    const fc1 = find('fc1/kernel').values;
    for (let row = 0; row < 800; row++) fc1.fill(row, row * 500, (row + 1) * 500);
    const thin = thinModel(model);
    expect(valuesOf(thin, 'conv2/kernel').shape).toEqual([5, 5, 20, 49]);
    const { shape, values } = valuesOf(thin, 'fc1/kernel');
    expect(shape).toEqual([784, 500]);
    const gone = Array.from({ length: 16 }, (_, place) => 7 + 50 * place);
    const left = Array.from({ length: 800 }, (_, row) => row).filter((row) => !gone.includes(row));
    expect(values.filter((_, place) => place % 500 === 0)).toEqual(left);
    const folded = 1 + 0.5 * gone.reduce((sum, row) => sum + row, 0);
    expect(new Set(valuesOf(thin, 'fc1/bias').values)).toEqual(new Set([folded]));
  });

  it("takes a channel's batch norm and depthwise kernel with it", () => {
    const spec = specOf(
      [2, 2, 1],
      [
        { kind: 'conv2d', name: 'conv', filters: 3, kernelSize: 1, bias: false },
        { kind: 'batchNorm', name: 'bn' },
        relu,
        { kind: 'depthwiseConv2d', name: 'depthwise', kernelSize: 2 },
        { kind: 'flatten' },
        dense('fc', 2),
      ],
    );
    const model = createModel(spec, {
      'conv/kernel': [1, 0, 2],
      // The middle channel: (0 - 2) x 3 / sqrt(4 - 1e-5 + 1e-5) + 5 = 2, times 1 + 2 + 3 + 4, plus 1: 21.
      'bn/scale': [1, 3, 1],
      'bn/shift': [0, 5, 0],
      'bn/movingMean': [0, 2, 0],
      'bn/movingVariance': [1, 4 - 1e-5, 1],
      'depthwise/kernel': [9, 1, 9, 9, 2, 9, 9, 3, 9, 9, 4, 9],
      'fc/kernel': [1, 1, 10, 100, 1, 1],
    });
    const thin = thinModel(model);
    expect(valuesOf(thin, 'conv/kernel').values).toEqual([1, 2]);
    expect(valuesOf(thin, 'bn/movingMean')).toEqual({ shape: [2], values: [0, 0] });
    expect(valuesOf(thin, 'depthwise/kernel')).toEqual({ shape: [2, 2, 2, 1], values: new Array(8).fill(9) });
    for (const [answer, value] of [1 + 210, 1 + 2100].entries())
      expect(valuesOf(thin, 'fc/bias').values[answer]).toBeCloseTo(value, 2);
  });

  it('keeps a unit of a joined stream until all that is added to it is gone', () => {
    const block: LayerSpec = { kind: 'residual', name: 'r', body: [dense('body', 2)], shortcut: [] };
    const spec = specOf([1, 1, 1], [{ kind: 'flatten' }, dense('a', 2), block, dense('fc', 2)]);
    const bodyGone = thinModel(createModel(spec, { 'body/kernel': [1, 0, 1, 0] }));
    expect(bodyGone.spec).toBe(spec);
    const bothGone = thinModel(
      createModel(spec, { 'a/kernel': [1, 0], 'body/kernel': [1, 0, 1, 0], 'body/bias': [0, 3] }),
    );
    expect(bothGone.spec.layers[1]).toEqual(dense('a', 1));
    // The stream's second unit is 1 before the block, and 1 + 3 after it.
    expect(valuesOf(bothGone, 'body/bias').values).toEqual([1]);
    expect(valuesOf(bothGone, 'fc/bias').values).toEqual([5, 5]);
  });

  it('follows units through branches put one behind the other', () => {
    const branches: LayerSpec = {
      kind: 'branches',
      name: 'fork',
      join: 'concat',
      branches: [[dense('left', 2)], [dense('right', 2)]],
    };
    const spec = specOf([1, 1, 1], [{ kind: 'flatten' }, branches, dense('fc', 2)]);
    const thin = thinModel(createModel(spec, { 'fc/kernel': [1, 1, 2, 2, 0, 0, 4, 4] }));
    expect(thin.spec.layers[1]).toMatchObject({ branches: [[dense('left', 2)], [dense('right', 1)]] });
    expect(valuesOf(thin, 'fc/kernel').values).toEqual([1, 1, 2, 2, 4, 4]);
  });
});
