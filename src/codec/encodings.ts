/**
 * Which of the ways to store a tensor takes the fewest bytes? All that the file format has, tried on the
 * values themselves; nothing but the values says whether they were pruned, shared or rounded.
 *
 * `raw` allows what a fixed number of bits can say (values, gaps, codes), `huffman` adds Huffman codes,
 * `arithmetic` adds arithmetic coding; so the stages of Deep Compression can be weighed one by one.
 */
import { computeEntropy } from '../math/entropy.ts';
import type { LayerLedger } from '../protocol/ledger.ts';
import type { TensorInfo } from '../spec/model.ts';
import { sizeOf } from '../spec/shapes.ts';
import type { TensorGrid, TensorSnapshot } from '../spec/tensors.ts';
import type { Coding } from '../techniques/code/stage.ts';
import { decodeArithmetic, encodeArithmetic, type SpareSteps } from './arithmetic.ts';
import { type ByteReader, ByteWriter, countVarintBytes } from './bytes.ts';
import { countLeadingBits, encodeCodebook, type SharedTensor, shareValues } from './codebook.ts';
import {
  applyGrid,
  checkDifferences,
  decodeIntegerHead,
  encodeIntegerHead,
  findDifferences,
  type IntegerCoding,
  packIntegers,
  unpackIntegers,
} from './integers.ts';
import { decodeRounded, encodeRounded } from './rounded.ts';
import { EMPTY } from './scan.ts';
import { countSectionBytes, type Section } from './section.ts';
import { decodeShared, encodeShared } from './shared.ts';
import { decodeSparse, encodeSparse } from './sparse.ts';

export type TensorEncoding = LayerLedger['encoding'];

/** Encodings by their id in a tensor's entry; their place in this list is part of the format. */
export const ENCODINGS: readonly TensorEncoding[] = [
  'dense',
  'sparse',
  'shared',
  'huffman',
  'arithmetic',
  'rounded',
  'integers',
];

/** Up to so many values a codebook may be a grid, which takes a byte a value. */
const SMALL_CODEBOOK = 4096;

/** A tensor's bytes, in sections by what they are for. */
export interface Stream {
  readonly encoding: TensorEncoding;
  readonly sections: readonly Section[];
}

/** The stream as it is without any coding: every value in 32 bits. */
export function encodeDense({ values }: TensorSnapshot): Stream {
  const writer = new ByteWriter();
  writer.writeFloats(values);
  return { encoding: 'dense', sections: [{ part: 'weights', bytes: writer.toBytes() }] };
}

/**
 * The stream with the fewest bytes, its length in the file's header included; the first in the order of ids
 * among equals.
 * @param channels of the layer before; see `encodeArithmetic`
 * @param spare of the file, which an arithmetic stream may need
 * @param grid that the tensor should lie on; where it does, its integers are stored, so that a reader knows
 *   them
 */
export function encodeSmallest(
  tensor: TensorSnapshot,
  coding: Coding,
  channels: number,
  spare: SpareSteps,
  grid?: TensorGrid,
): Stream {
  const { values, shape } = tensor;
  const integers = grid && encodeIntegers(tensor, grid, coding, channels, spare);
  if (integers) return integers;
  const patterns = new Uint32Array(values.buffer, values.byteOffset, values.length);
  let best = encodeDense(tensor);
  let least = values.length * 4;
  const offer = (encoding: TensorEncoding, sections: readonly Section[]) => {
    const length = countSectionBytes(sections);
    if (length + countVarintBytes(length) >= least) return;
    best = { encoding, sections };
    least = length + countVarintBytes(length);
  };
  const sparse = tensor.role === 'kernel' ? encodeSparse(values) : null;
  if (sparse !== null) {
    offer('sparse', [
      { part: 'indices', bytes: sparse.bytes.subarray(0, sparse.indexBytes) },
      { part: 'weights', bytes: sparse.bytes.subarray(sparse.indexBytes) },
    ]);
  }
  const rounded = encodeRounded(patterns);
  if (rounded !== null) offer('rounded', [{ part: 'weights', bytes: rounded }]);
  const shared = shareValues(patterns, countMostShared(patterns, least));
  if (shared === null || !isWorthSharing(shared, least)) return best;
  offer('shared', encodeShared(shared, shape, false));
  if (coding !== 'raw') offer('huffman', encodeShared(shared, shape, true));
  if (coding !== 'arithmetic') return best;
  const { sections, steps } = encodeArithmetic(shared, shape, channels);
  if (spare.allows(steps, countSectionBytes(sections))) offer('arithmetic', sections);
  if (best.encoding === 'arithmetic') spare.take(steps, countSectionBytes(sections));
  return best;
}

