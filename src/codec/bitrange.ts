/**
 * How does a stream of bits lie among bytes of a file? From the next whole byte on, and its last byte is
 * filled up with zero bits. Whatever a decoder of bits finds wrong becomes a ModelFileError that says where.
 */
import { BitOverrunError, BitReader } from '../math/bits.ts';
import type { ByteReader } from './bytes.ts';
import { ModelFileError } from './modelfileerror.ts';

/** Throws a BitOverrunError unless so many bits are left: before memory is taken for what they say. */
export function checkBitsLeft(bits: BitReader, count: number): void {
  const { bitsLeft } = bits;
  if (count > bitsLeft) throw new BitOverrunError((bits.bitOffset + bitsLeft) / 8, count - bitsLeft);
}

/**
 * Reads bits from where `reader` stands and moves it past the last byte that they take. `decode` may throw a
 * RangeError to refuse them; `what` names them.
 */
export function readBits<T>(reader: ByteReader, what: string, decode: (bits: BitReader) => T): T {
  const start = reader.offset;
  const bits = new BitReader(reader.bytes, start, reader.end);
  let value: T;
  try {
    value = decode(bits);
  } catch (error) {
    if (error instanceof BitOverrunError) {
      throw new ModelFileError(error.byteOffset, `is cut short inside ${what}`);
    }
    if (error instanceof ModelFileError || !(error instanceof RangeError)) throw error;
    throw new ModelFileError(bits.byteOffset, `holds ${what} that cannot be read: ${error.message}`);
  }
  const last = bits.byteOffset;
  if (bits.read(bits.bitsLeft % 8) !== 0) throw new ModelFileError(last, `has bits set after ${what}`);
  reader.readRange(bits.byteOffset - start, what);
  return value;
}
