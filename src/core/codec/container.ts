/**
 * How does a model become a file, and a file a model? One container, byte for byte as FORMAT.md says: magic, version,
 * checksum, the network, one entry for each tensor, the tensors' streams.
 *
 * Every kernel takes the encoding with the fewest bytes; everything else is stored dense. Decoding gives back every bit
 * of every value, -0 and NaNs included. The reader is strict: it takes only what a writer could have written, checks a
 * claim before it allocates for it, and refuses with a ModelFileError. Left out on purpose: secrecy and authorship; the
 * checksum finds damage, not intent.
 */
import { computeCrc32 } from '../../math/crc32.ts';
import type { FileParts, LayerLedger } from '../../protocol/ledger.ts';
import { LIMITS } from '../../protocol/limits.ts';
import type { TensorSnapshot } from '../../protocol/snapshots.ts';
import type { ModelSpec, TensorInfo } from '../../recipe/model.ts';
import { listTensors, sizeOf } from '../../recipe/shapes.ts';
import { ByteReader, ByteWriter, countVarintBytes } from './bytes.ts';
import { readModelCode, writeModelCode } from './modelcode.ts';
import { ModelFileError } from './modelfileerror.ts';
import { decodeSparse, encodeSparse } from './sparse.ts';

type TensorEncoding = LayerLedger['encoding'];

/** "FWM" and the version of the format. */
const MAGIC = [0x46, 0x57, 0x4d] as const;
const VERSION = 1;
const CHECKSUM_AT = 4;
const BODY_AT = 8;

/** Encodings by their id in a tensor's entry; their place in this list is part of the format. */
const ENCODINGS: readonly TensorEncoding[] = ['dense', 'sparse'];

export interface EncodedModel {
  readonly bytes: Uint8Array;
  /** What the bytes are for; the parts add up to the file's length. */
  readonly parts: FileParts;
  /** Each tensor's stream, without its entry in the header. */
  readonly tensors: readonly {
    readonly name: string;
    readonly encoding: TensorEncoding;
    readonly fileBytes: number;
  }[];
}

interface Stream {
  readonly encoding: TensorEncoding;
  readonly bytes: Uint8Array;
  readonly indexBytes: number;
}

/**
 * Writes a model's file.
 * @param model every tensor of its spec, in any order, as inference sees it
 * @param options `dense` stores every tensor dense
 * @throws Error when tensors and spec do not belong together or the spec is one that cannot be built
 */
export function encodeModel(
  model: { readonly spec: ModelSpec; readonly tensors: readonly TensorSnapshot[] },
  options: { readonly dense?: boolean } = {},
): EncodedModel {
  const infos = listTensors(model.spec);
  const tensors = matchTensors(infos, model.tensors);
  const streams = tensors.map((each) => encodeTensor(each, options.dense ?? false));

  const writer = new ByteWriter();
  writer.writeBytes(Uint8Array.of(...MAGIC, VERSION, 0, 0, 0, 0));
  writeModelCode(writer, model.spec);
  for (const { encoding, bytes } of streams) {
    writer.writeByte(ENCODINGS.indexOf(encoding));
    if (encoding !== 'dense') writer.writeVarint(bytes.length);
  }
  const header = writer.length;
  for (const { bytes } of streams) writer.writeBytes(bytes);
  const bytes = writer.toBytes();
  if (bytes.length > LIMITS.modelFileBytes) {
    throw new Error(
      `the model ${model.spec.name} takes ${bytes.length} bytes, above ${LIMITS.modelFileBytes}`,
    );
  }
  new DataView(bytes.buffer).setUint32(CHECKSUM_AT, computeChecksum(bytes), true);
  return {
    bytes,
    parts: sumParts(header, infos, streams),
    tensors: streams.map(({ encoding, bytes: stream }, index) => ({
      name: infos[index]!.name,
      encoding,
      fileBytes: stream.length,
    })),
  };
}

/**
 * Reads a model's file.
 * @returns the spec and its tensors in the order of `listTensors`
 * @throws ModelFileError naming what is wrong with the file and at which byte
 */
export function decodeModel(bytes: Uint8Array): { spec: ModelSpec; tensors: TensorSnapshot[] } {
  checkFrame(bytes);
  const reader = new ByteReader(bytes, BODY_AT);
  const { spec, tensors: infos } = readModelCode(reader);
  const entries = infos.map((info) => readEntry(reader, info));
  const claimed = entries.reduce((sum, { length }) => sum + length, 0);
  if (claimed !== reader.bytesLeft) {
    throw new ModelFileError(
      reader.offset,
      `should have ${claimed} bytes of weights by its header, but has ${reader.bytesLeft}`,
    );
  }
  const tensors = infos.map((info, index): TensorSnapshot => {
    const { encoding, length } = entries[index]!;
    const stream = reader.readRange(length, info.name);
    const size = sizeOf(info.shape);
    const values =
      encoding === 'sparse'
        ? decodeSparse(stream, size, info.name)
        : stream.readFloats(size, `the values of ${info.name}`);
    return { ...info, values };
  });
  return { spec, tensors };
}

