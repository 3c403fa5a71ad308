/**
 * Where are the weights of a sparse tensor? Ways to write it that can be decoded by hand, of which the
 * shortest is taken: nothing at all where no weight is zero; a bitmap; gaps of a fixed width; for each line
 * the number of its weights and then their places in it, which is CSR by rows and CSC by columns (counts
 * instead of starts, so that they are small); Huffman-coded gaps. Each by rows or by columns.
 */
import { BitWriter } from '../math/bits.ts';
import {
  countGapCodes,
  countGapSymbols,
  decodeRuns,
  encodeRuns,
  listRuns,
  MAX_GAP_BITS,
} from '../math/gapcode.ts';
import { assignCodeLengths, countCodedBits, createHuffmanCode } from '../math/huffman.ts';
import {
  countTableBits,
  readCodeTable,
  SymbolReader,
  writeCodeTable,
  writeSymbol,
} from '../math/huffmanstream.ts';
import { checkBitsLeft, readBits } from './bitrange.ts';
import { type ByteReader, ByteWriter } from './bytes.ts';
import { ModelFileError } from './modelfileerror.ts';
import type { Scan } from './scan.ts';

/** Ways by their number in the file; their place in this list is part of the format. */
export const POSITION_CODINGS = ['all', 'bitmap', 'gaps', 'lists', 'huffmanGaps'] as const;

export type PositionCoding = (typeof POSITION_CODINGS)[number];

/** Beyond this a table of code lengths costs more than it saves. */
const MOST_HUFFMAN_BITS = 12;

export interface EncodedPositions {
  readonly coding: PositionCoding;
  readonly bytes: Uint8Array;
}

/**
 * Writes which cells, in the order of the scan, are not empty, in the fewest bytes; the first way of equals.
 */
export function encodePositions(cells: Int32Array, scan: Scan, allowsHuffman: boolean): EncodedPositions {
  const ways = tryPositionCodings(cells, scan, allowsHuffman);
  return ways.reduce((best, way) => (way.bytes.length < best.bytes.length ? way : best));
}

/** The same positions in every way that can write them. */
export function tryPositionCodings(
  cells: Int32Array,
  scan: Scan,
  allowsHuffman: boolean,
): EncodedPositions[] {
  const runs = listRuns(cells);
  if (runs.length === cells.length) return [{ coding: 'all', bytes: new Uint8Array() }];
  const ways: EncodedPositions[] = [
    { coding: 'bitmap', bytes: encodeBitmap(cells) },
    { coding: 'gaps', bytes: encodeGaps(runs) },
    { coding: 'lists', bytes: encodeLists(cells, scan) },
  ];
  if (allowsHuffman) ways.push({ coding: 'huffmanGaps', bytes: encodeHuffmanGaps(runs) });
  return ways;
}

/** Reads positions back, in rising order. */
export function decodePositions(
  reader: ByteReader,
  coding: PositionCoding,
  scan: Scan,
  name: string,
): Uint32Array {
  const size = scan.lines * scan.length;
  switch (coding) {
    case 'all':
      return countUp(size);
    case 'bitmap':
      return decodeBitmap(reader, size, name);
    case 'lists':
      return decodeLists(reader, scan, name);
    case 'gaps':
    case 'huffmanGaps':
      return decodeGaps(reader, coding === 'huffmanGaps', size, name);
  }
}

function countUp(size: number): Uint32Array {
  const positions = new Uint32Array(size);
  for (let i = 0; i < size; i++) positions[i] = i;
  return positions;
}

function encodeBitmap(cells: Int32Array): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(cells.length / 8));
  for (let i = 0; i < cells.length; i++) if (cells[i]! >= 0) bytes[i >> 3]! |= 0x80 >> (i & 7);
  return bytes;
}

function decodeBitmap(reader: ByteReader, size: number, name: string): Uint32Array {
  if (reader.bytesLeft * 8 < size) reader.readRange(Math.ceil(size / 8), `the bitmap of ${name}`);
  return readBits(reader, `the bitmap of ${name}`, (bits) => {
    const positions = new Uint32Array(size);
    let count = 0;
    for (let i = 0; i < size; i++) if (bits.read(1) === 1) positions[count++] = i;
    return positions.slice(0, count);
  });
}

/** Width, number of weights, gaps. */
function encodeGaps(runs: Uint32Array): Uint8Array {
  let bits = 2;
  for (let each = 3; each <= MAX_GAP_BITS; each++) {
    if (each * countGapCodes(runs, each) < bits * countGapCodes(runs, bits)) bits = each;
  }
  const packed = new BitWriter();
  for (const code of encodeRuns(runs, bits)) packed.write(code, bits);
  return frameGaps(bits, runs.length, packed);
}

