import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PruneStage } from '../../recipe/schema.ts';
import { computeMasks, type PrunableTensor, toKeepCount } from './masks.ts';

const tensor = (layer: string, ...values: number[]): PrunableTensor => ({
  name: `${layer}/kernel`,
  layer,
  units: 1,
  values: Float32Array.from(values),
});
const stage = (options: Partial<PruneStage>): PruneStage => ({
  kind: 'prune',
  criterion: { kind: 'magnitude' },
  scope: 'layer',
  schedule: { kind: 'once' },
  ...options,
});
const maskOf = (tensors: readonly PrunableTensor[], options: Partial<PruneStage>) =>
  Object.fromEntries([...computeMasks(tensors, stage(options), 1)].map(([name, kept]) => [name, [...kept]]));

const two = [tensor('a', 0.1, -0.9, 0.3, -0.2), tensor('b', 5, -6, 7, 8)];

describe('computeMasks', () => {
  it('keeps the largest magnitudes of each layer', () => {
    expect(maskOf(two, { sparsity: 0.5 })).toEqual({ 'a/kernel': [0, 1, 1, 0], 'b/kernel': [0, 0, 1, 1] });
  });

  it('keeps the largest magnitudes of all layers together', () => {
    expect(maskOf(two, { sparsity: 0.5, scope: 'global' })).toEqual({
      'a/kernel': [0, 0, 0, 0],
      'b/kernel': [1, 1, 1, 1],
    });
  });

  it('takes whole units, those with the smallest norm first', () => {
    // Columns (1, 2), (-3, 0) and (2, 2), of norms sqrt 5, 3 and sqrt 8: the first goes, then the third.
    const kernel = { ...tensor('a', 1, -3, 2, 2, 0, 2), units: 3 };
    const criterion = { kind: 'unit' } as const;
    const maskAt = (sparsity: number) => maskOf([kernel, tensor('last', 1, 2)], { criterion, sparsity });
    // The last layer's units are the classes.
    expect(maskAt(3 / 6)).toEqual({ 'a/kernel': [0, 1, 1, 0, 0, 1] });
    expect(maskAt(5 / 6)).toEqual({ 'a/kernel': [0, 1, 0, 0, 0, 0] });
  });

  it('takes a level by layer and leaves unnamed and excepted layers alone', () => {
    expect(maskOf(two, { sparsity: { b: 0.25 } })).toEqual({ 'b/kernel': [0, 1, 1, 1] });
    expect(maskOf(two, { sparsity: 0.25, except: ['b'] })).toEqual({ 'a/kernel': [0, 1, 1, 1] });
  });

  it('takes a threshold on the magnitude', () => {
    expect(maskOf(two, { threshold: 0.25 })).toEqual({ 'a/kernel': [0, 1, 1, 0], 'b/kernel': [1, 1, 1, 1] });
  });

  it('takes a multiple of the standard deviation of the surviving weights', () => {
    // 1, -1, 3, -3 deviate by sqrt(5) = 2.236 from their mean 0; the zero does not count.
    const weights = [tensor('a', 1, -1, 0, 3, -3)];
    expect(maskOf(weights, { qualityFactor: 1 })).toEqual({ 'a/kernel': [0, 0, 0, 1, 1] });
    expect(maskOf(weights, { qualityFactor: 0.4 })).toEqual({ 'a/kernel': [1, 1, 0, 1, 1] });
  });

  it('never brings a zero weight back', () => {
    expect(maskOf([tensor('a', 0, 0, 0, 1)], { sparsity: 0.25 })).toEqual({ 'a/kernel': [0, 0, 0, 1] });
    expect(maskOf([tensor('a', 0, 0, 0, 1)], { sparsity: 0.25, criterion: { kind: 'random' } })).toEqual({
      'a/kernel': [0, 0, 0, 1],
    });
  });

  it('hits the asked sparsity to the nearest weight, and more sparsity keeps a subset', () => {
    const weights = fc
      .float32Array({ minLength: 1, maxLength: 200, noNaN: true })
      .filter((each) => each.every((value) => value !== 0));
    const levels = fc.tuple(
      fc.double({ min: 0, max: 0.99, noNaN: true }),
      fc.double({ min: 0, max: 0.99, noNaN: true }),
    );
    fc.assert(
      fc.property(weights, levels, (values, pair) => {
        const [low, high] = pair.sort((x, y) => x - y) as [number, number];
        const input = [{ name: 'a/kernel', layer: 'a', units: 1, values }];
        const [loose, tight] = [low, high].map((sparsity) => maskOf(input, { sparsity })['a/kernel']!);
        expect(loose!.reduce((sum, keep) => sum + keep, 0)).toBe(toKeepCount(values.length, low));
        expect(tight!.every((keep, index) => keep <= loose![index]!)).toBe(true);
      }),
    );
  });

  it('draws random masks of the asked size from the seed', () => {
    const many = [tensor('a', ...Array.from({ length: 100 }, (_, index) => index + 1))];
    const draw = (seed: number) => [
      ...computeMasks(many, stage({ sparsity: 0.7, criterion: { kind: 'random' } }), seed).get('a/kernel')!,
    ];
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
    expect(draw(1).reduce((sum, keep) => sum + keep, 0)).toBe(30);
  });
});
