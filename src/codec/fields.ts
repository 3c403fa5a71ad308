/**
 * What do single bits of a file say? The fields of each kind of region, one after the other, with the bits
 * that each owns: what a reader with paper and pencil does. The decoders of the file proper are elsewhere; a
 * test holds the two together.
 */
import { BitReader } from '../math/bits.ts';
import { type HuffmanCode, MAX_CODE_LENGTH } from '../math/huffman.ts';
import { readCodeTable, SymbolReader } from '../math/huffmanstream.ts';
import type { FieldKind, FileField } from '../protocol/anatomy.ts';
import { ByteReader } from './bytes.ts';
import { countWidth } from './positions.ts';
import type { Scan } from './scan.ts';

export type Fields = Generator<FileField, void, undefined>;

/** Bits from any place on. */
export function openBits(bytes: Uint8Array, bit: number): BitReader {
  const reader = new BitReader(bytes, bit >>> 3);
  reader.read(bit & 7);
  return reader;
}

/** A cell's place in the tensor's row-major order from its place in the order of the scan. */
export function toPlace(scanned: number, { byColumns, lines, length }: Scan): number {
  return byColumns ? (scanned % length) * lines + Math.floor(scanned / length) : scanned;
}

/** A Huffman code's table, and where it ends. */
export function readTableAt(
  bytes: Uint8Array,
  bit: number,
  symbols: number,
): { code: HuffmanCode; end: number } {
  const bits = openBits(bytes, bit);
  return { code: readCodeTable(bits, symbols), end: bits.bitOffset };
}

/** Whole numbers of one byte or of a varint, as the file's header and the heads of streams have them. */
export function* readNumbers(
  bytes: Uint8Array,
  start: number,
  forms: readonly ('byte' | 'varint' | 'checksum')[],
): Fields {
  const reader = new ByteReader(bytes, start);
  for (const form of forms) {
    const at = reader.offset;
    if (form === 'checksum') {
      const number = new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true);
      reader.readRange(4, 'the checksum');
      yield { kind: 'checksum', bit: at * 8, bits: 32, number };
      continue;
    }
    const number = form === 'byte' ? reader.readByte('a number') : reader.readVarint('a number');
    yield { kind: 'number', bit: at * 8, bits: (reader.offset - at) * 8, number };
  }
}

/** Float32 values. `toPlaceOf` says which weight the value belongs to. */
export function* readFloats(
  bytes: Uint8Array,
  start: number,
  count: number,
  toPlaceOf: (entry: number) => number,
): Fields {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  for (let entry = 0; entry < count; entry++) {
    const at = start + entry * 4;
    const value = view.getFloat32(at, true);
    const number = view.getUint32(at, true);
    yield { kind: 'float', bit: at * 8, bits: 32, number, value, place: toPlaceOf(entry) };
  }
}

/** Leading bits of float32 values. */
export function* readRounded(bytes: Uint8Array, start: number, width: number, count: number): Fields {
  yield* readNumbers(bytes, start, ['byte']);
  const bits = new BitReader(bytes, start + 1);
  for (let place = 0; place < count; place++) {
    const bit = bits.bitOffset;
    const number = bits.read(width);
    yield { kind: 'float', bit, bits: width, number, value: toFloat(number, width), place };
  }
}

/** Scales of a grid. */
export function* readScales(bytes: Uint8Array, start: number, count: number): Fields {
  for (const { kind: _, place: symbol, ...field } of readFloats(bytes, start, count, (entry) => entry))
    yield { kind: 'scale', ...field, symbol: symbol! };
}

/**
 * Zero points of a grid: one as a varint, or many in `width` bits each; all written as twice what they are.
 */
export function* readZeroPoints(bytes: Uint8Array, start: number, width: number, count: number): Fields {
  if (count === 1) {
    for (const { kind: _, ...field } of readNumbers(bytes, start, ['varint']))
      yield { kind: 'zeroPoint', ...field, value: field.number / 2, symbol: 0 };
    return;
  }
  const next = openSymbols(bytes, { bit: start * 8, width });
  for (let symbol = 0; symbol < count; symbol++) {
    const read = next();
    yield { kind: 'zeroPoint', ...read, value: read.number / 2, symbol };
  }
}

/** Integers in `width` bits each, and the weights that they stand for. */
export function* readIntegers(bytes: Uint8Array, start: number, width: number, values: Float32Array): Fields {
  const next = openSymbols(bytes, { bit: start * 8, width });
  for (let place = 0; place < values.length; place++)
    yield { kind: 'integer', ...next(), place, value: values[place]! };
}

