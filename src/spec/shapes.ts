/**
 * What shapes, tensors and multiply-accumulates does a model spec imply? One walk over the layers answers all three, and
 * refuses a spec whose layers do not fit each other. A MAC is one multiplication with one addition; biases, batch norm,
 * pooling and activations count none, as in the published counts (Distiller: ResNet-20, 40,813,184).
 *
 * Layouts are tfjs's: images [height, width, channels], conv kernels [k, k, in, out], depthwise kernels
 * [k, k, channels, 1], dense kernels [in, out].
 */
import type {
  Conv2dSpec,
  DepthwiseConv2dSpec,
  LayerSpec,
  ModelSpec,
  Padding,
  TensorInfo,
  TensorRole,
} from './model.ts';

export type Shape = readonly number[];

/** One layer with the shapes around it. Residual layers come after the layers of their body and shortcut. */
export interface LayerShape {
  readonly layer: LayerSpec;
  /** Where the layer stands in the spec: `layers[4].body[0]`. */
  readonly path: string;
  readonly input: Shape;
  readonly output: Shape;
  readonly tensors: readonly TensorInfo[];
  readonly macs: number;
}

/** A spec whose layers do not fit. `path` says which. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError';
  readonly path: string;
  constructor(path: string, problem: string) {
    super(`${path} ${problem}`);
    this.path = path;
  }
}

const MOST_TENSOR_VALUES = 16 * 1024 * 1024;

/**
 * Walks a spec from its input to its logits.
 * @throws ShapeError when layers do not fit each other or the output is not [classes]
 */
export function traceShapes(spec: ModelSpec): LayerShape[] {
  const trace: LayerShape[] = [];
  const output = walk(spec.layers, spec.inputShape, 'layers', trace);
  if (output.length !== 1 || output[0] !== spec.classes) {
    throw new ShapeError(
      'layers',
      `end in shape [${output}], but ${spec.classes} classes need [${spec.classes}]`,
    );
  }
  return trace;
}

/** Every stored tensor of a model, in the order in which files and hashes hold them. */
export function listTensors(spec: ModelSpec): TensorInfo[] {
  return traceShapes(spec).flatMap((each) => each.tensors);
}

/** Number of values in a shape. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, side) => product * side, 1);
}

/** Trainable values of a model: kernels, biases, batch-norm scales and shifts. */
export function countParameters(spec: ModelSpec): number {
  return listTensors(spec)
    .filter(({ role }) => role !== 'movingMean' && role !== 'movingVariance')
    .reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}

/** Multiply-accumulates for one image. */
export function countMacs(spec: ModelSpec): number {
  return traceShapes(spec).reduce((sum, { macs }) => sum + macs, 0);
}

/** Zeros added before and after a side of `size`, and the output side. */
export function padSide(
  size: number,
  kernel: number,
  stride: number,
  padding: Padding,
): { before: number; after: number; output: number } {
  if (padding === 'same') {
    const output = Math.ceil(size / stride);
    const total = Math.max((output - 1) * stride + kernel - size, 0);
    return { before: Math.floor(total / 2), after: total - Math.floor(total / 2), output };
  }
  const side = padding === 'valid' ? 0 : padding;
  return { before: side, after: side, output: Math.floor((size + 2 * side - kernel) / stride) + 1 };
}

function walk(layers: readonly LayerSpec[], input: Shape, path: string, trace: LayerShape[]): Shape {
  return layers.reduce((shape, layer, index) => {
    const here = `${path}[${index}]`;
    const entry = traceLayer(layer, shape, here, trace);
    for (const { name, shape: sides } of entry.tensors) {
      if (sizeOf(sides) > MOST_TENSOR_VALUES)
        throw new ShapeError(here, `makes the tensor ${name} larger than ${MOST_TENSOR_VALUES} values`);
    }
    if (sizeOf(entry.output) > MOST_TENSOR_VALUES)
      throw new ShapeError(here, `has an output larger than ${MOST_TENSOR_VALUES} values`);
    trace.push(entry);
    return entry.output;
  }, input);
}

