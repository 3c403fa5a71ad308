/**
 * How does a model become a file, and a file a model? One container, byte for byte as FORMAT.md says: magic,
 * version, checksum, the network, one entry for each tensor, the tensors' streams.
 *
 * Every tensor takes the encoding with the fewest bytes (`encodings.ts`). Decoding gives back every bit of
 * every value, -0 and NaNs included. The reader is strict: it takes only what a writer could have written,
 * checks a claim before it allocates for it, and refuses with a ModelFileError. Left out on purpose: secrecy
 * and authorship; the checksum finds damage, not intent.
 */
import { computeCrc32 } from '../math/crc32.ts';
import type { FileParts } from '../protocol/ledger.ts';
import { LIMITS } from '../protocol/limits.ts';
import type { ModelSnapshot } from '../protocol/snapshots.ts';
import { withCode } from '../spec/failure.ts';
import type { ModelSpec, TensorInfo } from '../spec/model.ts';
import { listTensors, sizeOf } from '../spec/shapes.ts';
import type { TensorGrid, TensorSnapshot } from '../spec/tensors.ts';
import type { Coding } from '../techniques/code/stage.ts';
import { SpareSteps } from './arithmetic.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import {
  decodeStream,
  ENCODINGS,
  encodeDense,
  encodeSmallest,
  type Stream,
  type TensorEncoding,
} from './encodings.ts';
import { readModelCode, writeModelCode } from './modelcode.ts';
import { ModelFileError } from './modelfileerror.ts';
import { countSectionBytes, toPart } from './section.ts';

/** "FWM" and the version of the format. */
const MAGIC = [0x46, 0x57, 0x4d] as const;
const VERSION = 1;
const CHECKSUM_AT = 4;
/** Where the model code begins. */
export const BODY_AT = 8;

/** A run of bytes of a file that serve one purpose. */
export interface FileSection {
  readonly offset: number;
  readonly bytes: number;
  readonly part: keyof FileParts;
  /** The tensor whose stream it is in; absent for the header. */
  readonly tensor?: string;
}

export interface EncodeOptions {
  /** Stores every tensor dense. */
  readonly dense?: boolean;
  /** How far coding may go, for all tensors or for each; the model's own, or else `raw`, unless given. */
  readonly coding?: Coding | ((tensor: TensorSnapshot) => Coding);
}

export interface EncodedModel {
  readonly bytes: Uint8Array;
  /** What the bytes are for; the parts add up to the file's length. */
  readonly parts: FileParts;
  /** Each tensor's stream, without its entry in the header, and what its bytes are for. */
  readonly tensors: readonly {
    readonly name: string;
    readonly encoding: TensorEncoding;
    readonly fileBytes: number;
    readonly weightBytes: number;
    readonly indexBytes: number;
    readonly codebookBytes: number;
  }[];
  /** The whole file from front to back. */
  readonly sections: readonly FileSection[];
}

/**
 * Writes a model's file.
 * @param model every tensor of its spec, in any order, as inference sees it
 * @throws Error when tensors and spec do not belong together or the spec is one that cannot be built
 */
export function encodeModel(
  model: Pick<ModelSnapshot, 'spec' | 'tensors' | 'coding' | 'grids'>,
  options: EncodeOptions = {},
): EncodedModel {
  const infos = listTensors(model.spec);
  const tensors = matchTensors(infos, model.tensors);
  const streams = encodeTensors(tensors, model.grids ?? [], { coding: model.coding ?? 'raw', ...options });

  const writer = new ByteWriter();
  writer.writeBytes(Uint8Array.of(...MAGIC, VERSION, 0, 0, 0, 0));
  writeModelCode(writer, model.spec);
  for (const { encoding, sections } of streams) {
    writer.writeByte(ENCODINGS.indexOf(encoding));
    if (encoding !== 'dense') writer.writeVarint(countSectionBytes(sections));
  }
  const header = writer.length;
  for (const { sections } of streams) for (const { bytes } of sections) writer.writeBytes(bytes);
  const bytes = writer.toBytes();
  if (bytes.length > LIMITS.modelFileBytes) {
    throw new Error(
      `the model ${model.spec.name} takes ${bytes.length} bytes, above ${LIMITS.modelFileBytes}`,
    );
  }
  new DataView(bytes.buffer).setUint32(CHECKSUM_AT, computeChecksum(bytes), true);
  const sections = mapSections(header, infos, streams);
  return {
    bytes,
    parts: sumParts(sections),
    tensors: streams.map(({ encoding, sections: own }, index) => ({
      name: infos[index]!.name,
      encoding,
      fileBytes: countSectionBytes(own),
      weightBytes: countSectionBytes(own.filter(({ part }) => part === 'weights')),
      indexBytes: countSectionBytes(own.filter(({ part }) => part === 'indices')),
      codebookBytes: countSectionBytes(own.filter(({ part }) => part === 'codebooks')),
    })),
    sections,
  };
}

/**
 * Reads a model's file.
 * @returns the spec, its tensors in the order of `listTensors`, the coding with which `encodeModel` writes
 *   the same bytes, and the grids of tensors that are stored as integers, if any are
 * @throws ModelFileError naming what is wrong with the file and at which byte
 */
