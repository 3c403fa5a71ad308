import { describe, expect, it } from 'vitest';
import { computeEntropy } from './entropy.ts';

describe('computeEntropy', () => {
  it('is the number of bits of equally likely symbols, whatever else never occurs', () => {
    expect(computeEntropy([3, 3])).toBe(1);
    expect(computeEntropy(Array(32).fill(7))).toBeCloseTo(5, 14);
    expect(computeEntropy([9, 0, 0])).toBe(0);
    expect(computeEntropy([])).toBe(0);
  });

  it("gives Shannon's own example: probabilities 1/2, 1/4, 1/8, 1/8 take 7/4 bits", () => {
    expect(computeEntropy([4, 2, 1, 1])).toBeCloseTo(1.75, 14);
  });

  it('gives the published cost of saying where the survivors are: H(p)/p', () => {
    for (const [p, bits] of [
      [0.5, 2],
      [0.1, 4.69],
      [0.08, 5.03],
      [0.01, 8.08],
      [0.001, 11.41],
    ] as const) {
      expect(computeEntropy([p, 1 - p]) / p).toBeCloseTo(bits, 2);
    }
  });
});
