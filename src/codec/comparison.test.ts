import { describe, expect, it } from 'vitest';
import { comparePositions } from './comparison.ts';

/** A matrix whose every `every`th value is not zero. */
function createSparse(rows: number, columns: number, every: number): Float32Array {
  return Float32Array.from({ length: rows * columns }, (_, i) => (i % every === 0 ? 1 : 0));
}

const find = (sizes: ReturnType<typeof comparePositions>, coding: string, byColumns = false) =>
  sizes.find((each) => each.coding === coding && each.byColumns === byColumns)?.bytes;

describe('ways to write the same positions', () => {
  it('take what can be worked out by hand', () => {
    // 400 cells, 50 weights, 7 zeros between two: gap codes of 4 bits, since 7 of 3 bits is the skip.
    const sizes = comparePositions(createSparse(20, 20, 8), [20, 20]);
    expect(find(sizes, 'bitmap')).toBe(400 / 8);
    expect(find(sizes, 'gaps')).toBe(2 + (50 * 4) / 8);
    // The paper's rule has no skip without a value: 7 zeros fit into 3 bits.
    expect(find(sizes, 'relative')).toBe(Math.ceil((50 * 3) / 8));
    // 20 counts of up to 3 in 2 bits, 50 places of 5 bits.
    expect(find(sizes, 'lists')).toBe(1 + Math.ceil((20 * 2 + 50 * 5) / 8));
    // One gap, but for the first: hardly anything to tell.
    expect(find(sizes, 'huffmanGaps')!).toBeLessThan(20);
  });

  it('are tried by rows and by columns where a matrix has both', () => {
    const sizes = comparePositions(createSparse(4, 100, 100), [4, 100]);
    expect(find(sizes, 'gaps', true)!).toBeLessThan(find(sizes, 'bitmap', true)!);
    expect(comparePositions(createSparse(1, 10, 3), [10]).every(({ byColumns }) => !byColumns)).toBe(true);
  });

  it('need nothing where no weight is zero', () => {
    expect(find(comparePositions(new Float32Array(9).fill(1), [3, 3]), 'all')).toBe(0);
  });
});
