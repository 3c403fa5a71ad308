import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromCsr, toCsr } from './csr.ts';

describe('CSR', () => {
  it('stores a hand-worked matrix in 2a + n + 1 numbers', () => {
    const dense = new Float32Array([0, 5, 0, 0, 0, 0, 2, 0, 7]);
    const matrix = toCsr(dense, 3, 3);
    expect([...matrix.values]).toEqual([5, 2, 7]);
    expect([...matrix.columnIndices]).toEqual([1, 0, 2]);
    expect([...matrix.rowStarts]).toEqual([0, 1, 1, 3]);
    expect(matrix.values.length + matrix.columnIndices.length + matrix.rowStarts.length).toBe(2 * 3 + 3 + 1);
  });

  it('gives back the dense matrix bit for bit, -0 included', () => {
    const value = fc.constantFrom(0, -0, 1.5, -2, Number.MIN_VALUE, 1e-45, Number.NEGATIVE_INFINITY);
    fc.assert(
      fc.property(
        fc.nat(9),
        fc.nat(9),
        fc.array(value, { minLength: 81, maxLength: 81 }),
        (rows, columns, pool) => {
          const dense = Float32Array.from(pool.slice(0, rows * columns));
          const rebuilt = fromCsr(toCsr(dense, rows, columns));
          expect(new Uint32Array(rebuilt.buffer)).toEqual(new Uint32Array(dense.buffer));
        },
      ),
    );
  });

  it('refuses a matrix of another size', () => {
    expect(() => toCsr(new Float32Array(5), 2, 3)).toThrow('a [2, 3] matrix has 6 values, got 5');
  });
});
