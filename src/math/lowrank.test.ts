/** Against what is true of every such decomposition, and against matrices whose answer is known. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decomposeSymmetric } from './eigen.ts';
import { type Factors, findSingularDirections, truncateToRank } from './lowrank.ts';

function multiply({ left, right, rank }: Factors, rows: number, columns: number): Float64Array {
  const product = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++)
    for (let k = 0; k < rank; k++)
      for (let column = 0; column < columns; column++)
        product[row * columns + column]! += left[row * rank + k]! * right[k * columns + column]!;
  return product;
}

const sumSquares = (values: Iterable<number>) => [...values].reduce((sum, value) => sum + value * value, 0);

function distance(matrix: ArrayLike<number>, other: ArrayLike<number>): number {
  return Math.sqrt(sumSquares(Array.from(matrix, (value, i) => value - other[i]!)));
}

const shapes = fc.tuple(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 1, max: 14 }));
const matrices = shapes.chain(([rows, columns]) =>
  fc
    .array(fc.float({ min: -3, max: 3, noNaN: true }), {
      minLength: rows * columns,
      maxLength: rows * columns,
    })
    .map((values) => ({ rows, columns, matrix: Float32Array.from(values) })),
);

describe('eigenvectors of a symmetric matrix', () => {
  it('solve a matrix that is solved by hand', () => {
    // [[2, 1], [1, 2]] stretches (1, 1) by 3 and (1, -1) by 1.
    const { values, vectors } = decomposeSymmetric(Float64Array.of(2, 1, 1, 2), 2);
    expect(values[0]).toBeCloseTo(3, 12);
    expect(values[1]).toBeCloseTo(1, 12);
    expect(Math.abs(vectors[0]!)).toBeCloseTo(Math.SQRT1_2, 12);
    expect(vectors[0]! * vectors[1]!).toBeCloseTo(0.5, 12);
    expect(vectors[2]! * vectors[3]!).toBeCloseTo(-0.5, 12);
  });

  it('find the known eigenvalues of a chain of springs', () => {
    // 2 on the diagonal, -1 beside it: 2 - 2 cos(pi k / (n + 1)).
    const size = 40;
    const matrix = new Float64Array(size * size);
    for (let i = 0; i < size; i++) {
      matrix[i * size + i] = 2;
      if (i > 0) matrix[i * size + i - 1] = -1;
    }
    const { values } = decomposeSymmetric(matrix, size);
    for (let k = 0; k < size; k++)
      expect(values[k]).toBeCloseTo(2 - 2 * Math.cos((Math.PI * (size - k)) / (size + 1)), 11);
  });

  it('are at right angles and rebuild the matrix, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 16 }).chain((size) =>
          fc
            .array(fc.double({ min: -5, max: 5, noNaN: true }), {
              minLength: size * size,
              maxLength: size * size,
            })
            .map((values) => ({ size, values: Float64Array.from(values) })),
        ),
        ({ size, values: lower }) => {
          const { values, vectors } = decomposeSymmetric(lower, size);
          const at = (i: number, j: number) => (i >= j ? lower[i * size + j]! : lower[j * size + i]!);
          for (let i = 0; i < size; i++) {
            for (let j = 0; j < size; j++) {
              let dot = 0;
              let entry = 0;
              for (let k = 0; k < size; k++) {
                dot += vectors[i * size + k]! * vectors[j * size + k]!;
                entry += values[k]! * vectors[k * size + i]! * vectors[k * size + j]!;
              }
              expect(dot).toBeCloseTo(i === j ? 1 : 0, 10);
              expect(entry).toBeCloseTo(at(i, j), 9);
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('refuse what is no matrix', () => {
    expect(() => decomposeSymmetric(Float64Array.of(1, 2, 3), 2)).toThrow('4 entries, got 3');
    expect(() => decomposeSymmetric(Float64Array.of(1, Number.NaN, 0, 1), 2)).toThrow('not finite');
  });
});

describe('two thin matrices for a thick one', () => {
  it('rebuild a matrix of low rank exactly, and leave as much as the singular values that were cut say', () => {
    fc.assert(
      fc.property(matrices, ({ rows, columns, matrix }) => {
        const directions = findSingularDirections(matrix, rows, columns);
        const { values } = directions;
        expect(sumSquares(values)).toBeCloseTo(sumSquares(matrix), 4);
        const scale = Math.max(1e-3, values[0]!);
        for (let rank = 1; rank <= values.length; rank++) {
          const product = multiply(truncateToRank(matrix, directions, rank), rows, columns);
          const left = Math.sqrt(sumSquares(values.subarray(rank)));
          expect(Math.abs(distance(matrix, product) - left)).toBeLessThan(
            2e-5 * scale * Math.sqrt(rows * columns),
          );
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are nearer than any other product of that rank', () => {
    fc.assert(
      fc.property(matrices, fc.integer({ min: 0, max: 2 ** 31 }), ({ rows, columns, matrix }, seed) => {
        const directions = findSingularDirections(matrix, rows, columns);
        const rank = Math.max(1, Math.floor(directions.values.length / 2));
        const best = truncateToRank(matrix, directions, rank);
        let state = seed;
        const nudge = (value: number) => {
          state = (state * 1103515245 + 12345) % 2147483648;
          return value + (state / 2147483648 - 0.5) * 0.3;
        };
        const other = { rank, left: best.left.map(nudge), right: best.right.map(nudge) };
        const toDistance = (factors: Factors) => distance(matrix, multiply(factors, rows, columns));
        expect(toDistance(other)).toBeGreaterThan(toDistance(best) - 1e-4);
      }),
      { numRuns: 60 },
    );
  });

  it('find the two directions of a matrix made of two', () => {
    const matrix = Float32Array.from({ length: 60 }, (_, i) => {
      const [row, column] = [Math.floor(i / 6), i % 6];
      return row * (column + 1) + (row % 3) * (column % 2);
    });
    const { values } = findSingularDirections(matrix, 10, 6);
    expect(values[1]!).toBeGreaterThan(0.1);
    expect(values[2]!).toBeLessThan(1e-5 * values[0]!);
  });

  it('refuse a rank that there is not', () => {
    const matrix = new Float32Array(6);
    const directions = findSingularDirections(matrix, 2, 3);
    expect(() => truncateToRank(matrix, directions, 3)).toThrow('1 to 2, got 3');
    expect(truncateToRank(matrix, directions, 1).left).toEqual(new Float32Array(2));
    expect(() => findSingularDirections(matrix, 2, 2)).toThrow('4 values, got 6');
  });
});
