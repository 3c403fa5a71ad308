import { describe, expect, it } from 'vitest';
import { decodeModel, encodeModel } from '../../codec/container.ts';
import { findSingularDirections } from '../../math/lowrank.ts';
import type { ModelSnapshot } from '../../protocol/snapshots.ts';
import { parseRecipe } from '../../recipe/parse.ts';
import type { ModelSpec } from '../../spec/model.ts';
import { listTensors } from '../../spec/shapes.ts';
import { MODEL_ZOO } from '../../spec/zoo.ts';
import { initializeModel } from '../models/initialize.ts';
import { factorizeModel } from './factorize.ts';

const spec: ModelSpec = {
  name: 'small',
  inputShape: [4, 4, 1],
  classes: 3,
  layers: [
    { kind: 'flatten' },
    { kind: 'dense', name: 'fc1', units: 12 },
    { kind: 'relu' },
    { kind: 'dense', name: 'fc2', units: 3 },
  ],
};
const model = initializeModel(spec, 7);

function multiply(left: Float32Array, right: Float32Array, rows: number, rank: number, columns: number) {
  const product = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++)
    for (let k = 0; k < rank; k++)
      for (let column = 0; column < columns; column++)
        product[row * columns + column]! += left[row * rank + k]! * right[k * columns + column]!;
  return product;
}

const find = ({ tensors }: ModelSnapshot, name: string) => tensors.find((each) => each.name === name)!;

describe('a net of factors', () => {
  const low = factorizeModel(model, { fc1: 4 });

  it('has the tensors of its spec, and fewer weights', () => {
    expect(low.tensors.map(({ name, shape, role, layer }) => ({ name, shape, role, layer }))).toEqual(
      listTensors(low.spec).map(({ name, shape, role, layer }) => ({ name, shape: [...shape], role, layer })),
    );
    expect(find(low, 'fc1-down/kernel').shape).toEqual([16, 4]);
    expect(find(low, 'fc1-up/kernel').shape).toEqual([4, 12]);
    expect(find(low, 'fc1-up/bias').values).toEqual(find(model, 'fc1/bias').values);
    expect(find(low, 'fc2/kernel').values).toEqual(find(model, 'fc2/kernel').values);
  });

  it('is as far from the layer as the singular values that were cut', () => {
    const { values } = find(model, 'fc1/kernel');
    const cut = findSingularDirections(values, 16, 12).values.subarray(4);
    const product = multiply(
      find(low, 'fc1-down/kernel').values,
      find(low, 'fc1-up/kernel').values,
      16,
      4,
      12,
    );
    const distance = values.reduce((sum, value, i) => sum + (value - product[i]!) ** 2, 0);
    expect(distance).toBeCloseTo(
      cut.reduce((sum, value) => sum + value * value, 0),
      5,
    );
  });

  it('is written and read like any other', () => {
    const { spec: read, tensors } = decodeModel(encodeModel(low).bytes);
    expect(read).toEqual(low.spec);
    expect(tensors.map(({ values }) => values)).toEqual(low.tensors.map(({ values }) => values));
  });

  it('leaves a layer alone whose factors would be larger', () => {
    expect(factorizeModel(model, 7)).toEqual(model);
    expect(factorizeModel(model, 6).spec.layers).toHaveLength(5);
  });

  it('is not made of a net with masks', () => {
    const masked: ModelSnapshot = {
      ...model,
      transforms: [{ kind: 'mask', tensor: 'fc1/kernel', kept: new Uint8Array(192) }],
    };
    expect(() => factorizeModel(masked, 4)).toThrow('fc1/kernel has a mask');
  });
});

describe('a recipe that begins with factors', () => {
  const recipe = (start: unknown, stages: unknown[] = []) =>
    parseRecipe({
      version: 1,
      seed: 1,
      dataset: { name: 'mnist' },
      model: { name: 'lenet-300-100' },
      start,
      stages,
    });

  it('names ranks of dense layers that there are', () => {
    expect(recipe({ kind: 'checkpoint', rank: { fc1: 20 } }).start).toEqual({
      kind: 'checkpoint',
      rank: { fc1: 20 },
    });
    expect(() => recipe({ kind: 'checkpoint', rank: { conv9: 20 } })).toThrow('conv9');
    expect(() => recipe({ kind: 'checkpoint', rank: 0 })).toThrow('rank');
  });

  it('goes on with the layers that it made', () => {
    const prune = (layer: string) => ({ kind: 'prune', sparsity: { [layer]: 0.5 } });
    expect(() => recipe({ kind: 'checkpoint', rank: 20 }, [prune('fc1-down')])).not.toThrow();
    expect(() => recipe({ kind: 'checkpoint', rank: 20 }, [prune('fc1')])).toThrow('fc1');
    expect(MODEL_ZOO['lenet-300-100'].layers.some((layer) => 'name' in layer && layer.name === 'fc1')).toBe(
      true,
    );
  });
});