/** The integers of a tensor in whatever coding is shortest; null where it does not lie on the grid. */
function encodeIntegers(
  { values, shape }: TensorSnapshot,
  grid: TensorGrid,
  coding: Coding,
  channels: number,
  spare: SpareSteps,
): Stream | null {
  const differences = findDifferences(values, grid);
  if (differences === null) return null;
  let best: readonly Section[] = [packIntegers(differences, grid)];
  let taken: IntegerCoding = 'packed';
  const offer = (next: IntegerCoding, sections: readonly Section[]) => {
    if (countSectionBytes(sections) >= countSectionBytes(best)) return;
    best = sections;
    taken = next;
  };
  const shared = shareValues(new Uint32Array(differences.buffer));
  if (shared !== null && isWorthSharing(shared, countSectionBytes(best))) {
    offer('shared', encodeShared(shared, shape, false));
    if (coding !== 'raw') offer('huffman', encodeShared(shared, shape, true));
    if (coding === 'arithmetic') {
      const { sections, steps } = encodeArithmetic(shared, shape, channels);
      if (spare.allows(steps, countSectionBytes(sections))) offer('arithmetic', sections);
      if (best === sections) spare.take(steps, countSectionBytes(sections));
    }
  }
  return { encoding: 'integers', sections: [encodeIntegerHead({ grid, coding: taken }), ...best] };
}

function decodeIntegers(
  reader: ByteReader,
  { shape, name }: TensorInfo,
  size: number,
  spare: SpareSteps,
): DecodedStream {
  const { grid, coding } = decodeIntegerHead(reader, size, name);
  const start = reader.offset;
  const values =
    coding === 'packed'
      ? unpackIntegers(reader, grid, size, name)
      : toValues(
          coding === 'arithmetic'
            ? decodeArithmetic(reader, shape, size, name, spare)
            : decodeShared(reader, shape, size, name, coding === 'huffman'),
        );
  checkDifferences(values, grid, start, name);
  applyGrid(values, grid);
  return { values, grid: { tensor: name, ...grid }, integerCoding: coding };
}

/** A tensor's values, and the grid that its stream says they lie on. */
export interface DecodedStream {
  readonly values: Float32Array;
  readonly grid?: TensorGrid;
  /** How the integers on the grid are coded. */
  readonly integerCoding?: IntegerCoding;
}

/**
 * Reads a stream that fills its range exactly.
 * @param spare of the file
 * @throws ModelFileError naming what is wrong and where
 */
export function decodeStream(
  reader: ByteReader,
  encoding: TensorEncoding,
  info: TensorInfo,
  spare: SpareSteps,
): DecodedStream {
  const { shape, name } = info;
  const size = sizeOf(shape);
  switch (encoding) {
    case 'dense':
      return { values: reader.readFloats(size, `the values of ${name}`) };
    case 'sparse':
      return { values: decodeSparse(reader, size, name) };
    case 'rounded':
      return { values: new Float32Array(decodeRounded(reader, size, name).buffer as ArrayBuffer) };
    case 'shared':
    case 'huffman':
      return { values: toValues(decodeShared(reader, shape, size, name, encoding === 'huffman')) };
    case 'arithmetic':
      return { values: toValues(decodeArithmetic(reader, shape, size, name, spare)) };
    case 'integers':
      return decodeIntegers(reader, info, size, spare);
  }
}

/**
 * How many different values a tensor may have before their leading bits alone take more than it does
 * otherwise.
 */
function countMostShared(patterns: Uint32Array, least: number): number {
  const most = Math.floor((least * 8) / countLeadingBits(patterns));
  return Math.min(65536, Math.max(SMALL_CODEBOOK, most));
}

/**
 * False where the codebook, with half the entropy of codes and positions, would take all that could be saved:
 * contexts were never seen to halve it. Spares the work where values were not shared.
 */
function isWorthSharing({ codebook, cells }: SharedTensor, least: number): boolean {
  const counts = new Uint32Array(codebook.length);
  let kept = 0;
  for (let i = 0; i < cells.length; i++) {
    if (cells[i] === EMPTY) continue;
    counts[cells[i]!]!++;
    kept++;
  }
  const bits = kept * computeEntropy(counts) + cells.length * computeEntropy([kept, cells.length - kept]);
  return encodeCodebook(codebook).length + bits / 16 < least;
}

/** In the memory of the cells: a large tensor is not held twice. */
function toValues({ codebook, cells }: SharedTensor): Float32Array {
  for (let i = 0; i < cells.length; i++) cells[i] = cells[i] === EMPTY ? 0 : codebook[cells[i]!]!;
  return new Float32Array(cells.buffer, cells.byteOffset, cells.length);
}
