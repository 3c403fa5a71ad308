/**
 * Which few values does a tensor consist of? A codebook: every different bit pattern but that of +0, in
 * rising order of the numbers (IEEE 754's total order, in which -0 comes just before +0 and NaNs at the
 * ends), so that one set of values has one codebook. It is found from the values themselves; nothing has to
 * say that they were clustered.
 *
 * Two ways to write it, whichever is shorter: the leading bits of each pattern, as many as any of them needs
 * (32 for centroids of any kind, 16 for those rounded to bfloat16); or, for values on a grid, the step and
 * which multiples occur.
 */
import { BitWriter } from '../math/bits.ts';
import { multiplyExactly } from '../math/exactproduct.ts';
import { readBits } from './bitrange.ts';
import { type ByteReader, ByteWriter } from './bytes.ts';
import { ModelFileError } from './modelfileerror.ts';
import { EMPTY } from './scan.ts';

const MOST_VALUES = 65536;
const GRID = 0;
/** The least value may be one of the first so many multiples of the step. */
const MOST_DIVISORS = 8;

export interface SharedTensor {
  /** Bit patterns in rising order of their numbers. */
  readonly codebook: Uint32Array;
  /** For each value in row-major order its place in the codebook, or EMPTY where its bits are all zero. */
  readonly cells: Int32Array;
}

/**
 * Finds the codebook of a tensor; null where more values differ than `most`, which is 65,536 unless given
 * less.
 */
export function shareValues(patterns: Uint32Array, most = MOST_VALUES): SharedTensor | null {
  const found = new PatternTable(Math.min(patterns.length, most + 1));
  for (let i = 0; i < patterns.length; i++) {
    if (patterns[i] !== 0 && found.add(patterns[i]!) > most) return null;
  }
  const codebook = found.listPatterns().map(toOrder).sort().map(fromOrder);
  found.number(codebook);
  const cells = new Int32Array(patterns.length);
  for (let i = 0; i < patterns.length; i++) cells[i] = patterns[i] === 0 ? EMPTY : found.find(patterns[i]!);
  return { codebook, cells };
}

/** How many of a codebook's values are negative: they come first. */
export function countNegatives(codebook: Uint32Array): number {
  return codebook.reduce((count, pattern) => count + (pattern >>> 31), 0);
}

/** The number of values, then how they are written, then the values. */
export function encodeCodebook(codebook: Uint32Array): Uint8Array {
  const writer = new ByteWriter();
  writer.writeVarint(codebook.length);
  if (codebook.length === 0) return writer.toBytes();
  const width = countLeadingBits(codebook);
  const leading = new BitWriter();
  for (const pattern of codebook) leading.write(pattern >>> (32 - width), width);
  const grid = encodeGrid(codebook);
  const isGrid = grid !== null && grid.length < leading.bitLength / 8;
  writer.writeByte(isGrid ? GRID : width);
  writer.writeBytes(isGrid ? grid : leading.toBytes());
  return writer.toBytes();
}

/** Reads a codebook of at most `size` values. Its values differ, rise, and none is +0. */
export function decodeCodebook(reader: ByteReader, size: number, name: string): Uint32Array {
  const start = reader.offset;
  const count = reader.readVarint(`the number of shared values of ${name}`);
  if (count > size || count > MOST_VALUES) {
    throw new ModelFileError(start, `claims ${count} shared values for ${name}, which has ${size} values`);
  }
  if (count === 0) return new Uint32Array();
  const formAt = reader.offset;
  const width = reader.readByte(`the width of the codebook of ${name}`);
  if (width > 32) throw new ModelFileError(formAt, `gives ${name} a codebook of ${width} bits, above 32`);
  const codebook = width === GRID ? readGrid(reader, count, name) : readLeading(reader, count, width, name);
  for (let code = 0; code < count; code++) {
    const isRising = code === 0 || toOrder(codebook[code - 1]!) < toOrder(codebook[code]!);
    if (!isRising || codebook[code] === 0) {
      throw new ModelFileError(formAt, `has a codebook of ${name} that is not rising or holds zero`);
    }
  }
  if (width !== GRID && countLeadingBits(codebook) !== width) {
    throw new ModelFileError(formAt, `writes the codebook of ${name} in more bits than it needs`);
  }
  return codebook;
}

/** The leading bits of a pattern that must be kept so that those of all come back, at least 1. */
export function countLeadingBits(patterns: Uint32Array): number {
  let all = 0;
  for (let i = 0; i < patterns.length; i++) all |= patterns[i]!;
  // The lowest bit that is set, counted from the top.
  return all === 0 ? 1 : Math.clz32(all & -all) + 1;
}

