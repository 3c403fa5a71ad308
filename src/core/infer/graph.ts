/**
 * What is left of a model for inference: a list of nodes on numbered values, with batch norm folded into the
 * layer before it (Jacob et al. 2018, arXiv 1712.05877, section 3.2: w' = w scale / sqrt(variance + epsilon))
 * and ReLU joined to what feeds it. Folding leaves every zero of a kernel zero.
 */
import type { ModelSnapshot } from '../../protocol/snapshots.ts';
import { type LayerSpec, listNested } from '../../spec/layers/table.ts';
import { type LayerShape, traceShapes } from '../../spec/shapes.ts';
import { type Folding, foldOf } from './folds.ts';
import type { GraphNode, OrdinaryNode } from './nodes.ts';

export type { GraphNode, WeightedNode } from './nodes.ts';

export interface Graph {
  /** Value 0: [height, width, channels], or [inputs] of a single dense layer. */
  readonly inputShape: readonly number[];
  readonly nodes: readonly GraphNode[];
  readonly output: number;
}

/** Folds a model's effective weights. */
export function foldModel(model: ModelSnapshot): Graph {
  const { spec } = model;
  const shapes = new Map(traceShapes(spec).map((each) => [each.path, each]));
  const tensors = new Map(model.tensors.map((each) => [each.name, each]));
  const nodes: GraphNode[] = [];
  const find = (name: string) => {
    const tensor = tensors.get(name);
    if (tensor === undefined) throw new Error(`${spec.name} has no tensor named ${name}`);
    return tensor;
  };
  const add: Folding['add'] = (node) => {
    nodes.push({ ...node, output: nodes.length + 1 });
    return nodes.length;
  };
  const walk = (layers: readonly LayerSpec[], path: string, start: number): number => {
    let value = start;
    for (let i = 0; i < layers.length; i++) {
      const layer = layers[i]!;
      const here = `${path}[${i}]`;
      const shape = shapes.get(here)!;
      const input = value;
      const folded = foldOf(layer)(layer, {
        input,
        shape,
        read: (name) => find(name).values,
        takeIf: (kind) => {
          let place = i + 1;
          while (layers[place]?.kind === 'quantizeGradient') place++;
          const next = layers[place];
          if (next?.kind !== kind) return undefined;
          i = place;
          return next as Extract<LayerSpec, { readonly kind: typeof kind }>;
        },
        readsSigns: nodes[input - 1]?.op === 'sign',
        add,
        foldNested: () => listNested(layer).map((each) => walk(each.layers, `${here}.${each.key}`, input)),
      });
      value = folded ?? add({ input, ...toOrdinary(shape, shapes, find) });
    }
    return value;
  };
  const output = walk(spec.layers, 'layers', 0);
  return { inputShape: spec.inputShape, nodes, output };
}

/**
 * Layers that a plan runs through their ordinary forward functions, by name, or by path where they have none.
 */
export function listUnfused({ nodes }: Graph): readonly string[] {
  return nodes.flatMap((node) => (node.op === 'ordinary' ? [node.label] : []));
}

function toOrdinary(
  { layer, path, input, output }: LayerShape,
  shapes: ReadonlyMap<string, LayerShape>,
  find: (name: string) => OrdinaryNode['tensors'][number],
): Omit<OrdinaryNode, 'input' | 'output'> {
  const names = [...shapes.values()].flatMap((each) =>
    each.path === path || each.path.startsWith(`${path}.`) ? each.tensors.map(({ name }) => name) : [],
  );
  return {
    op: 'ordinary',
    layer,
    label: 'name' in layer ? layer.name : path,
    inputShape: input,
    outputShape: output,
    tensors: names.map(find),
  };
}
