/**
 * What the bench does to a folded net, for every engine alike: it takes one layer out, and prunes: for every
 * engine alike.
 */
import type { Graph, WeightedNode } from '../../src/core/infer/graph.ts';

/** One layer of a graph as a graph. */
export function isolateLayer(graph: Graph, name: string): Graph {
  const node = graph.nodes.find((each): each is WeightedNode => 'name' in each && each.name === name);
  if (node === undefined) throw new Error(`the graph has no layer named ${name}`);
  return { inputShape: node.inputShape, nodes: [{ ...node, input: 0, output: 1 }], output: 1 };
}

/** The kernel with the fraction `sparsity` of its weights, the smallest in size, set to zero. */
export function thinKernel(kernel: Float32Array, sparsity: number): Float32Array {
  const sizes = kernel.map(Math.abs).sort();
  const threshold = sizes[Math.round(sparsity * sizes.length)] ?? Number.POSITIVE_INFINITY;
  return kernel.map((value) => (Math.abs(value) < threshold ? 0 : value));
}