function readLeading(reader: ByteReader, count: number, width: number, name: string): Uint32Array {
  return readBits(reader, `the codebook of ${name}`, (bits) =>
    Uint32Array.from({ length: count }, () => bits.read(width) << (32 - width)),
  );
}

/**
 * Step, first multiple and the differences between neighbouring multiples; null where the values are on no
 * grid.
 */
function encodeGrid(codebook: Uint32Array): Uint8Array | null {
  const values = new Float32Array(codebook.buffer);
  const least = values.reduce((size, value) => Math.min(size, Math.abs(value)), Number.POSITIVE_INFINITY);
  for (let divisor = 1; divisor <= MOST_DIVISORS; divisor++) {
    const step = Math.fround(least / divisor);
    const multiples = Array.from(values, (value) => Math.round(value / step));
    const isGrid = multiples.every(
      (multiple, code) => Math.abs(multiple) < 2 ** 24 && toPattern(multiple * step) === codebook[code],
    );
    if (!isGrid) continue;
    const writer = new ByteWriter();
    writer.writeFloats(Float32Array.of(step));
    writer.writeVarint(multiples[0]! < 0 ? -2 * multiples[0]! - 1 : 2 * multiples[0]!);
    for (let code = 1; code < multiples.length; code++)
      writer.writeVarint(multiples[code]! - multiples[code - 1]!);
    return writer.toBytes();
  }
  return null;
}

function readGrid(reader: ByteReader, count: number, name: string): Uint32Array {
  const start = reader.offset;
  const step = reader.readFloats(1, `the step of the codebook of ${name}`)[0]!;
  if (!(step > 0 && step < Number.POSITIVE_INFINITY))
    throw new ModelFileError(
      start,
      `has a codebook of ${name} in steps of ${step}, not of a positive number`,
    );
  const what = `a multiple in the codebook of ${name}`;
  const folded = reader.readVarint(what);
  let multiple = folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
  const codebook = new Uint32Array(count);
  for (let code = 0; code < count; code++) {
    if (code > 0) multiple += reader.readVarint(what);
    const value = multiplyExactly(multiple, step);
    if (!Number.isFinite(value))
      throw new ModelFileError(
        start,
        `has a codebook of ${name} with ${multiple} steps of ${step}, which is no float32`,
      );
    codebook[code] = toPattern(value);
  }
  return codebook;
}

/**
 * Which patterns there are, and a number for each: a hash table that probes the next place where one is
 * taken.
 */
class PatternTable {
  readonly #patterns: Uint32Array;
  readonly #numbers: Int32Array;
  #count = 0;

  /** @param most how many different patterns there may be; none is 0 */
  constructor(most: number) {
    const places = 2 ** (33 - Math.clz32(most));
    this.#patterns = new Uint32Array(places);
    this.#numbers = new Int32Array(places);
  }

  /** Adds a pattern and returns how many there are now. */
  add(pattern: number): number {
    const place = this.#placeOf(pattern);
    if (this.#patterns[place] === 0) {
      this.#patterns[place] = pattern;
      this.#count++;
    }
    return this.#count;
  }

  listPatterns(): Uint32Array {
    return this.#patterns.filter((pattern) => pattern !== 0);
  }

  /** Numbers each pattern by its place in a list of them all. */
  number(patterns: Uint32Array): void {
    for (let i = 0; i < patterns.length; i++) this.#numbers[this.#placeOf(patterns[i]!)] = i;
  }

  find(pattern: number): number {
    return this.#numbers[this.#placeOf(pattern)]!;
  }

  #placeOf(pattern: number): number {
    const last = this.#patterns.length - 1;
    // The golden ratio's bits spread patterns that differ in their last bits only.
    let place = Math.imul(pattern, 0x9e3779b1) >>> 7;
    for (place &= last; this.#patterns[place] !== 0 && this.#patterns[place] !== pattern; ) {
      place = (place + 1) & last;
    }
    return place;
  }
}

const scratch = new DataView(new ArrayBuffer(4));

/** The bits of a number rounded to float32. */
function toPattern(value: number): number {
  scratch.setFloat32(0, value);
  return scratch.getUint32(0);
}

/** A whole number that rises with the number that a pattern stands for, from 0 to 2^32 - 1. */
function toOrder(pattern: number): number {
  return (pattern ^ (pattern >>> 31 === 1 ? 0xffffffff : 0x80000000)) >>> 0;
}

function fromOrder(order: number): number {
  return (order ^ (order >>> 31 === 1 ? 0x80000000 : 0xffffffff)) >>> 0;
}
