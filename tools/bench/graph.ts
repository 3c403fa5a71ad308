/**
 * What is left of a model for inference? A list of nodes on numbered values, with batch norm folded into the layer before it
 * (Jacob et al. 2018, arXiv 1712.05877, section 3.2: w' = w scale / sqrt(variance + epsilon)) and ReLU joined to what feeds
 * it. All engines compute the same graph, so that their speeds compare.
 */
import type { ModelSnapshot } from '../../src/protocol/snapshots.ts';
import type { Conv2dSpec, DenseSpec, LayerSpec, PoolSpec } from '../../src/recipe/model.ts';
import { padSide, traceShapes } from '../../src/recipe/shapes.ts';

interface NodeBase {
  readonly input: number;
  readonly output: number;
  /** Of one image. */
  readonly inputShape: readonly number[];
}

/** A convolution or dense layer with its ReLU. */
export interface WeightedNode extends NodeBase {
  readonly op: 'conv' | 'dense';
  readonly name: string;
  /** Kernel [height, width, inputs, outputs] of a convolution, [inputs, outputs] of a dense layer. */
  readonly shape: readonly number[];
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
  readonly relu: boolean;
  readonly stride: number;
  readonly pads: {
    readonly top: number;
    readonly bottom: number;
    readonly left: number;
    readonly right: number;
  };
}

export type GraphNode =
  | WeightedNode
  | (NodeBase & { readonly op: 'maxPool'; readonly size: number; readonly stride: number })
  | (NodeBase & { readonly op: 'flatten' | 'globalAveragePool' })
  | (NodeBase & { readonly op: 'add'; readonly other: number; readonly relu: boolean });

export interface Graph {
  /** Value 0: [height, width, channels], or [inputs] of a single dense layer. */
  readonly inputShape: readonly number[];
  readonly nodes: readonly GraphNode[];
  readonly output: number;
}

/** Batch norm's, as in src/core/models/batchnorm.ts, which needs tfjs. */
const EPSILON = 1e-5;
const NO_PADS = { top: 0, bottom: 0, left: 0, right: 0 };

/**
 * Folds a model.
 * @throws where it has layers that the bench does not know
 */
export function foldModel(model: ModelSnapshot): Graph {
  const { spec } = model;
  const shapes = new Map(traceShapes(spec).map((each) => [each.layer, each]));
  const tensors = new Map(model.tensors.map(({ name, values }) => [name, values]));
  const nodes: GraphNode[] = [];
  const add = (node: GraphNode): number => {
    nodes.push(node);
    return node.output;
  };
  const read = (name: string) => {
    const values = tensors.get(name);
    if (values === undefined) throw new Error(`${spec.name} has no tensor named ${name}`);
    return values;
  };

  const walk = (layers: readonly LayerSpec[], start: number): number => {
    let value = start;
    for (let i = 0; i < layers.length; i++) {
      const layer = layers[i] as LayerSpec;
      const inputShape = shapes.get(layer)?.input ?? [];
      const base = { input: value, inputShape };
      const takeIf = (kind: LayerSpec['kind']): LayerSpec | undefined => {
        if (layers[i + 1]?.kind !== kind) return undefined;
        i++;
        return layers[i];
      };
      switch (layer.kind) {
        case 'conv2d':
        case 'dense': {
          const norm = takeIf('batchNorm') as { name: string } | undefined;
          const relu = takeIf('relu') !== undefined;
          const weights = foldNorm(layer, norm?.name, read);
          const shape = shapes.get(layer)?.tensors[0]?.shape ?? [];
          const placed = placeWindows(layer, inputShape);
          value = add({
            ...base,
            ...weights,
            ...placed,
            output: nodes.length + 1,
            op: toOp(layer),
            name: layer.name,
            shape,
            relu,
          });
          break;
        }
        case 'maxPool':
          value = add({ ...base, ...checkPool(layer), output: nodes.length + 1, op: 'maxPool' });
          break;
        case 'flatten':
        case 'globalAveragePool':
          value = add({ ...base, output: nodes.length + 1, op: layer.kind });
          break;
        case 'dropout':
          break;
        case 'residual': {
          const [input, other] = [walk(layer.body, value), walk(layer.shortcut, value)];
          const outputShape = shapes.get(layer)?.output ?? [];
          const relu = takeIf('relu') !== undefined;
          value = add({ op: 'add', input, other, relu, inputShape: outputShape, output: nodes.length + 1 });
          break;
        }
        default:
          throw new Error(`the bench cannot fold a ${layer.kind} where ${spec.name} has it`);
      }
    }
    return value;
  };
  const output = walk(spec.layers, 0);
  return { inputShape: spec.inputShape, nodes, output };
}

const toOp = (layer: Conv2dSpec | DenseSpec) => (layer.kind === 'conv2d' ? 'conv' : 'dense');

function foldNorm(
  { name, bias: hasBias }: Conv2dSpec | DenseSpec,
  norm: string | undefined,
  read: (name: string) => Float32Array,
): { kernel: Float32Array; bias: Float32Array } {
  const kernel = read(`${name}/kernel`);
  if (norm === undefined && hasBias !== false) return { kernel, bias: read(`${name}/bias`) };
  if (norm === undefined) throw new Error(`${name} has neither bias nor batch norm`);
  const [scale, shift, mean, variance] = ['scale', 'shift', 'movingMean', 'movingVariance'].map((role) =>
    read(`${norm}/${role}`),
  ) as [Float32Array, Float32Array, Float32Array, Float32Array];
  const outputs = scale.length;
  const factors = scale.map((value, i) => value / Math.sqrt((variance[i] ?? 0) + EPSILON));
  const bias = hasBias === false ? new Float32Array(outputs) : read(`${name}/bias`);
  return {
    kernel: kernel.map((value, i) => value * (factors[i % outputs] ?? 0)),
    bias: shift.map((value, i) => value + ((bias[i] ?? 0) - (mean[i] ?? 0)) * (factors[i] ?? 0)),
  };
}

function placeWindows(layer: Conv2dSpec | DenseSpec, inputShape: readonly number[]) {
  if (layer.kind === 'dense') return { stride: 1, pads: NO_PADS };
  const { kernelSize, stride = 1, padding = 'valid' } = layer;
  const [rows, columns] = [0, 1].map((axis) =>
    padSide(inputShape[axis] ?? 0, kernelSize, stride, padding),
  ) as [ReturnType<typeof padSide>, ReturnType<typeof padSide>];
  return {
    stride,
    pads: { top: rows.before, bottom: rows.after, left: columns.before, right: columns.after },
  };
}

function checkPool({ size, stride, padding = 'valid' }: PoolSpec) {
  if (padding !== 'valid') throw new Error(`the bench knows pooling without padding, got ${padding}`);
  return { size, stride };
}

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

/** Weights as whole numbers from -127 to 127 with one scale for each output, the last axis. */
export function roundKernel(
  kernel: Float32Array,
  outputs: number,
): { values: Int8Array; scales: Float32Array } {
  const scales = new Float32Array(outputs);
  for (const [i, value] of kernel.entries()) {
    const output = i % outputs;
    scales[output] = Math.max(scales[output] ?? 0, Math.abs(value) / 127);
  }
  const values = Int8Array.from(kernel, (value, i) => Math.round(value / (scales[i % outputs] || 1)));
  return { values, scales };
}