/** Number of values, form, values. `codebook` holds the patterns that the decoder found. */
export function* readCodebook(bytes: Uint8Array, start: number, codebook: Uint32Array): Fields {
  const reader = new ByteReader(bytes, start);
  reader.readVarint('the number of shared values');
  yield* readNumbers(bytes, start, codebook.length === 0 ? ['varint'] : ['varint', 'byte']);
  if (codebook.length === 0) return;
  const width = reader.readByte('the width of the codebook');
  const values = new Float32Array(codebook.slice().buffer);
  if (width > 0) {
    const bits = new BitReader(bytes, reader.offset);
    for (let symbol = 0; symbol < values.length; symbol++) {
      const bit = bits.bitOffset;
      yield { kind: 'centroid', bit, bits: width, number: bits.read(width), value: values[symbol]!, symbol };
    }
    return;
  }
  yield* readFloats(bytes, reader.offset, 1, () => 0);
  reader.readRange(4, 'the step');
  for (let symbol = 0; symbol < values.length; symbol++) {
    const at = reader.offset;
    const number = reader.readVarint('a multiple');
    const bits = (reader.offset - at) * 8;
    yield { kind: 'centroid', bit: at * 8, bits, number, value: values[symbol]!, symbol };
  }
}

/** Where symbols come from: fixed widths, or a Huffman code. */
export interface SymbolSource {
  readonly bit: number;
  readonly width: number;
  readonly code?: HuffmanCode;
}

function openSymbols(bytes: Uint8Array, { bit, width, code }: SymbolSource) {
  const bits = openBits(bytes, bit);
  const symbols = code === undefined ? undefined : new SymbolReader(bits, code);
  return () => {
    const from = bits.bitOffset;
    const number = symbols?.read() ?? bits.read(width);
    return { bit: from, bits: bits.bitOffset - from, number };
  };
}

/** Gaps of `gapBits` bits as in `math/gapcode.ts`: the largest is a run of zeros without a weight. */
export function* readGaps(
  bytes: Uint8Array,
  source: SymbolSource,
  { gapBits, weights }: { readonly gapBits: number; readonly weights: number },
  scan: Scan,
): Fields {
  const next = openSymbols(bytes, source);
  const skip = 2 ** gapBits - 1;
  let position = 0;
  for (let found = 0; found < weights; ) {
    const read = next();
    position += read.number;
    if (read.number === skip) {
      yield { kind: 'skip', ...read };
      continue;
    }
    found++;
    yield { kind: 'gap', ...read, place: toPlace(position++, scan) };
  }
}

/** Gaps of a sparse stream: a filler is an entry whose value is zero (`math/relativeindex.ts`). */
export function* readSparseGaps(bytes: Uint8Array, bit: number, width: number, values: Float32Array): Fields {
  const next = openSymbols(bytes, { bit, width });
  let position = 0;
  for (const value of values) {
    const read = next();
    position += read.number;
    const kind: FieldKind = Object.is(value, 0) ? 'filler' : 'gap';
    yield { kind, ...read, place: position++ };
  }
}

/** A bit for each cell. */
export function* readBitmap(bytes: Uint8Array, bit: number, scan: Scan): Fields {
  const next = openSymbols(bytes, { bit, width: 1 });
  for (let cell = 0; cell < scan.lines * scan.length; cell++)
    yield { kind: 'cell', ...next(), place: toPlace(cell, scan) };
}

/** A count for each line, then places. */
export function* readLists(bytes: Uint8Array, start: number, scan: Scan): Fields {
  yield* readNumbers(bytes, start, ['byte']);
  const counts: number[] = [];
  const bits = new BitReader(bytes, start + 1);
  const width = bytes[start]!;
  for (let line = 0; line < scan.lines; line++) {
    const bit = bits.bitOffset;
    const number = bits.read(width);
    counts.push(number);
    yield { kind: 'count', bit, bits: width, number, symbol: line };
  }
  const placeWidth = countWidth(scan.length - 1);
  for (const [line, count] of counts.entries()) {
    for (let left = count; left > 0; left--) {
      const bit = bits.bitOffset;
      const number = bits.read(placeWidth);
      yield {
        kind: 'list',
        bit,
        bits: placeWidth,
        number,
        place: toPlace(line * scan.length + number, scan),
      };
    }
  }
}

/**
 * The table of a Huffman code: the length of each symbol's code, written as the difference from the one
 * before.
 */
export function* readTable(bytes: Uint8Array, start: number, { lengths }: HuffmanCode): Fields {
  const bits = openBits(bytes, start);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const bit = bits.bitOffset;
    let zeros = 0;
    while (zeros <= MAX_CODE_LENGTH && bits.read(1) === 0) zeros++;
    bits.read(zeros);
    yield { kind: 'length', bit, bits: bits.bitOffset - bit, number: lengths[symbol]!, symbol };
  }
}

/**
 * The code of each weight; `places` in the order in which codes are written, `toWeight` gives the weight of a
 * shared value at its place.
 */
export function* readCodes(
  bytes: Uint8Array,
  source: SymbolSource,
  codebook: Uint32Array,
  places: (entry: number) => number,
  count: number,
  toWeight: (value: number, place: number) => number,
): Fields {
  const values = new Float32Array(codebook.slice().buffer);
  const next = openSymbols(bytes, source);
  for (let entry = 0; entry < count; entry++) {
    const read = next();
    const place = places(entry);
    yield { kind: 'code', ...read, place, value: toWeight(values[read.number]!, place) };
  }
}

function toFloat(leading: number, width: number): number {
  return new Float32Array(Uint32Array.of((leading << (32 - width)) >>> 0).buffer)[0]!;
}
