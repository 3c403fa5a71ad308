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

export function layoutTree({ width, fontPx, root, counts, height }: TreeInput): TreeLayout {
  const [left, right] = [2.4 * fontPx, width - 0.8 * fontPx];
  const coded = listLeaves(root, '').map((leaf) => ({ ...leaf, count: counts[leaf.symbol]! }));
  const total = coded.reduce((sum, { count }) => sum + count, 0);
  const toIdeal = (count: number) => Math.log2(total / Math.max(1, count));
  const rarest = Math.min(...coded.map(({ count }) => Math.max(1, count)));
  const largest = Math.max(1, ...coded.map(({ count }) => count));
  const depth = Math.max(...coded.map(({ code }) => code.length));
  const levels = Math.max(1, depth, Math.ceil(Math.log2(Math.max(1, total) / rarest)));
  const wish = 2 * fontPx * levels;
  const row = Math.min(2 * fontPx, fitPlot(wish, height, 2.8 * fontPx, levels * fontPx) / levels);
  const toY = (depth: number) => 1.2 * fontPx + depth * row;
  const spacing = coded.length > 1 ? (right - left) / (coded.length - 1) : 0;
  const most = Math.min(0.42 * Math.max(spacing, 4), 0.55 * fontPx);
  const toX = new Map(
    coded.map(({ code }, i) => [code, coded.length > 1 ? left + i * spacing : (left + right) / 2]),
  );
  const { edges } = connect(root, '', toX, toY);
  const byId = new Map(edges.map(({ id, path }) => [id, path]));
  const deepest = Math.ceil(Math.max(0, depth, ...coded.map(({ count }) => toIdeal(count))));
  return {
    width,
    height: Math.round(toY(deepest) + 1.6 * fontPx),
    leaves: coded.map(({ symbol, code, count }) => ({
      symbol,
      code,
      count,
      x: toX.get(code)!,
      y: toY(code.length),
      radius: Math.max(1.2, most * Math.sqrt(count / largest)),
      idealY: toY(toIdeal(count)),
      path: [...code].map((_, i) => byId.get(code.slice(0, i + 1)) ?? '').join(''),
    })),
    edges,
    depths: Array.from({ length: deepest + 1 }, (_, depth) => ({ depth, y: toY(depth) })),
    left,
    right,
  };
}

/** Symbols with their codes, from the left. */
function listLeaves(node: HuffmanNode, code: string): { readonly symbol: number; readonly code: string }[] {
  return node.kind === 'leaf'
    ? [{ symbol: node.symbol, code }]
    : [...listLeaves(node.zero, `${code}0`), ...listLeaves(node.one, `${code}1`)];
}

type Edge = TreeLayout['edges'][number];

/** Where a node stands, which is between its two, and the edges below it. */
function connect(
  node: HuffmanNode,
  code: string,
  toLeafX: ReadonlyMap<string, number>,
  toY: (depth: number) => number,
): { readonly x: number; readonly edges: readonly Edge[] } {
  if (node.kind === 'leaf') return { x: toLeafX.get(code)!, edges: [] };
  const zero = connect(node.zero, `${code}0`, toLeafX, toY);
  const one = connect(node.one, `${code}1`, toLeafX, toY);
  const x = (zero.x + one.x) / 2;
  const [from, to] = [toY(code.length), toY(code.length + 1)];
  const own = [zero, one].map((child, bit) => ({
    id: `${code}${bit}`,
    path: `M${x},${from}H${child.x}V${to}`,
  }));
  return { x, edges: [...zero.edges, ...one.edges, ...own] };
}
