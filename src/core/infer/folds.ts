/**
 * How each kind of layer becomes nodes of a graph for inference. `null` stands for a kind, or for options of
 * it, without a fused form: such a layer runs through its ordinary forward function. Nothing here needs
 * tensors.
 */
import type { Conv2dSpec, DepthwiseConv2dSpec } from '../../spec/layers/convolution.ts';
import type { DenseSpec } from '../../spec/layers/dense.ts';
import { windowedIn } from '../../spec/layers/inputscaled.ts';
import type { AveragePoolSpec, MaxPoolSpec } from '../../spec/layers/pool.ts';
import type { Padding } from '../../spec/layers/shape.ts';
import type { LayerKind, LayerOf, LayerSpec } from '../../spec/layers/table.ts';
import { type LayerShape, padSide } from '../../spec/shapes.ts';
import { toFixedGrid } from '../../techniques/fixedpoint/values.ts';
import { foldNormValues, readNorm } from '../../techniques/foldnorm/values.ts';
import { readQuantizerGrid } from '../../techniques/quantizeactivations/values.ts';
import type { GraphNode, Pads, SignKernel, WeightedNode } from './nodes.ts';

type WithoutOutput<Node> = Node extends unknown ? Omit<Node, 'output'> : never;

/** A layer's place in the graph that grows. */
export interface Folding {
  /** The value that the layer reads. */
  readonly input: number;
  readonly shape: LayerShape;
  readonly read: (tensor: string) => Float32Array;
  /** Whether that value is plus or minus one everywhere. */
  readonly readsSigns: boolean;
  /** Takes the next layer of the list into this one, if it is of this kind. */
  readonly takeIf: <Kind extends LayerKind>(kind: Kind) => LayerOf<Kind> | undefined;
  /** Adds a node and gives the number of its output. */
  readonly add: (node: WithoutOutput<GraphNode>) => number;
  /** What the lists of layers inside this one make of its input, one value each. */
  readonly foldNested: () => readonly number[];
}

/** The value that the layer gives; null where it has no fused form. Takes and adds nothing then. */
type Fold<Spec> = (layer: Spec, folding: Folding) => number | null;

const NO_PADS = { top: 0, bottom: 0, left: 0, right: 0 };

type Weighted = Conv2dSpec | DepthwiseConv2dSpec | DenseSpec;

const foldWeighted =
  (op: WeightedNode['op']): Fold<Weighted> =>
  (layer, { input, shape, read, takeIf, readsSigns, add }) => {
    const norm = takeIf('batchNorm');
    const relu = takeIf('relu') !== undefined;
    const outputs = shape.tensors[0]?.units ?? 0;
    const weights = foldNorm(layer, outputs, norm?.name, read);
    const signs = readsSigns && op !== 'depthwise' ? toSignKernel(weights.kernel, outputs) : null;
    return add({
      input,
      inputShape: shape.input,
      ...weights,
      ...(signs && { signs }),
      ...placeWindows(layer, shape.input),
      op,
      name: layer.name,
      outputShape: shape.output,
      shape: shape.tensors[0]?.shape ?? [],
      relu,
    });
  };

const foldPool: Fold<MaxPoolSpec | AveragePoolSpec> = (layer, { input, shape, add }) => {
  const { kind: op, size, stride, padding = 'valid' } = layer;
  const pads = toPads(size, stride, padding, shape.input);
  return add({ input, inputShape: shape.input, op, size, stride, pads, outputShape: shape.output });
};

const foldJoin: Fold<unknown> = (_, { shape, takeIf, add, foldNested }) => {
  const [first = 0, ...others] = foldNested();
  const relu = takeIf('relu') !== undefined;
  return others.reduce(
    (input, other, index) =>
      add({
        op: 'add',
        input,
        other,
        relu: relu && index === others.length - 1,
        inputShape: shape.output,
      }),
    first,
  );
};

const FOLDS: { readonly [Kind in LayerKind]: Fold<LayerOf<Kind>> } = {
  conv2d: foldWeighted('conv'),
  depthwiseConv2d: foldWeighted('depthwise'),
  dense: foldWeighted('dense'),
  batchNorm: ({ name }, { input, shape, read, takeIf, add }) => {
    const { factors: factor, shifts: shift } = readNorm(name, read);
    const relu = takeIf('relu') !== undefined;
    return add({ input, inputShape: shape.input, op: 'scale', factor, shift, relu });
  },
  maxPool: foldPool,
  averagePool: foldPool,
  dropout: (_, { input }) => input,
  relu: (_, { input, shape, add }) => {
    const shift = new Float32Array(shape.input.at(-1) ?? 0);
    return add({ input, inputShape: shape.input, op: 'scale', factor: null, shift, relu: true });
  },
  flatten: (_, { input, shape, add }) => add({ input, inputShape: shape.input, op: 'flatten' }),
  globalAveragePool: (_, { input, shape, add }) =>
    add({ input, inputShape: shape.input, op: 'globalAveragePool' }),
  quantizeActivation: (layer, { input, shape, read, add }) => {
    const grid = readQuantizerGrid(layer, read);
    return grid && add({ input, inputShape: shape.input, op: 'grid', grid });
  },
  quantizeGradient: (_, { input }) => input,
  fixedPoint: ({ fraction }, { input, shape, add }) =>
    add({ input, inputShape: shape.input, op: 'grid', grid: toFixedGrid(fraction) }),
  smallFloat: ({ activations }, { input }) => (activations === 'fp32' ? input : null),
  binarizeActivation: (_, { input, shape, add }) => add({ input, inputShape: shape.input, op: 'sign' }),
  inputScaled: (layer, { input, shape, add, foldNested }) => {
    const windowed = windowedIn(layer);
    const [size, stride] = windowed.kind === 'dense' ? [1, 1] : [windowed.kernelSize, windowed.stride ?? 1];
    const { pads } = placeWindows(windowed, shape.input);
    const [other = 0] = foldNested();
    const { input: inputShape, output: outputShape } = shape;
    return add({ op: 'inputScale', input, other, size, stride, pads, inputShape, outputShape });
  },
  residual: foldJoin,
  branches: (layer, folding) => (layer.join === 'add' ? foldJoin(layer, folding) : null),
};

/** The fold of a layer, which takes that layer. */
export function foldOf({ kind }: LayerSpec): Fold<LayerSpec> {
  return FOLDS[kind] as Fold<LayerSpec>;
}

/** A kernel of [..., outputs] as signs; null where an output has weights of several sizes. */
function toSignKernel(kernel: Float32Array, outputs: number): SignKernel | null {
  const scales = new Float32Array(outputs);
  for (let at = 0; at < kernel.length; at++) {
    const size = Math.abs(kernel[at]!);
    if (size === 0) continue;
    if (scales[at % outputs] === 0) scales[at % outputs] = size;
    if (scales[at % outputs] !== size) return null;
  }
  return { values: Int8Array.from(kernel, Math.sign), scales };
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
  return foldNormValues({ kernel, bias }, readNorm(norm, read));
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