/** The same with the table of a Huffman code before the gaps. */
function encodeHuffmanGaps(runs: Uint32Array): Uint8Array {
  let best: { bits: number; lengths: Uint8Array } | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let bits = 1; bits <= MOST_HUFFMAN_BITS; bits++) {
    const counts = countGapSymbols(runs, bits);
    const lengths = assignCodeLengths(counts);
    const cost = countCodedBits(counts, lengths) + countTableBits(lengths);
    if (cost < least) {
      best = { bits, lengths };
      least = cost;
    }
  }
  const { bits, lengths } = best!;
  const code = createHuffmanCode(lengths);
  const packed = new BitWriter();
  writeCodeTable(packed, code);
  for (const symbol of encodeRuns(runs, bits)) writeSymbol(packed, code, symbol);
  return frameGaps(bits, runs.length, packed);
}

function frameGaps(bits: number, count: number, packed: BitWriter): Uint8Array {
  const writer = new ByteWriter();
  writer.writeByte(bits);
  writer.writeVarint(count);
  writer.writeBytes(packed.toBytes());
  return writer.toBytes();
}

function decodeGaps(reader: ByteReader, isHuffman: boolean, size: number, name: string): Uint32Array {
  const start = reader.offset;
  const bits = reader.readByte(`the gap width of ${name}`);
  const most = isHuffman ? MOST_HUFFMAN_BITS : MAX_GAP_BITS;
  if (bits < 1 || bits > most) {
    throw new ModelFileError(start, `gives ${name} a gap width of ${bits}, not 1 to ${most}`);
  }
  const count = reader.readVarint(`the number of weights of ${name}`);
  if (count > size) {
    throw new ModelFileError(start + 1, `claims ${count} weights for ${name}, which has ${size} values`);
  }
  return readBits(reader, `the gaps of ${name}`, (codes) => {
    if (!isHuffman) checkBitsLeft(codes, count * bits);
    const symbols = isHuffman ? new SymbolReader(codes, readCodeTable(codes, 2 ** bits)) : undefined;
    return decodeRuns(() => symbols?.read() ?? codes.read(bits), bits, count, size);
  });
}

/** The width of a count, the counts of all lines, the places of all weights. */
function encodeLists(cells: Int32Array, { lines, length }: Scan): Uint8Array {
  const counts = new Uint32Array(lines);
  for (let i = 0; i < cells.length; i++) if (cells[i]! >= 0) counts[Math.floor(i / length)]!++;
  const width = countWidth(counts.reduce((most, each) => Math.max(most, each), 0));
  const packed = new BitWriter();
  for (const count of counts) packed.write(count, width);
  const placeWidth = countWidth(length - 1);
  for (let i = 0; i < cells.length; i++) if (cells[i]! >= 0) packed.write(i % length, placeWidth);
  const writer = new ByteWriter();
  writer.writeByte(width);
  writer.writeBytes(packed.toBytes());
  return writer.toBytes();
}

function decodeLists(reader: ByteReader, { lines, length }: Scan, name: string): Uint32Array {
  const start = reader.offset;
  const width = reader.readByte(`the width of the counts of ${name}`);
  const most = countWidth(length);
  if (width > most)
    throw new ModelFileError(
      start,
      `gives ${name} counts of ${width} bits, and ${most} are enough for a line`,
    );
  return readBits(reader, `the places of ${name}`, (bits) => {
    checkBitsLeft(bits, lines * width);
    const counts = new Uint32Array(lines);
    let total = 0;
    let largest = 0;
    for (let line = 0; line < lines; line++) {
      const count = bits.read(width);
      largest = Math.max(largest, count);
      if (count > length) throw new RangeError(`${count} weights do not fit into a line of ${length}`);
      counts[line] = count;
      total += count;
    }
    if (countWidth(largest) !== width)
      throw new RangeError(`counts up to ${largest} are written in ${width} bits`);
    const placeWidth = countWidth(length - 1);
    checkBitsLeft(bits, total * placeWidth);
    const positions = new Uint32Array(total);
    for (let line = 0, entry = 0; line < lines; line++) {
      let least = 0;
      for (let left = counts[line]!; left > 0; left--) {
        const place = bits.read(placeWidth);
        if (place < least || place >= length) throw new RangeError(`the place ${place} is out of order`);
        least = place + 1;
        positions[entry++] = line * length + place;
      }
    }
    return positions;
  });
}

/** Bits of a number from 0 to `most`. */
export function countWidth(most: number): number {
  return 32 - Math.clz32(most);
}

/** How many gap codes, skips included, lead to the positions. */
export function countGaps(positions: Uint32Array, skip: number): number {
  let count = positions.length;
  let next = 0;
  for (const position of positions) {
    count += Math.floor((position - next) / skip);
    next = position + 1;
  }
  return count;
}
