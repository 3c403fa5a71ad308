import { describe, expect, it } from 'vitest';
import { assignCodeLengths, createHuffmanCode, toHuffmanTree } from '../../math/huffman.ts';
import { layoutTree } from './layout.ts';

// Halves, quarters, ...: every length is whole, so that each leaf stands at its ideal depth.
const counts = [8, 4, 2, 1, 1, 0];
const root = toHuffmanTree(createHuffmanCode(assignCodeLengths(counts)))!;

describe.each([300, 900])('a code as a tree %i pixels wide', (width) => {
  const layout = layoutTree({ width, fontPx: 14, root, counts });

  it('has a leaf for each symbol that occurs, in the order of codes', () => {
    expect(layout.leaves.map(({ symbol }) => symbol)).toEqual([0, 1, 2, 3, 4]);
    expect(layout.leaves.map(({ code }) => code)).toEqual(['0', '10', '110', '1110', '1111']);
    const xs = layout.leaves.map(({ x }) => x);
    expect(xs).toEqual([...xs].sort((a, b) => a - b));
    expect(xs[0]).toBeGreaterThanOrEqual(layout.left);
    expect(xs.at(-1)).toBeLessThanOrEqual(layout.right);
  });

  it('sets leaves as deep as their codes are long, and ticks at -log2 p', () => {
    for (const { code, y, idealY } of layout.leaves) {
      expect(y).toBe(layout.depths[code.length]!.y);
      expect(idealY).toBeCloseTo(y, 9);
    }
  });

  it('has two edges for each branch, and a way to each leaf', () => {
    expect(layout.edges).toHaveLength(2 * (layout.leaves.length - 1));
    for (const { code, path } of layout.leaves) expect(path.match(/M/g)).toHaveLength(code.length);
  });
});

it('draws a lone symbol', () => {
  const layout = layoutTree({ width: 300, fontPx: 14, root: { kind: 'leaf', symbol: 1 }, counts: [0, 5] });
  expect(layout.leaves).toMatchObject([{ symbol: 1, code: '', count: 5 }]);
  expect(layout.edges).toEqual([]);
});
