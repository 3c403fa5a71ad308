import { describe, expect, it } from 'vitest';
import { computeSparsity, countNonZeros, packNonZeros } from './sparsity.ts';

describe('sparsity', () => {
  it('counts zeros of either sign as zeros and a NaN as a weight', () => {
    const values = new Float32Array([0, -0, 1e-45, Number.NaN, -2]);
    expect(countNonZeros(values)).toBe(3);
    expect(computeSparsity(values)).toBeCloseTo(0.4, 15);
    expect(computeSparsity([])).toBe(0);
  });

  it('packs what is not zero, in order', () => {
    expect(packNonZeros(new Float32Array([0, 3, -0, -1, 0]))).toEqual(new Float32Array([3, -1]));
    expect(packNonZeros(new Float32Array(2))).toEqual(new Float32Array(0));
  });
});
