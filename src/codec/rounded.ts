/**
 * How is a tensor stored whose values were rounded? Where the last bits of all of them are zero, as after
 * rounding to bfloat16 or to any shorter mantissa, only the leading bits are written. It is found from the
 * values themselves.
 */
import { BitWriter } from '../math/bits.ts';
import { readBits } from './bitrange.ts';
import { type ByteReader, ByteWriter } from './bytes.ts';
import { countLeadingBits } from './codebook.ts';
import { ModelFileError } from './modelfileerror.ts';

/** The number of leading bits, then those of every value; null where all 32 are needed. */
export function encodeRounded(patterns: Uint32Array): Uint8Array | null {
  const width = countLeadingBits(patterns);
  if (width === 32) return null;
  const packed = new BitWriter();
  for (let i = 0; i < patterns.length; i++) packed.write(patterns[i]! >>> (32 - width), width);
  const writer = new ByteWriter();
  writer.writeByte(width);
  writer.writeBytes(packed.toBytes());
  return writer.toBytes();
}

/** Reads back the bit patterns of a stream that fills its range exactly. */
export function decodeRounded(reader: ByteReader, size: number, name: string): Uint32Array {
  const start = reader.offset;
  const width = reader.readByte(`the width of the values of ${name}`);
  if (width < 1 || width > 31) {
    throw new ModelFileError(start, `gives the values of ${name} ${width} bits, not 1 to 31`);
  }
  if (reader.bytesLeft * 8 < size * width) {
    reader.readRange(Math.ceil((size * width) / 8), `the values of ${name}`);
  }
  const patterns = readBits(reader, `the values of ${name}`, (bits) => {
    const read = new Uint32Array(size);
    for (let i = 0; i < size; i++) read[i] = bits.read(width) << (32 - width);
    return read;
  });
  reader.checkEnd(`the values of ${name}`);
  if (patterns.every((pattern) => pattern === 0)) {
    throw new ModelFileError(start, `writes ${name} as rounded values, and all of them are zero`);
  }
  if (countLeadingBits(patterns) !== width) {
    throw new ModelFileError(start, `writes the values of ${name} in more bits than they need`);
  }
  return patterns;
}