function traceLayer(layer: LayerSpec, input: Shape, path: string, trace: LayerShape[]): LayerShape {
  const plain = (output: Shape): LayerShape => ({ layer, path, input, output, tensors: [], macs: 0 });
  switch (layer.kind) {
    case 'relu':
    case 'dropout':
      return plain(input);
    case 'flatten':
      return plain([sizeOf(input)]);
    case 'globalAveragePool':
      return plain([toImage(input, path)[2]]);
    case 'maxPool':
    case 'averagePool': {
      const [height, width, channels] = toImage(input, path);
      const padding = layer.padding ?? 'valid';
      const rows = padSide(height, layer.size, layer.stride, padding).output;
      const columns = padSide(width, layer.size, layer.stride, padding).output;
      return plain(checkImage([rows, columns, channels], input, path));
    }
    case 'conv2d':
    case 'depthwiseConv2d':
      return traceConv(layer, input, path);
    case 'dense': {
      const units = layer.units;
      if (input.length !== 1)
        throw new ShapeError(
          path,
          `(dense ${layer.name}) needs a flat input, got [${input}]; put a flatten before it`,
        );
      const rows = input[0]!;
      const tensors = withBias(layer, tensorsOf(layer.name, [['kernel', [rows, units]]]), units);
      return { layer, path, input, output: [units], tensors, macs: rows * units };
    }
    case 'batchNorm': {
      const channels = input[input.length - 1]!;
      const tensors = tensorsOf(layer.name, [
        ['scale', [channels]],
        ['shift', [channels]],
        ['movingMean', [channels]],
        ['movingVariance', [channels]],
      ]);
      return { layer, path, input, output: input, tensors, macs: 0 };
    }
    case 'residual': {
      const body = walk(layer.body, input, `${path}.body`, trace);
      const shortcut = walk(layer.shortcut, input, `${path}.shortcut`, trace);
      if (body.join() !== shortcut.join()) {
        throw new ShapeError(
          path,
          `(residual ${layer.name}) adds [${body}] to [${shortcut}]; both must have one shape`,
        );
      }
      return plain(body);
    }
  }
}

function traceConv(layer: Conv2dSpec | DepthwiseConv2dSpec, input: Shape, path: string): LayerShape {
  const [height, width, channels] = toImage(input, path);
  const { kernelSize: k, stride = 1, padding = 'valid' } = layer;
  const rows = padSide(height, k, stride, padding).output;
  const columns = padSide(width, k, stride, padding).output;
  const filters = layer.kind === 'conv2d' ? layer.filters : channels;
  const kernel = layer.kind === 'conv2d' ? [k, k, channels, filters] : [k, k, channels, 1];
  const output = checkImage([rows, columns, filters], input, path);
  const tensors = withBias(layer, tensorsOf(layer.name, [['kernel', kernel]]), filters);
  return { layer, path, input, output, tensors, macs: sizeOf(kernel) * rows * columns };
}

function tensorsOf(layer: string, entries: readonly (readonly [TensorRole, Shape])[]): TensorInfo[] {
  return entries.map(([role, shape]) => ({ name: `${layer}/${role}`, layer, role, shape }));
}

function withBias(
  layer: { name: string; bias?: boolean },
  tensors: TensorInfo[],
  units: number,
): TensorInfo[] {
  return layer.bias === false ? tensors : [...tensors, ...tensorsOf(layer.name, [['bias', [units]]])];
}

function toImage(shape: Shape, path: string): readonly [number, number, number] {
  if (shape.length !== 3)
    throw new ShapeError(path, `needs an image [height, width, channels], got [${shape}]`);
  return shape as unknown as readonly [number, number, number];
}

function checkImage(output: Shape, input: Shape, path: string): Shape {
  if (output.some((side) => side < 1))
    throw new ShapeError(path, `has a window that does not fit into its input [${input}]`);
  return output;
}
