/**
 * A Huffman code as its tree: leaves stand side by side in the order of their codes, each as deep as its code
 * is long, a branch between its two. Across each leaf's line a tick at depth -log2 p says how deep it would
 * stand if lengths need not be whole.
 */
import type { HuffmanNode } from '../../math/huffman.ts';
import { fitPlot } from '../geometry/room.ts';

export interface TreeLeaf {
  readonly symbol: number;
  /** The bits from the root: "0110". */
  readonly code: string;
  readonly count: number;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  /** Depth -log2 p in pixels. */
  readonly idealY: number;
  readonly path: string;
}

export interface TreeLayout {
  readonly width: number;
  readonly height: number;
  readonly leaves: readonly TreeLeaf[];
  readonly edges: readonly { readonly id: string; readonly path: string }[];
  /** One rule for each depth from 0, with its place. */
  readonly depths: readonly { readonly depth: number; readonly y: number }[];
  readonly left: number;
  readonly right: number;
}

export interface TreeInput {
  readonly width: number;
  readonly fontPx: number;
  readonly root: HuffmanNode;
  readonly counts: ArrayLike<number>;
  /** Of the whole drawing, where the page gives one. */
  readonly height?: number | undefined;
}

interface Placed {
  readonly x: number;
  readonly depth: number;
}

export function layoutTree({ width, fontPx, root, counts, height }: TreeInput): TreeLayout {
  const [left, right] = [2.4 * fontPx, width - 0.8 * fontPx];
  const total = sumUsed(root, counts);
  const rarest = Math.min(...listSymbols(root).map((symbol) => Math.max(1, counts[symbol]!)));
  const levels = Math.max(1, findDepth(root), Math.ceil(Math.log2(Math.max(1, total) / rarest)));
  const top = 1.2 * fontPx;
  const row = Math.min(
    2 * fontPx,
    fitPlot(2 * fontPx * levels, height, 2.8 * fontPx, levels * fontPx) / levels,
  );
  const leafCount = countLeaves(root);
  const spacing = leafCount > 1 ? (right - left) / (leafCount - 1) : 0;
  const most = Math.min(0.42 * Math.max(spacing, 4), 0.55 * fontPx);
  const leaves: TreeLeaf[] = [];
  const edges: { id: string; path: string }[] = [];
  const toY = (depth: number) => top + depth * row;
  const largest = Math.max(1, ...listSymbols(root).map((symbol) => counts[symbol]!));
  let deepest = 0;

  const place = (node: HuffmanNode, code: string): Placed => {
    const depth = code.length;
    deepest = Math.max(deepest, depth);
    if (node.kind === 'leaf') {
      const x = leafCount > 1 ? left + leaves.length * spacing : (left + right) / 2;
      const count = counts[node.symbol]!;
      const ideal = Math.log2(total / Math.max(1, count));
      deepest = Math.max(deepest, ideal);
      leaves.push({
        symbol: node.symbol,
        code,
        count,
        x,
        y: toY(depth),
        radius: Math.max(1.2, most * Math.sqrt(count / largest)),
        idealY: toY(ideal),
        path: '',
      });
      return { x, depth };
    }
    const zero = place(node.zero, `${code}0`);
    const one = place(node.one, `${code}1`);
    const here = { x: (zero.x + one.x) / 2, depth };
    for (const [bit, child] of [zero, one].entries()) {
      const path = `M${here.x},${toY(depth)}H${child.x}V${toY(child.depth)}`;
      edges.push({ id: `${code}${bit}`, path });
    }
    return here;
  };
  place(root, '');
  const byId = new Map(edges.map(({ id, path }) => [id, path]));
  const depths = Array.from({ length: Math.ceil(deepest) + 1 }, (_, depth) => ({ depth, y: toY(depth) }));
  return {
    width,
    height: Math.round(toY(Math.ceil(deepest)) + 1.6 * fontPx),
    leaves: leaves.map((leaf) => ({
      ...leaf,
      path: [...leaf.code].map((_, i) => byId.get(leaf.code.slice(0, i + 1)) ?? '').join(''),
    })),
    edges,
    depths,
    left,
    right,
  };
}

function listSymbols(node: HuffmanNode): number[] {
  return node.kind === 'leaf' ? [node.symbol] : [...listSymbols(node.zero), ...listSymbols(node.one)];
}

function findDepth(node: HuffmanNode): number {
  return node.kind === 'leaf' ? 0 : 1 + Math.max(findDepth(node.zero), findDepth(node.one));
}

function countLeaves(node: HuffmanNode): number {
  return node.kind === 'leaf' ? 1 : countLeaves(node.zero) + countLeaves(node.one);
}

function sumUsed(node: HuffmanNode, counts: ArrayLike<number>): number {
  return listSymbols(node).reduce((sum, symbol) => sum + counts[symbol]!, 0);
}
