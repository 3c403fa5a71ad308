/**
 * What is left of a model for inference? A list of nodes on numbered values, with batch norm folded into the layer before it
 * (Jacob et al. 2018, arXiv 1712.05877, section 3.2: w' = w scale / sqrt(variance + epsilon)) and ReLU joined to what feeds it.
 * Folding leaves every zero of a kernel zero.
 */
import type { ModelSnapshot } from '../../protocol/snapshots.ts';
import type { Conv2dSpec, DenseSpec, DepthwiseConv2dSpec, LayerSpec, Padding } from '../../spec/model.ts';
import { padSide, traceShapes } from '../../spec/shapes.ts';

interface NodeBase {
  readonly input: number;
  readonly output: number;
  /** Of one image. */
  readonly inputShape: readonly number[];
}

export interface Pads {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** A convolution or dense layer with its ReLU. */
export interface WeightedNode extends NodeBase {
  readonly op: 'conv' | 'dense' | 'depthwise';
  readonly name: string;
  /** Of one image. */
  readonly outputShape: readonly number[];
  /** Kernel [height, width, inputs, outputs] of a convolution, [inputs, outputs] of a dense layer, [height, width, channels, 1]. */
  readonly shape: readonly number[];
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
  readonly relu: boolean;
  readonly stride: number;
  readonly pads: Pads;
}

export interface PoolNode extends NodeBase {
  readonly op: 'maxPool' | 'averagePool';
  readonly size: number;
  readonly stride: number;
  readonly pads: Pads;
  /** Of one image. */
  readonly outputShape: readonly number[];
}

export type GraphNode =
  | WeightedNode
  | PoolNode
  /** Batch norm, or ReLU, that has nothing before it to join: x * factor + shift for each channel. */
  | (NodeBase & {
      readonly op: 'scale';
      readonly factor: Float32Array | null;
      readonly shift: Float32Array;
      readonly relu: boolean;
    })
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

/** Folds a model's effective weights. */
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
        case 'depthwiseConv2d':
        case 'dense': {
          const norm = takeIf('batchNorm') as { name: string } | undefined;
          const relu = takeIf('relu') !== undefined;
          const { output: outputShape = [], tensors: infos = [] } = shapes.get(layer) ?? {};
          const shape = infos[0]?.shape ?? [];
          value = add({
            ...base,
            ...foldNorm(layer, outputShape.at(-1) ?? 0, norm?.name, read),
            ...placeWindows(layer, inputShape),
            output: nodes.length + 1,
            op: OPS[layer.kind],
            name: layer.name,
            outputShape,
            shape,
            relu,
          });
          break;
        }
        case 'maxPool':
        case 'averagePool': {
          const { size, stride } = layer;
          const pads = toPads(size, stride, layer.padding ?? 'valid', inputShape);
          const outputShape = shapes.get(layer)?.output ?? [];
          value = add({ ...base, op: layer.kind, size, stride, pads, outputShape, output: nodes.length + 1 });
          break;
        }
        case 'flatten':
        case 'globalAveragePool':
          value = add({ ...base, output: nodes.length + 1, op: layer.kind });
          break;
        case 'batchNorm': {
          const { factors, shifts } = readNorm(layer.name, read);
          const relu = takeIf('relu') !== undefined;
          value = add({
            ...base,
            op: 'scale',
            factor: factors,
            shift: shifts,
            relu,
            output: nodes.length + 1,
          });
          break;
        }
        case 'relu': {
          const shift = new Float32Array(inputShape.at(-1) ?? 0);
          value = add({ ...base, op: 'scale', factor: null, shift, relu: true, output: nodes.length + 1 });
          break;
        }
        case 'dropout':
          break;
        case 'residual': {
          const [input, other] = [walk(layer.body, value), walk(layer.shortcut, value)];
          const outputShape = shapes.get(layer)?.output ?? [];
          const relu = takeIf('relu') !== undefined;
          value = add({ op: 'add', input, other, relu, inputShape: outputShape, output: nodes.length + 1 });
          break;
        }
      }
    }
    return value;
  };
  const output = walk(spec.layers, 0);
  return { inputShape: spec.inputShape, nodes, output };
}

const OPS = { conv2d: 'conv', depthwiseConv2d: 'depthwise', dense: 'dense' } as const;

type Weighted = Conv2dSpec | DepthwiseConv2dSpec | DenseSpec;

/** Batch norm with its moving averages as x * factor + shift. */
function readNorm(norm: string, read: (name: string) => Float32Array) {
  const [scale, shift, mean, variance] = ['scale', 'shift', 'movingMean', 'movingVariance'].map((role) =>
    read(`${norm}/${role}`),
  ) as [Float32Array, Float32Array, Float32Array, Float32Array];
  const factors = scale.map((value, i) => value / Math.sqrt((variance[i] ?? 0) + EPSILON));
  return { factors, shifts: shift.map((value, i) => value - (mean[i] ?? 0) * (factors[i] ?? 0)) };
}

function foldNorm(
  { name, bias: hasBias }: Weighted,
  outputs: number,
  norm: string | undefined,
  read: (name: string) => Float32Array,
): { kernel: Float32Array; bias: Float32Array } {
  const kernel = read(`${name}/kernel`);
  const bias = hasBias === false ? new Float32Array(outputs) : read(`${name}/bias`);
  if (norm === undefined) return { kernel, bias };
  const { factors, shifts } = readNorm(norm, read);
  return {
    kernel: kernel.map((value, i) => value * (factors[i % outputs] ?? 0)),
    bias: shifts.map((value, i) => value + (bias[i] ?? 0) * (factors[i] ?? 0)),
  };
}

function placeWindows(layer: Weighted, inputShape: readonly number[]): { stride: number; pads: Pads } {
  if (layer.kind === 'dense') return { stride: 1, pads: NO_PADS };
  const { kernelSize, stride = 1, padding = 'valid' } = layer;
  return { stride, pads: toPads(kernelSize, stride, padding, inputShape) };
}

function toPads(size: number, stride: number, padding: Padding, inputShape: readonly number[]): Pads {
  const [rows, columns] = [0, 1].map((axis) => padSide(inputShape[axis] ?? 0, size, stride, padding)) as [
    ReturnType<typeof padSide>,
    ReturnType<typeof padSide>,
  ];
  return { top: rows.before, bottom: rows.after, left: columns.before, right: columns.after };
}
