/**
 * A tensor of whole numbers with scales and zero points: what a linear quantizer makes (Jacob et al. 2018,
 * arXiv 1712.05877, equation 1). A value is scale x (q - zero point), q from 0 to 2^bits - 1, rounded once to
 * float32; a scale and a zero point hold for the whole tensor, for each unit (places that differ by a
 * multiple of the units) or for so many values in a row.
 *
 * The differences q - zero point are a tensor of few values like any other, so the codings of such tensors
 * serve here, too; or each q is packed into its bits. Which grid a tensor lies on is told, not searched, and
 * it is kept in the file.
 */
import { BitWriter } from '../math/bits.ts';
import type { TensorGrid } from '../spec/tensors.ts';
import { readBits } from './bitrange.ts';
import { type ByteReader, ByteWriter } from './bytes.ts';
import { ModelFileError } from './modelfileerror.ts';
import type { Section } from './section.ts';

export const MOST_INTEGER_BITS = 16;

/** Bits of the form byte. */
const BY_GROUPS = 1;
const MANY_ZERO_POINTS = 2;

/** The coding of the integers by its number in the file; their place in this list is part of the format. */
export const INTEGER_CODINGS = ['packed', null, 'shared', 'huffman', 'arithmetic'] as const;

export type IntegerCoding = NonNullable<(typeof INTEGER_CODINGS)[number]>;

/** A grid without the tensor's name, and how the integers on it are coded. */
export interface IntegerHead {
  readonly grid: Omit<TensorGrid, 'tensor'>;
  readonly coding: IntegerCoding;
}

/** Which scale a place has. */
export function toScaleIndex(
  { scales, groupSize }: Pick<TensorGrid, 'scales' | 'groupSize'>,
  place: number,
): number {
  return groupSize === undefined ? place % scales.length : Math.floor(place / groupSize);
}

/**
 * The differences q - zero point of a tensor that lies on the grid to the bit; null where it does not. They
 * are whole numbers, or halves where a zero point is.
 */
export function findDifferences(
  values: Float32Array,
  grid: Omit<TensorGrid, 'tensor'>,
): Float32Array<ArrayBuffer> | null {
  if (!isGrid(grid, values.length)) return null;
  const { scales, zeroPoints } = grid;
  const differences = new Float32Array(values.length);
  for (let place = 0; place < values.length; place++) {
    const index = toScaleIndex(grid, place);
    const [scale, zeroPoint] = [scales[index]!, zeroPoints[index]!];
    // Never -0, which would come back as 0.
    const integer = Math.round(values[place]! / scale + zeroPoint) + 0;
    const difference = integer - zeroPoint;
    const isOnGrid = integer >= 0 && integer < 2 ** grid.bits;
    if (!isOnGrid || !Object.is(Math.fround(scale * difference), values[place]!)) return null;
    differences[place] = difference;
  }
  return differences;
}

/** The values from their differences, in place. */
export function applyGrid(differences: Float32Array, grid: Omit<TensorGrid, 'tensor'>): void {
  for (let place = 0; place < differences.length; place++)
    differences[place] = grid.scales[toScaleIndex(grid, place)]! * differences[place]!;
}

/** Bits, form, coding, scales, zero points. */
export function encodeIntegerHead({ grid, coding }: IntegerHead): Section {
  const { bits, scales, zeroPoints, groupSize } = grid;
  const hasMany = zeroPoints.some((each) => each !== zeroPoints[0]);
  const writer = new ByteWriter();
  writer.writeByte(bits);
  writer.writeByte((groupSize === undefined ? 0 : BY_GROUPS) + (hasMany ? MANY_ZERO_POINTS : 0));
  writer.writeByte(INTEGER_CODINGS.indexOf(coding));
  writer.writeVarint(groupSize ?? scales.length);
  writer.writeFloats(scales);
  if (hasMany) {
    const packed = new BitWriter();
    for (const zeroPoint of zeroPoints) packed.write(2 * zeroPoint, bits + 1);
    writer.writeBytes(packed.toBytes());
  } else {
    writer.writeVarint(2 * zeroPoints[0]!);
  }
  return { part: 'codebooks', bytes: writer.toBytes() };
}

/** Each q in its bits. */
export function packIntegers(differences: Float32Array, grid: Omit<TensorGrid, 'tensor'>): Section {
  const packed = new BitWriter();
  for (let place = 0; place < differences.length; place++)
    packed.write(differences[place]! + grid.zeroPoints[toScaleIndex(grid, place)]!, grid.bits);
  return { part: 'weights', bytes: packed.toBytes() };
}

