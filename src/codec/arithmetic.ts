/**
 * What is the shortest that a tensor of few different values was brought to? Codebook, then where the weights
 * are and which code each has, both arithmetic-coded with contexts (`positionmodel.ts`, `codemodel.ts`).
 * Positions and codes are two streams, so that what each takes is counted in whole bytes.
 */
import { RangeDecoder, RangeEncoder, RangeOverrunError } from '../math/rangecoder.ts';
import { type ByteReader, ByteWriter } from './bytes.ts';
import { countNegatives, decodeCodebook, encodeCodebook, type SharedTensor } from './codebook.ts';
import { type CodeRange, codeCodes, countMostDigits } from './codemodel.ts';
import { ModelFileError } from './modelfileerror.ts';
import { codeOccupancy, findOccupancy, gather, isFull, type Occupancy, shrink, spread } from './occupancy.ts';
import { codePositions } from './positionmodel.ts';
import { createScan, EMPTY, fromScanOrder, LEAST_PERIOD, listScans, type Scan, toScanOrder } from './scan.ts';
import { countSectionBytes, type Section } from './section.ts';

/** Bits of the order. */
const BY_COLUMNS = 1;
const IN_USE_ONLY = 2;
/** Bounds the memory that a reader takes for a claimed period. */
const MOST_PERIOD = 4096;
/** Steps that a reader takes for each byte of a stream, whatever else it holds. */
const STEPS_PER_BYTE = 32;

/**
 * What is left of the work that a file may ask for beyond its length. A bit that is nearly certain takes
 * nearly no room, so that a few bytes could keep a reader busy for minutes. The steps of a stream are its
 * cells and, for each weight, twice the digits that a code may have; those above 32 for each of its bytes are
 * taken from here. FORMAT.md states the rule.
 */
export class SpareSteps {
  #left = 4 * 1024 * 1024;

