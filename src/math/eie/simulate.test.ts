import { describe, expect, it } from 'vitest';
import { simulateEie } from './simulate.ts';

describe('a layer at several sizes of the machine', () => {
  // Two columns of 40 rows: a weight at the head and one 39 further on; the second column is empty.
  const codes = Uint8Array.from({ length: 80 }, (_, at) => (at === 0 || at === 39 ? 3 : 0));
  const layer = { kind: 'codes', codes, rows: 40, active: Int32Array.of(0) } as const;

  it('by hand: one element needs two fillers across 38 zeros, two elements one, four none', () => {
    const shares: number[] = [];
    const sizes = [1, 2, 4].map((elements) => ({ elements, depth: 8 }));
    const { points, loads } = simulateEie({ layers: [layer], sizes }, (share) => shares.push(share));
    expect(loads).toEqual([4]);
    expect(points.map(({ entries, fillers }) => [entries, fillers])).toEqual([
      [4, 2],
      [3, 1],
      [2, 0],
    ]);
    // With two elements, rows 0 and 39 lie with different ones; the second has 19 zeros before its own.
    expect(points.map(({ cycles }) => cycles)).toEqual([4, 2, 1]);
    expect(shares).toEqual([1 / 3, 2 / 3, 1]);
  });

  it('draws a published layer once for all depths, with ever less waiting', () => {
    const sizes = [1, 2, 8].map((depth) => ({ elements: 64, depth }));
    const { points } = simulateEie({ layers: [{ kind: 'published', name: 'nt-we' }], sizes }, () => {});
    expect(new Set(points.map(({ entries }) => entries)).size).toBe(1);
    expect(points[0]!.cycles).toBeGreaterThan(points[1]!.cycles);
    expect(points[1]!.cycles).toBeGreaterThan(points[2]!.cycles);
    // A tenth of 4096 x 600 weights, to a percent.
    const { entries, fillers } = points[0]!;
    expect(Math.abs((entries - fillers) / 245_760 - 1)).toBeLessThan(0.01);
  });

  it('multiplies in sixteen bits what it counts, to a thousandth of the largest sum', () => {
    const weights = [0, 0.31, -0.77, 0.052];
    const own = Uint8Array.of(1, 0, 2, 3, 0, 1, 2, 2, 0);
    const activations = Float32Array.of(0.9, 0, 0.25);
    const { product, points } = simulateEie(
      {
        layers: [
          { kind: 'codes', codes: own, rows: 3, active: Int32Array.of(0, 2) },
          { kind: 'codes', codes: own, rows: 3, active: Int32Array.of(0, 1, 2) },
        ],
        sizes: [{ elements: 2, depth: 1 }],
        numbers: { table: Float32Array.from(weights), activations },
      },
      () => {},
    );
    expect(points.map(({ layer: at, entries }) => [at, entries])).toEqual([
      [0, 4],
      [1, 6],
    ]);
    const exact = [0.9 * 0.31 - 0.25 * 0.77, -0.25 * 0.77, -0.9 * 0.77];
    product!.sums.forEach((sum, row) => {
      expect(Math.abs(sum - exact[row]!)).toBeLessThan(0.001 * 0.7);
    });
    expect(product!.cutOff).toBe(0);
  });
});
