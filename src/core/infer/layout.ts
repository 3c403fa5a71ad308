/**
 * Where the values of a net lie between its layers. Images lie in frames of zeros, so that convolutions find
 * their padding without a copy. Up to the first dense layer one image passes at a time, so its values stay in
 * the cache; from there on the whole batch passes at once, so that weights are read once.
 */
import { sizeOf } from '../../spec/shapes.ts';
import type { Graph } from './graph.ts';
import type { GraphNode, Pads } from './nodes.ts';

/**
 * How a layer computes: in floats, in floats without its zeros, by comparing signs, by minimal filtering in
 * tiles of 2 x 2 or 4 x 4 outputs, or, for comparison alone, with its windows copied out first.
 */
export type Method = 'float' | 'sparse' | 'signs' | 'tiles2' | 'tiles4' | 'unrolled';

/** One value of the graph in memory. */
export interface Value {
  /** [height, width, channels] or [size]. */
  readonly shape: readonly number[];
  /** Zeros around an image. */
  readonly pads: Pads;
  /** Of a number: 4 of a float, 2 of a whole one. */
  readonly bytes: 2 | 4;
  /** Whether every image of the batch has a place. */
  readonly isWhole: boolean;
}

/** Operations that can leave room around the images that they write. */
const WRITE_FRAMED: ReadonlySet<GraphNode['op']> = new Set([
  'conv',
  'maxPool',
  'averagePool',
  'add',
  'sign',
  'grid',
  'inputScale',
]);

/** Operations that read images whatever room lies around them. */
const READ_FRAMED: ReadonlySet<GraphNode['op']> = new Set(['add', 'sign', 'grid', 'inputScale']);

const NO_PADS: Pads = { top: 0, bottom: 0, left: 0, right: 0 };

export interface Layout {
  /** Without those that only rename a value. */
  readonly nodes: readonly GraphNode[];
  readonly output: number;
  readonly values: ReadonlyMap<number, Value>;
  /** Nodes before this one run image by image. */
  readonly firstWhole: number;
}

export function layOut(graph: Graph): Layout {
  const { nodes, output } = dropFlattens(graph);
  const readers = new Map<number, GraphNode[]>();
  for (const node of nodes) {
    for (const value of inputsOf(node)) readers.set(value, [...(readers.get(value) ?? []), node]);
  }
  const firstDense = nodes.findIndex(({ op }) => op === 'dense');
  const firstWhole = firstDense < 0 ? nodes.length : firstDense;
  const values = new Map<number, Value>();
  const place = (value: number, shape: readonly number[], canFrame: boolean) => {
    const all = readers.get(value) ?? [];
    values.set(value, {
      shape,
      pads: canFrame && shape.length === 3 ? findPads(all) : NO_PADS,
      bytes: 4,
      isWhole: value === output || all.some((node) => nodes.indexOf(node) >= firstWhole),
    });
  };
  place(0, graph.inputShape, true);
  for (const node of nodes) place(node.output, shapeAfter(node), WRITE_FRAMED.has(node.op));
  return { nodes, output, values, firstWhole };
}

export function inputsOf(node: GraphNode): number[] {
  return 'other' in node ? [node.input, node.other] : [node.input];
}

/** The graph without flattens: an image's numbers lie in the order of the flat vector anyway. */
function dropFlattens({ nodes, output }: Graph): { nodes: GraphNode[]; output: number } {
  const names = new Map<number, number>();
  const resolve = (value: number) => names.get(value) ?? value;
  const kept: GraphNode[] = [];
  for (const node of nodes) {
    if (node.op === 'flatten') names.set(node.output, resolve(node.input));
    else if ('other' in node) kept.push({ ...node, input: resolve(node.input), other: resolve(node.other) });
    else kept.push({ ...node, input: resolve(node.input) });
  }
  return { nodes: kept, output: resolve(output) };
}

/** Zeros around an image that its readers ask for; none where one of them reads images without a frame. */
function findPads(readers: readonly GraphNode[]): Pads {
  const asked = readers.map((node): Pads | null => {
    if (READ_FRAMED.has(node.op)) return NO_PADS;
    return node.op === 'conv' || node.op === 'depthwise' ? node.pads : null;
  });
  if (asked.includes(null)) return NO_PADS;
  const most = (side: keyof Pads) => Math.max(0, ...asked.map((pads) => pads?.[side] ?? 0));
  return { top: most('top'), bottom: most('bottom'), left: most('left'), right: most('right') };
}

function shapeAfter(node: GraphNode): readonly number[] {
  if ('outputShape' in node) return node.outputShape;
  return node.op === 'globalAveragePool' ? [node.inputShape.at(-1) ?? 0] : node.inputShape;
}

/** Pixels in a row of a value's memory, and rows. */
export function frameOf({ shape, pads }: Value): { height: number; width: number; channels: number } {
  if (shape.length !== 3) return { height: 1, width: 1, channels: sizeOf(shape) };
  const [height, width, channels] = shape as [number, number, number];
  return {
    height: height + pads.top + pads.bottom,
    width: width + pads.left + pads.right,
    channels,
  };
}
