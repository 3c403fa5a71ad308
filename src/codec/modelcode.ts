/**
 * How does a file say which network it holds? A model of the zoo is one number; any other is its spec as
 * JSON. A number never changes its meaning: a changed network gets a new one. Foreign JSON is checked like a
 * recipe's before anything is built from it.
 */
import type { ModelSpec, TensorInfo } from '../spec/model.ts';
import { modelSpecSchema } from '../spec/modelschema.ts';
import { type LayerShape, listTensors, sizeOf, traceShapes } from '../spec/shapes.ts';
import { MODEL_ZOO, type ModelName } from '../spec/zoo.ts';
import type { ByteReader, ByteWriter } from './bytes.ts';
import { ModelFileError } from './modelfileerror.ts';

/** The code of a spec that is written out as JSON. */
const FOREIGN = 0;

/** Zoo models by their code; their place in this list is part of the format. */
const CODED_MODELS: readonly (ModelName | null)[] = [
  null,
  'lenet-300-100',
  'lenet-5',
  'resnet-20',
  'vgg-small',
];

const CODE_LIMITS = {
  /** Longest spec, in bytes of JSON. */
  specBytes: 256 * 1024,
  /** Deepest nesting of brackets in it. */
  specDepth: 32,
  /** Most values of all tensors together, so that a small file cannot claim more memory than a large one. */
  values: 16 * 1024 * 1024,
  /** Most layers, those inside others included. */
  layers: 1000,
  /**
   * Most values that all layers together hand on for one image: 32 MiB of float32. ResNet-20's are 0.7
   * million.
   */
  activations: 8 * 1024 * 1024,
  /**
   * Most multiply-accumulates and values under the windows of pools for one image. ResNet-20's are 41
   * million.
   */
  operations: 512 * 1024 * 1024,
} as const;

/**
 * Writes the code, and the spec where the zoo does not have it. Throws an Error on a spec that no reader
 * would take.
 */
export function writeModelCode(writer: ByteWriter, spec: ModelSpec): void {
  const code = CODED_MODELS.findIndex((name) => name !== null && isSame(MODEL_ZOO[name], spec));
  if (code > 0) {
    writer.writeVarint(code);
    return;
  }
  const json = new TextEncoder().encode(JSON.stringify(spec));
  try {
    checkSpec(json);
  } catch (error) {
    throw new Error(`the model ${spec.name} cannot be written: its description ${(error as Error).message}`);
  }
  writer.writeVarint(FOREIGN);
  writer.writeVarint(json.length);
  writer.writeBytes(json);
}

/** Reads what `writeModelCode` wrote, with the tensors that the network has. */
export function readModelCode(reader: ByteReader): { spec: ModelSpec; tensors: readonly TensorInfo[] } {
  const start = reader.offset;
  const code = reader.readVarint('the model code');
  if (code !== FOREIGN) {
    const name = CODED_MODELS[code] ?? null;
    if (name === null)
      throw new ModelFileError(start, `holds the model code ${code}, which this version does not know`);
    return { spec: MODEL_ZOO[name], tensors: listTensors(MODEL_ZOO[name]) };
  }
  const length = reader.readVarint('the length of the model description');
  if (length > CODE_LIMITS.specBytes) {
    throw new ModelFileError(
      start,
      `claims a model description of ${length} bytes, above ${CODE_LIMITS.specBytes}`,
    );
  }
  const json = reader.readRange(length, 'the model description');
  try {
    return checkSpec(json.bytes.subarray(json.offset, json.end));
  } catch (error) {
    throw new ModelFileError(json.offset, `holds a model description that ${(error as Error).message}`);
  }
}

/**
 * The spec in JSON bytes, checked, with its tensors. Throws an Error whose message goes on from "the
 * description ...".
 */
function checkSpec(json: Uint8Array): { spec: ModelSpec; tensors: readonly TensorInfo[] } {
  if (json.length > CODE_LIMITS.specBytes) throw new Error(`is longer than ${CODE_LIMITS.specBytes} bytes`);
  checkDepth(json);
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(json));
  } catch {
    throw new Error('is not valid JSON in UTF-8');
  }
  const spec = toSpec(value);
  let trace: LayerShape[];
  try {
    trace = traceShapes(spec);
  } catch (error) {
    throw new Error(`does not fit together: ${(error as Error).message}`);
  }
  const tensors = trace.flatMap((each) => each.tensors);
  const names = new Set(tensors.map((each) => each.name));
  if (names.size < tensors.length) throw new Error('gives two tensors the same name');
  const values = tensors.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  if (!(values <= CODE_LIMITS.values))
    throw new Error(`asks for ${values} values, above ${CODE_LIMITS.values}`);
  checkWork(trace);
  return { spec, tensors };
}

/**
 * A net that could be built, but would take more memory or time for one image than any machine here should
 * give.
 */
function checkWork(trace: readonly LayerShape[]): void {
  if (trace.length > CODE_LIMITS.layers)
    throw new Error(`has ${trace.length} layers, above ${CODE_LIMITS.layers}`);
  const activations = trace.reduce((sum, { output }) => sum + sizeOf(output), 0);
  if (activations > CODE_LIMITS.activations)
    throw new Error(`hands on ${activations} values for each image, above ${CODE_LIMITS.activations}`);
  const operations = trace.reduce((sum, each) => sum + countOperations(each), 0);
  if (operations > CODE_LIMITS.operations)
    throw new Error(`takes ${operations} operations for each image, above ${CODE_LIMITS.operations}`);
}

/** Multiply-accumulates, or what lies under the windows of a pool. */
function countOperations({ layer, output, macs }: LayerShape): number {
  return 'size' in layer ? sizeOf(output) * layer.size ** 2 : macs;
}

/** Brackets nest at most so deep; those inside strings count too, which no real name has. */
function checkDepth(json: Uint8Array): void {
  let depth = 0;
  for (const byte of json) {
    if (byte === 0x5b || byte === 0x7b) depth++;
    if (byte === 0x5d || byte === 0x7d) depth--;
    if (depth > CODE_LIMITS.specDepth) throw new Error(`nests deeper than ${CODE_LIMITS.specDepth} brackets`);
  }
}

function toSpec(value: unknown): ModelSpec {
  const result = modelSpecSchema['~standard'].validate(value);
  if (result instanceof Promise) throw new Error('cannot be checked at once');
  if (result.issues === undefined) return result.value as ModelSpec;
  const { path, message } = result.issues[0]!;
  const field = (path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
  throw new Error(`is no model: ${field === '' ? 'it' : field} ${message}`);
}

/** Deep equality of plain JSON values. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSame(a[key as keyof typeof a], b[key as keyof typeof b]))
  );
}