/** Reads what `encodeIntegerHead` wrote. */
export function decodeIntegerHead(reader: ByteReader, size: number, name: string): IntegerHead {
  const start = reader.offset;
  const refuse = (problem: string): never => {
    throw new ModelFileError(start, `stores the integers of ${name} ${problem}`);
  };
  const bits = reader.readByte(`the bits of ${name}`);
  if (bits < 1 || bits > MOST_INTEGER_BITS) refuse(`in ${bits} bits, not 1 to ${MOST_INTEGER_BITS}`);
  const form = reader.readByte(`the form of the scales of ${name}`);
  if (form > 3) refuse(`with scales of form ${form}, not 0 to 3`);
  const id = reader.readByte(`the coding of ${name}`);
  const coding = INTEGER_CODINGS[id] ?? refuse(`in coding ${id}, which there is not`);
  const isGrouped = (form & BY_GROUPS) !== 0;
  const number = reader.readVarint(`the number of scales of ${name}`);
  const isPossible = isGrouped ? number > 0 && number < size : number > 0 && size % number === 0;
  if (!isPossible) refuse(`with ${isGrouped ? 'groups of ' : 'scales for '}${number} of ${size} values`);
  const count = isGrouped ? Math.ceil(size / number) : number;
  const scales = reader.readFloats(count, `the scales of ${name}`);
  if (!scales.every((scale) => scale > 0 && scale < Number.POSITIVE_INFINITY))
    refuse('with a scale that is not a positive number');
  const zeroPoints = readZeroPoints(reader, (form & MANY_ZERO_POINTS) !== 0, { bits, count }, name);
  return { coding, grid: { bits, scales, zeroPoints, ...(isGrouped && { groupSize: number }) } };
}

function readZeroPoints(
  reader: ByteReader,
  hasMany: boolean,
  { bits, count }: { readonly bits: number; readonly count: number },
  name: string,
): Float32Array<ArrayBuffer> {
  const start = reader.offset;
  const zeroPoints = new Float32Array(count);
  if (hasMany) {
    readBits(reader, `the zero points of ${name}`, (packed) => {
      for (let index = 0; index < count; index++) zeroPoints[index] = packed.read(bits + 1) / 2;
    });
    if (zeroPoints.every((each) => each === zeroPoints[0]))
      throw new ModelFileError(start, `writes one zero point of ${name} for each scale`);
  } else {
    zeroPoints.fill(reader.readVarint(`the zero point of ${name}`) / 2);
  }
  const beyond = zeroPoints.find((each) => each >= 2 ** bits);
  if (beyond !== undefined)
    throw new ModelFileError(start, `has the zero point ${beyond} of ${name}, beyond ${bits} bits`);
  return zeroPoints;
}

/** Reads what `packIntegers` wrote, as differences. */
export function unpackIntegers(
  reader: ByteReader,
  grid: Omit<TensorGrid, 'tensor'>,
  size: number,
  name: string,
): Float32Array<ArrayBuffer> {
  if (reader.bytesLeft * 8 < size * grid.bits)
    reader.readRange(Math.ceil((size * grid.bits) / 8), `the integers of ${name}`);
  const differences = readBits(reader, `the integers of ${name}`, (packed) => {
    const read = new Float32Array(size);
    for (let place = 0; place < size; place++)
      read[place] = packed.read(grid.bits) - grid.zeroPoints[toScaleIndex(grid, place)]!;
    return read;
  });
  reader.checkEnd(`the integers of ${name}`);
  return differences;
}

/** Refuses differences of which no q of the grid's bits is so far from its zero point. */
export function checkDifferences(
  differences: Float32Array,
  grid: Omit<TensorGrid, 'tensor'>,
  offset: number,
  name: string,
): void {
  for (let place = 0; place < differences.length; place++) {
    const integer = differences[place]! + grid.zeroPoints[toScaleIndex(grid, place)]!;
    const isPlain = Number.isInteger(integer) && !Object.is(differences[place], -0);
    if (isPlain && integer >= 0 && integer < 2 ** grid.bits) continue;
    throw new ModelFileError(offset, `holds the integer ${integer} in ${name}, not one of ${grid.bits} bits`);
  }
}

function isGrid({ bits, scales, zeroPoints, groupSize }: Omit<TensorGrid, 'tensor'>, size: number): boolean {
  const isDivided =
    groupSize === undefined
      ? scales.length > 0 && size % scales.length === 0
      : Number.isInteger(groupSize) &&
        groupSize > 0 &&
        groupSize < size &&
        scales.length === Math.ceil(size / groupSize);
  return (
    Number.isInteger(bits) &&
    bits >= 1 &&
    bits <= MOST_INTEGER_BITS &&
    isDivided &&
    zeroPoints.length === scales.length &&
    scales.every((scale) => scale > 0 && scale < Number.POSITIVE_INFINITY) &&
    zeroPoints.every((each) => Number.isInteger(2 * each) && each >= 0 && each < 2 ** bits)
  );
}
