/**
 * What is the shortest that a tensor of few different values was brought to? Codebook, then where the weights are and which code
 * each has, both arithmetic-coded with contexts (`positionmodel.ts`, `codemodel.ts`). Positions and codes are two
 * streams, so that what each takes is counted in whole bytes.
 */
import { RangeDecoder, RangeEncoder, RangeOverrunError } from '../../math/rangecoder.ts';
import { type ByteReader, ByteWriter } from './bytes.ts';
import { countNegatives, decodeCodebook, encodeCodebook, type SharedTensor } from './codebook.ts';
import { codeCodes } from './codemodel.ts';
import { ModelFileError } from './modelfileerror.ts';
import { codePositions } from './positionmodel.ts';
import { createScan, EMPTY, fromScanOrder, listScans, type Scan, toScanOrder } from './scan.ts';
import { countSectionBytes, type Section } from './section.ts';

/** The least period: nearer cells are neighbours already. */
const LEAST_PERIOD = 3;
/** Bounds the memory that a reader takes for a claimed period. */
const MOST_PERIOD = 4096;

/**
 * Codebook, order, period and length of the positions, positions, codes.
 * @param channels of the layer before, 0 if unknown: in a dense layer after a convolution, the cell so many before is the
 *   same channel of the pixel before
 */
export function encodeArithmetic(
  { codebook, cells }: SharedTensor,
  shape: readonly number[],
  channels: number,
): Section[] {
  const head: Section = { part: 'codebooks', bytes: encodeCodebook(codebook) };
  if (codebook.length === 0) return [head];
  const range = { values: codebook.length, negatives: countNegatives(codebook) };
  let best: Section[] | undefined;
  for (const scan of listScans(shape)) {
    const scanned = toScanOrder(cells, scan);
    for (const period of listPeriods(shape, scan, channels)) {
      const positions = encodeWith((coder) => codePositions(coder, scanned, scan, period));
      const codes = encodeWith((coder) => codeCodes(coder, scanned, scan, period, range));
      const writer = new ByteWriter();
      writer.writeByte(scan.byColumns ? 1 : 0);
      writer.writeVarint(period);
      writer.writeVarint(positions.length);
      writer.writeBytes(positions);
      const sections: Section[] = [
        { part: 'indices', bytes: writer.toBytes() },
        { part: 'weights', bytes: codes },
      ];
      if (best === undefined || countSectionBytes(sections) < countSectionBytes(best)) best = sections;
    }
  }
  return [head, ...best!];
}

/** Reads what `encodeArithmetic` wrote, and nothing beyond it. */
export function decodeArithmetic(
  reader: ByteReader,
  shape: readonly number[],
  size: number,
  name: string,
): SharedTensor {
  const codebook = decodeCodebook(reader, size, name);
  const cells = new Int32Array(size).fill(EMPTY);
  if (codebook.length === 0) {
    reader.checkEnd(`the codebook of ${name}`);
    return { codebook, cells };
  }
  const orderAt = reader.offset;
  const order = reader.readByte(`the order of ${name}`);
  if (order > 1) throw new ModelFileError(orderAt, `visits ${name} in order ${order}, not 0 or 1`);
  const scan = createScan(shape, order === 1);
  const periodAt = reader.offset;
  const period = reader.readVarint(`the period of ${name}`);
  if (period !== 0 && !isPeriod(period, scan)) {
    throw new ModelFileError(periodAt, `gives ${name} a period of ${period} in lines of ${scan.length}`);
  }
  const length = reader.readVarint(`the length of the positions of ${name}`);
  const positions = reader.readRange(length, `the positions of ${name}`);
  decodeWith(positions, `the positions of ${name}`, (coder) => codePositions(coder, cells, scan, period));
  const range = { values: codebook.length, negatives: countNegatives(codebook) };
  const codesAt = reader.offset;
  const codes = reader.readRange(reader.bytesLeft, `the codes of ${name}`);
  decodeWith(codes, `the codes of ${name}`, (coder) => codeCodes(coder, cells, scan, period, range));
  const isUsed = new Uint8Array(codebook.length);
  for (let i = 0; i < size; i++) if (cells[i] !== EMPTY) isUsed[cells[i]!] = 1;
  const unused = isUsed.indexOf(0);
  if (unused >= 0) throw new ModelFileError(codesAt, `never uses value ${unused} of the codebook of ${name}`);
  return { codebook, cells: fromScanOrder(cells, scan) };
}

/** Periods worth trying: none; in columns, the rows of an image that a unit looks at, or the channels of its pixels. */
function listPeriods(shape: readonly number[], scan: Scan, channels: number): readonly number[] {
  if (!scan.byColumns) return [0];
  const [, width = 0, depth = 0] = shape.length === 4 ? shape : [];
  const side = Math.round(Math.sqrt(scan.length));
  const candidates =
    shape.length === 4 ? [depth, width * depth] : [side * side === scan.length ? side : 0, channels];
  const usable = candidates.filter((period) => isPeriod(period, scan));
  return [...new Set([0, ...usable])];
}

function isPeriod(period: number, scan: Scan): boolean {
  return period >= LEAST_PERIOD && period <= MOST_PERIOD && period < scan.length;
}

function encodeWith(code: (coder: RangeEncoder) => void): Uint8Array {
  const encoder = new RangeEncoder();
  code(encoder);
  return encoder.finish();
}

function decodeWith(reader: ByteReader, what: string, code: (coder: RangeDecoder) => void): void {
  const decoder = new RangeDecoder(reader.bytes, reader.offset, reader.end);
  try {
    code(decoder);
  } catch (error) {
    if (error instanceof RangeOverrunError) {
      throw new ModelFileError(error.byteOffset, `is cut short inside ${what}`);
    }
    throw error;
  }
  if (!decoder.isAtEnd()) throw new ModelFileError(reader.end, `has bytes left over after ${what}`);
}