export function decodeModel(bytes: Uint8Array): {
  spec: ModelSpec;
  tensors: TensorSnapshot[];
  coding: Coding;
  grids?: TensorGrid[];
} {
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
  const spare = new SpareSteps();
  const grids: TensorGrid[] = [];
  const codings: string[] = [];
  const tensors = infos.map((info, index): TensorSnapshot => {
    const { encoding, length } = entries[index]!;
    const { values, grid, integerCoding } = decodeStream(
      reader.readRange(length, info.name),
      encoding,
      info,
      spare,
    );
    codings.push(integerCoding ?? encoding);
    if (grid !== undefined) grids.push(grid);
    return { ...info, values };
  });
  return { spec, tensors, coding: findCoding(codings), ...(grids.length > 0 && { grids }) };
}

/** The least coding that allows all of the encodings and codings of integers. */
function findCoding(encodings: readonly string[]): Coding {
  if (encodings.includes('arithmetic')) return 'arithmetic';
  return encodings.includes('huffman') ? 'huffman' : 'raw';
}

/** Size, magic, version and checksum: what can be told without reading a claim. */
function checkFrame(bytes: Uint8Array): void {
  if (bytes.length > LIMITS.modelFileBytes) {
    const error = new ModelFileError(0, `is ${bytes.length} bytes long, above ${LIMITS.modelFileBytes}`);
    throw withCode(error, 'fileTooLarge', { bytes: bytes.length, limit: LIMITS.modelFileBytes });
  }
  if (bytes.length === 0) throw withCode(new ModelFileError(0, 'is empty'), 'fileEmpty', {});
  const foreign = MAGIC.findIndex((byte, at) => bytes[at] !== byte);
  if (foreign >= 0) {
    const error = new ModelFileError(foreign, 'is not a Featherweight model, which begins with "FWM"');
    throw withCode(error, 'fileForeign', {});
  }
  if (bytes.length <= BODY_AT)
    throw new ModelFileError(bytes.length, 'is cut short inside its first 9 bytes');
  if (bytes[MAGIC.length] !== VERSION) {
    const version = bytes[MAGIC.length]!;
    const error = new ModelFileError(
      MAGIC.length,
      `has format version ${version}, and this reader knows only ${VERSION}`,
    );
    throw withCode(error, 'fileVersion', { version, known: VERSION });
  }
  const stored = new DataView(bytes.buffer, bytes.byteOffset).getUint32(CHECKSUM_AT, true);
  const computed = computeChecksum(bytes);
  if (stored !== computed) {
    const [wanted, got] = [stored, computed].map((sum) => sum.toString(16).padStart(8, '0'));
    const error = new ModelFileError(
      CHECKSUM_AT,
      `is damaged or cut short: its checksum should be ${wanted} and is ${got}`,
    );
    throw withCode(error, 'fileDamaged', { wanted: wanted!, got: got! });
  }
}

/** CRC-32 of all bytes but the four that hold it. */
function computeChecksum(bytes: Uint8Array): number {
  return computeCrc32(bytes.subarray(BODY_AT), computeCrc32(bytes.subarray(0, CHECKSUM_AT)));
}

/** A tensor's line in the header. */
export function readEntry(
  reader: ByteReader,
  info: TensorInfo,
): { encoding: TensorEncoding; length: number } {
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
  if (encoding === 'sparse' && info.role !== 'kernel')
    throw new ModelFileError(start, `stores ${info.name} as ${encoding}, but it is no kernel`);
  return { encoding, length: reader.readVarint(`the length of ${info.name}`) };
}

function encodeTensors(
  tensors: readonly TensorSnapshot[],
  grids: readonly TensorGrid[],
  { dense, coding }: EncodeOptions & Required<Pick<EncodeOptions, 'coding'>>,
): Stream[] {
  let channels = 0;
  const spare = new SpareSteps();
  return tensors.map((tensor) => {
    const before = channels;
    if (tensor.role === 'kernel') channels = tensor.shape.at(-1) ?? 0;
    if (dense) return encodeDense(tensor);
    const grid = grids.find((each) => each.tensor === tensor.name);
    return encodeSmallest(
      tensor,
      typeof coding === 'function' ? coding(tensor) : coding,
      before,
      spare,
      grid,
    );
  });
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

/** Where the parts lie; empty sections are left out. */
function mapSections(
  header: number,
  infos: readonly TensorInfo[],
  streams: readonly Stream[],
): FileSection[] {
  const map: FileSection[] = [{ offset: 0, bytes: header, part: 'header' }];
  let offset = header;
  for (const [index, { sections }] of streams.entries()) {
    const { name, role } = infos[index]!;
    for (const { part, bytes } of sections) {
      if (bytes.length === 0) continue;
      map.push({ offset, bytes: bytes.length, part: toPart(role, part), tensor: name });
      offset += bytes.length;
    }
  }
  return map;
}

function sumParts(sections: readonly FileSection[]): FileParts {
  const parts = { header: 0, weights: 0, indices: 0, codebooks: 0, biases: 0 };
  for (const { part, bytes } of sections) parts[part] += bytes;
  return parts;
}