  /** Takes what a stream needs; false, and nothing is taken, where too little is left. */
  take(steps: number, bytes: number): boolean {
    const needed = Math.max(0, steps - STEPS_PER_BYTE * bytes);
    if (needed > this.#left) return false;
    this.#left -= needed;
    return true;
  }

  /** Whether `take` would take it. */
  allows(steps: number, bytes: number): boolean {
    return steps - STEPS_PER_BYTE * bytes <= this.#left;
  }
}

/**
 * Codebook, order, period and length of the positions, positions, codes. Empty lines and places are left out
 * where that is shorter.
 * @param channels of the layer before, 0 if unknown: in a dense layer after a convolution, the cell so many
 *   before is the same channel of the pixel before
 */
export function encodeArithmetic(
  { codebook, cells }: SharedTensor,
  shape: readonly number[],
  channels: number,
): { readonly sections: Section[]; readonly steps: number } {
  const head: Section = { part: 'codebooks', bytes: encodeCodebook(codebook) };
  if (codebook.length === 0) return { sections: [head], steps: 0 };
  const range = { values: codebook.length, negatives: countNegatives(codebook) };
  let best: { readonly sections: Section[]; readonly steps: number } | undefined;
  for (const scan of listScans(shape)) {
    const scanned = toScanOrder(cells, scan);
    const occupancy = findOccupancy(scanned, scan);
    for (const period of listPeriods(shape, scan, channels)) {
      const ways: Way[] = [{ cells: scanned, scan, period }];
      if (!isFull(occupancy)) {
        ways.push({ cells: gather(scanned, occupancy), ...shrink(scan, occupancy, period), occupancy });
      }
      for (const way of ways) {
        const sections = encodeWay(way, period, range);
        if (best === undefined || countSectionBytes(sections) < countSectionBytes(best.sections))
          best = { sections, steps: countSteps(way.cells, range) };
      }
    }
  }
  return { sections: [head, ...best!.sections], steps: best!.steps };
}

function countSteps(cells: Int32Array, range: CodeRange): number {
  let weights = 0;
  for (let i = 0; i < cells.length; i++) if (cells[i] !== EMPTY) weights++;
  return cells.length + weights * 2 * countMostDigits(range);
}

/**
 * Cells in their order, and the lines and places that they are of, where those that are empty were left out.
 */
interface Way {
  readonly cells: Int32Array;
  readonly scan: Scan;
  readonly period: number;
  readonly occupancy?: Occupancy;
}

/** @param period of all places, which is what the file states */
function encodeWay({ cells, scan, occupancy, ...way }: Way, period: number, range: CodeRange): Section[] {
  const positions = encodeWith((coder) => {
    if (occupancy !== undefined) codeOccupancy(coder, occupancy, period);
    codePositions(coder, cells, scan, way.period);
  });
  const codes = encodeWith((coder) => codeCodes(coder, cells, scan, way.period, range));
  const writer = new ByteWriter();
  writer.writeByte((scan.byColumns ? BY_COLUMNS : 0) | (occupancy === undefined ? 0 : IN_USE_ONLY));
  writer.writeVarint(period);
  writer.writeVarint(positions.length);
  writer.writeBytes(positions);
  return [
    { part: 'indices', bytes: writer.toBytes() },
    { part: 'weights', bytes: codes },
  ];
}

/** Reads what `encodeArithmetic` wrote, and nothing beyond it. */
export function decodeArithmetic(
  reader: ByteReader,
  shape: readonly number[],
  size: number,
  name: string,
  spare: SpareSteps,
): SharedTensor {
  const start = reader.offset;
  const bytes = reader.bytesLeft;
  const refuse = () => {
    throw new ModelFileError(start, `asks for more steps to decode ${name} than its ${bytes} bytes allow`);
  };
  const codebook = decodeCodebook(reader, size, name);
  if (codebook.length === 0) {
    reader.checkEnd(`the codebook of ${name}`);
    return { codebook, cells: new Int32Array(size).fill(EMPTY) };
  }
  const orderAt = reader.offset;
  const order = reader.readByte(`the order of ${name}`);
  if (order > 3) throw new ModelFileError(orderAt, `visits ${name} in order ${order}, not 0 to 3`);
  const scan = createScan(shape, (order & BY_COLUMNS) !== 0);
  const periodAt = reader.offset;
  const period = reader.readVarint(`the period of ${name}`);
  if (period !== 0 && !isPeriod(period, scan)) {
    throw new ModelFileError(periodAt, `gives ${name} a period of ${period} in lines of ${scan.length}`);
  }
  const length = reader.readVarint(`the length of the positions of ${name}`);
  const positions = reader.readRange(length, `the positions of ${name}`);
  let way: Way = { cells: new Int32Array(), scan, period };
  decodeWith(positions, `the positions of ${name}`, (coder) => {
    if ((order & IN_USE_ONLY) !== 0) {
      const occupancy = { lines: new Uint8Array(scan.lines), places: new Uint8Array(scan.length) };
      codeOccupancy(coder, occupancy, period);
      way = { ...way, ...shrink(scan, occupancy, period), occupancy };
      if (way.scan.lines === 0 || way.scan.length === 0) {
        throw new ModelFileError(positions.offset, `holds weights of ${name}, and no line or place for them`);
      }
    }
    const cells = way.scan.lines * way.scan.length;
    if (!spare.allows(cells, bytes)) refuse();
    way = { ...way, cells: new Int32Array(cells).fill(EMPTY) };
    codePositions(coder, way.cells, way.scan, way.period);
  });
  const { cells, occupancy } = way;
  if (occupancy !== undefined) checkOccupancy(way, occupancy, positions.offset, name);
  const range = { values: codebook.length, negatives: countNegatives(codebook) };
  if (!spare.take(countSteps(cells, range), bytes)) refuse();
  const codesAt = reader.offset;
  const codes = reader.readRange(reader.bytesLeft, `the codes of ${name}`);
  decodeWith(codes, `the codes of ${name}`, (coder) => codeCodes(coder, cells, way.scan, way.period, range));
  const isUsed = new Uint8Array(codebook.length);
  for (const cell of cells) if (cell !== EMPTY) isUsed[cell] = 1;
  const unused = isUsed.indexOf(0);
  if (unused >= 0) throw new ModelFileError(codesAt, `never uses value ${unused} of the codebook of ${name}`);
  const scanned = occupancy === undefined ? cells : spread(cells, occupancy);
  return { codebook, cells: fromScanOrder(scanned, scan) };
}

/** Only one way to leave lines and places out: all that are empty, and at least one. */
function checkOccupancy({ cells, scan }: Way, occupancy: Occupancy, offset: number, name: string): void {
  if (isFull(occupancy)) {
    throw new ModelFileError(offset, `leaves out empty lines and places of ${name}, of which there are none`);
  }
  if (!isFull(findOccupancy(cells, scan))) {
    throw new ModelFileError(offset, `names a line or a place of ${name} that no weight is in`);
  }
}

/**
 * Periods worth trying: none; in columns, the rows of an image that a unit looks at, or the channels of its
 * pixels.
 */
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