/** Size, magic, version and checksum: what can be told without reading a claim. */
function checkFrame(bytes: Uint8Array): void {
  if (bytes.length > LIMITS.modelFileBytes) {
    throw new ModelFileError(0, `is ${bytes.length} bytes long, above ${LIMITS.modelFileBytes}`);
  }
  if (bytes.length === 0) throw new ModelFileError(0, 'is empty');
  const foreign = MAGIC.findIndex((byte, at) => bytes[at] !== byte);
  if (foreign >= 0)
    throw new ModelFileError(foreign, 'is not a Featherweight model, which begins with "FWM"');
  if (bytes.length <= BODY_AT)
    throw new ModelFileError(bytes.length, 'is cut short inside its first 9 bytes');
  if (bytes[MAGIC.length] !== VERSION) {
    throw new ModelFileError(
      MAGIC.length,
      `has format version ${bytes[MAGIC.length]}, and this reader knows only ${VERSION}`,
    );
  }
  const stored = new DataView(bytes.buffer, bytes.byteOffset).getUint32(CHECKSUM_AT, true);
  const computed = computeChecksum(bytes);
  if (stored !== computed) {
    const [wanted, got] = [stored, computed].map((sum) => sum.toString(16).padStart(8, '0'));
    throw new ModelFileError(
      CHECKSUM_AT,
      `is damaged or cut short: its checksum should be ${wanted} and is ${got}`,
    );
  }
}

/** CRC-32 of all bytes but the four that hold it. */
function computeChecksum(bytes: Uint8Array): number {
  return computeCrc32(bytes.subarray(BODY_AT), computeCrc32(bytes.subarray(0, CHECKSUM_AT)));
}

function readEntry(reader: ByteReader, info: TensorInfo): { encoding: TensorEncoding; length: number } {
  const start = reader.offset;
  const id = reader.readByte(`the encoding of ${info.name}`);
  const encoding = ENCODINGS[id];
  if (encoding === undefined) {
    throw new ModelFileError(
      start,
      `stores ${info.name} in encoding ${id}, which this version does not know`,
    );
  }
  if (encoding === 'dense') return { encoding, length: sizeOf(info.shape) * 4 };
  if (info.role !== 'kernel')
    throw new ModelFileError(start, `stores ${info.name} as ${encoding}, but it is no kernel`);
  return { encoding, length: reader.readVarint(`the length of ${info.name}`) };
}

function encodeTensor(tensor: TensorSnapshot, dense: boolean): Stream {
  const { values, role } = tensor;
  if (role === 'kernel' && !dense) {
    const sparse = encodeSparse(values);
    if (sparse !== null && sparse.bytes.length + countVarintBytes(sparse.bytes.length) < values.length * 4) {
      return { encoding: 'sparse', bytes: sparse.bytes, indexBytes: sparse.indexBytes };
    }
  }
  const writer = new ByteWriter();
  writer.writeFloats(values);
  return { encoding: 'dense', bytes: writer.toBytes(), indexBytes: 0 };
}

/** The tensors in the spec's order. */
function matchTensors(infos: readonly TensorInfo[], given: readonly TensorSnapshot[]): TensorSnapshot[] {
  const byName = new Map(given.map((each) => [each.name, each]));
  if (byName.size !== given.length || given.length !== infos.length) {
    throw new Error(`the spec has ${infos.length} tensors, got ${given.length} with ${byName.size} names`);
  }
  return infos.map((info) => {
    const tensor = byName.get(info.name);
    if (tensor === undefined) throw new Error(`the tensor ${info.name} of the spec is missing`);
    if (tensor.values.length !== sizeOf(info.shape)) {
      throw new Error(`${info.name} must have ${sizeOf(info.shape)} values, got ${tensor.values.length}`);
    }
    return { ...info, values: tensor.values };
  });
}

function sumParts(header: number, infos: readonly TensorInfo[], streams: readonly Stream[]): FileParts {
  let weights = 0;
  let indices = 0;
  let biases = 0;
  for (const [index, { bytes, indexBytes }] of streams.entries()) {
    if (infos[index]!.role === 'kernel') {
      indices += indexBytes;
      weights += bytes.length - indexBytes;
    } else {
      biases += bytes.length;
    }
  }
  return { header, weights, indices, codebooks: 0, biases };
}
