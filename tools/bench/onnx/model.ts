/**
 * An ONNX file: nodes that read and write named values, constants and the names of input and output, as
 * protocol buffers. Field numbers are those of onnx.proto (https://github.com/onnx/onnx, IR version 8).
 * Written for the graphs of the bench: one input with an open batch size, float outputs of any shape, integer
 * attributes.
 */
import { bytesField, integerField, join, textField } from './protobuf.ts';

const IR_VERSION = 8;
const OPERATOR_SET = 17;

/** TensorProto.DataType */
const FLOAT = 1;
const TYPES = new Map<unknown, number>([
  [Float32Array, FLOAT],
  [Uint8Array, 2],
  [Int8Array, 3],
  [Int32Array, 6],
  [BigInt64Array, 7],
]);

/** AttributeProto.AttributeType */
const INT = 2;
const INTS = 7;

export type Data = Float32Array | Uint8Array | Int8Array | Int32Array | BigInt64Array;
type Attributes = Readonly<Record<string, number | readonly number[]>>;

/** Gathers a graph; `finish` writes it. */
export class ModelWriter {
  readonly #nodes: Uint8Array[] = [];
  readonly #constants: Uint8Array[] = [];
  #count = 0;

  /** Adds a constant. @returns its name */
  constant(data: Data, shape: readonly number[]): string {
    const name = this.#name('constant');
    const type = TYPES.get(data.constructor);
    if (type === undefined) throw new Error(`${data.constructor.name} is no ONNX type here`);
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    this.#constants.push(
      join(
        ...shape.map((side) => integerField(1, side)),
        integerField(2, type),
        textField(8, name),
        bytesField(9, bytes),
      ),
    );
    return name;
  }

  /** Adds a node with one output. @returns the name of that output */
  node(
    operator: string,
    inputs: readonly string[],
    attributes: Attributes = {},
    output = this.#name('value'),
  ): string {
    this.#nodes.push(
      join(
        ...inputs.map((name) => textField(1, name)),
        textField(2, output),
        textField(3, `${operator}_${output}`),
        textField(4, operator),
        ...Object.entries(attributes).map(([name, value]) => bytesField(5, toAttribute(name, value))),
      ),
    );
    return output;
  }

  /** The file. @param inputShape of one image */
  finish(input: string, inputShape: readonly number[], outputs: readonly string[]): Uint8Array {
    const graph = join(
      ...this.#nodes.map((node) => bytesField(1, node)),
      textField(2, 'bench'),
      ...this.#constants.map((each) => bytesField(5, each)),
      bytesField(11, toValueInfo(input, inputShape)),
      ...outputs.map((name) => bytesField(12, toValueInfo(name))),
    );
    const operatorSet = join(textField(1, ''), integerField(2, OPERATOR_SET));
    return join(
      integerField(1, IR_VERSION),
      textField(2, 'featherweight'),
      bytesField(7, graph),
      bytesField(8, operatorSet),
    );
  }

  #name(kind: string): string {
    return `${kind}${this.#count++}`;
  }
}

function toAttribute(name: string, value: number | readonly number[]): Uint8Array {
  return typeof value === 'number'
    ? join(textField(1, name), integerField(3, value), integerField(20, INT))
    : join(textField(1, name), ...value.map((each) => integerField(8, each)), integerField(20, INTS));
}

/** A float tensor [batch, ...shape], or of unknown shape. */
function toValueInfo(name: string, shape?: readonly number[]): Uint8Array {
  const batch = bytesField(1, textField(2, 'batch'));
  const sides = shape?.map((side) => bytesField(1, integerField(1, side))) ?? [];
  const shapeField = shape === undefined ? [] : [bytesField(2, join(batch, ...sides))];
  const tensor = join(integerField(1, FLOAT), ...shapeField);
  return join(textField(1, name), bytesField(2, bytesField(1, tensor)));
}
