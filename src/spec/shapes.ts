/**
 * Shapes, tensors and multiply-accumulates of a model spec. One walk over the layers, by their rows, gives
 * all three, and refuses a spec whose layers do not fit each other. A MAC is one multiplication with one
 * addition; biases, batch norm, pooling and activations count none, as in the published counts (Distiller:
 * ResNet-20, 40,813,184).
 */
import { type Shape, ShapeError, sizeOf } from './layers/shape.ts';
import { type LayerSpec, listNested, rowOf } from './layers/table.ts';
import type { ModelSpec } from './model.ts';
import { isTrainable, type TensorInfo } from './tensors.ts';

export { padSide, type Shape, ShapeError, sizeOf } from './layers/shape.ts';

/** One layer with the shapes around it. A layer comes after the layers inside it. */
export interface LayerShape {
  readonly layer: LayerSpec;
  /** Where the layer stands in the spec: `layers[4].body[0]`. */
  readonly path: string;
  readonly input: Shape;
  readonly output: Shape;
  readonly tensors: readonly TensorInfo[];
  readonly macs: number;
}

const MOST_TENSOR_VALUES = 16 * 1024 * 1024;

/**
 * Walks a spec from its input to its logits.
 * @throws ShapeError when layers do not fit each other or the output is not [classes]
 */
export function traceShapes(spec: ModelSpec): LayerShape[] {
  const trace: LayerShape[] = [];
  const output = traceList(spec.layers, spec.inputShape, 'layers', trace);
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

/** Trainable values of a model: kernels, biases, batch-norm scales and shifts. */
export function countParameters(spec: ModelSpec): number {
  return listTensors(spec)
    .filter(({ role }) => isTrainable(role))
    .reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}

/** Multiply-accumulates for one image. */
export function countMacs(spec: ModelSpec): number {
  return traceShapes(spec).reduce((sum, { macs }) => sum + macs, 0);
}

function traceList(layers: readonly LayerSpec[], input: Shape, path: string, trace: LayerShape[]): Shape {
  return layers.reduce((shape, layer, index) => {
    const here = `${path}[${index}]`;
    const nested = listNested(layer).map((each) =>
      traceList(each.layers, shape, `${here}.${each.key}`, trace),
    );
    const { output, tensors = [], macs = 0 } = rowOf(layer).trace(layer, shape, { path: here, nested });
    for (const { name, shape: sides } of tensors) {
      if (sizeOf(sides) > MOST_TENSOR_VALUES)
        throw new ShapeError(here, `makes the tensor ${name} larger than ${MOST_TENSOR_VALUES} values`);
    }
    if (sizeOf(output) > MOST_TENSOR_VALUES)
      throw new ShapeError(here, `has an output larger than ${MOST_TENSOR_VALUES} values`);
    trace.push({ layer, path: here, input: shape, output, tensors, macs });
    return output;
  }, input);
}
