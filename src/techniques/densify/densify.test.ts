import { describe, expect, it } from 'vitest';
import { NO_CODE } from '../codebook/transform.ts';
import type { TransformSnapshot } from '../transforms.ts';
import { densifyModel } from './densify.ts';

const KERNEL = 'fc/kernel';

const mask: TransformSnapshot = { kind: 'mask', tensor: KERNEL, kept: Uint8Array.of(1, 0, 1, 0) };

const toModel = (transforms: readonly TransformSnapshot[]) => ({
  tensors: [
    { name: KERNEL, values: Float32Array.of(0.5, -0.25, -1, 0.125) },
    { name: 'fc/bias', values: Float32Array.of(2) },
  ],
  transforms,
});

const codebook = (codes: readonly number[]): TransformSnapshot => ({
  kind: 'codebook',
  tensor: KERNEL,
  codes: Uint16Array.from(codes),
});

describe('densifyModel', () => {
  it('lets pruned weights begin at zero, and leaves all others', () => {
    const dense = densifyModel(toModel([mask]), 'zero');
    expect(dense.transforms).toEqual([]);
    expect(dense.tensors.map(({ values }) => [...values])).toEqual([[0.5, 0, -1, 0], [2]]);
  });

  it('lets them begin where they were, as asked', () => {
    const dense = densifyModel(toModel([mask]), 'before');
    expect(dense.transforms).toEqual([]);
    expect([...dense.tensors[0]!.values]).toEqual([0.5, -0.25, -1, 0.125]);
  });

  it('keeps what else is on a tensor, and a model without masks is itself', () => {
    const shared = codebook([0, 0, 1, 1]);
    const model = toModel([shared]);
    expect(densifyModel(model, 'zero')).toBe(model);
    expect(densifyModel(toModel([mask, shared]), 'before').transforms).toEqual([shared]);
  });

  it('refuses where pruned weights have no value to share', () => {
    expect(() => densifyModel(toModel([mask, codebook([0, NO_CODE, 1, NO_CODE])]), 'zero')).toThrow(
      'fc/kernel has a codebook, in which pruned weights share no value: densify before it',
    );
  });
});
