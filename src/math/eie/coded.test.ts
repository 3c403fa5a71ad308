import { describe, expect, it } from 'vitest';
import { compareSums, toCodedKernel, toInputs, toLayer } from './coded.ts';
import { simulateEie } from './simulate.ts';

describe('a layer for the machine', () => {
  const coded = toCodedKernel(Float32Array.of(0.5, 0, 0, -0.25, 0.5, 0.5), 2)!;

  it('has a code for each of its values, zero first', () => {
    expect([...coded.codes]).toEqual([1, 0, 0, 2, 1, 1]);
    expect([...coded.table]).toEqual([0, 0.5, -0.25]);
    expect(coded.kept).toBe(4);
    const many = Float32Array.from({ length: 17 }, (_, at) => at + 1);
    expect(toCodedKernel(many, 1)).toBeNull();
    expect(coded.columns).toBe(3);
  });

  it('gives the plain product, whatever counts as zero: the shift goes into the bias', () => {
    const background = Math.fround(-0.42);
    const inputs = Float32Array.of(background, 2, background);
    const bias = Float32Array.of(1, -1);
    const outputs = Float32Array.of(0.5 * background + 0.5 * background + 1, -0.5 + 0.5 * background - 1);
    for (const zero of [0, background]) {
      const { activations, active } = toInputs(inputs, zero);
      expect(active.length).toBe(zero === 0 ? 3 : 1);
      const { product } = simulateEie(
        {
          layers: [toLayer(coded, active)],
          sizes: [{ elements: 2, depth: 1 }],
          numbers: { table: coded.table, activations },
        },
        () => {},
      );
      const { difference } = compareSums(coded, zero, { sums: product!.sums, outputs, bias });
      expect(difference).toBeLessThan(0.001);
    }
  });
});
