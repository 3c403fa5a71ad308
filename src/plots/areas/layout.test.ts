import { describe, expect, it } from 'vitest';
import { countAt, layoutAreas } from './layout.ts';

describe('small areas in a large one', () => {
  it('have together the area that they stand for, whatever the ratio', () => {
    for (const ratio of [1.35, 7, 172.97, 6400, 21_333]) {
      const { cellWidth, cellHeight } = layoutAreas({ side: 300, ratio, count: 1 });
      expect(cellWidth * cellHeight * ratio).toBeCloseTo(300 * 300, 6);
    }
  });

  it('fill 80 rows of 80 where 6,400 go into it', () => {
    const half = layoutAreas({ side: 320, ratio: 6400, count: 3210 });
    expect(half).toMatchObject({ columns: 80, cellWidth: 4, cellHeight: 4, fullRows: 40, begun: 10 });
    expect(layoutAreas({ side: 320, ratio: 6400, count: 6400 })).toMatchObject({ fullRows: 80, filled: 1 });
    expect(layoutAreas({ side: 320, ratio: 6400, count: 9000 })).toMatchObject({ fullRows: 80, filled: 1 });
  });

  it('are counted up to where the reader points', () => {
    const square = { side: 320, ratio: 6400 };
    expect(countAt(square, 1, 1)).toBe(1);
    expect(countAt(square, 38, 161)).toBe(3210);
    expect(countAt(square, 999, 999)).toBe(6400);
    expect(countAt(square, -5, -5)).toBe(1);
  });
});
