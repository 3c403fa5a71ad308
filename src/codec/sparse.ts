/**
 * How is a pruned kernel stored? As its non-zeros with relative indices and filler zeros (Deep Compression,
 * arXiv 1510.00149, section 3; the exact rule stands in `math/relativeindex.ts`), before anything is
 * quantized: the values are raw float32.
 *
 * A value counts as zero when all of its 32 bits are: -0 is stored like any other value, so that every bit
 * pattern comes back. The index width is the one with the smallest stream.
 */
import { BitReader, BitWriter } from '../math/bits.ts';
import {
  chooseIndexBits,
  decodeRelativeIndex,
  encodeRelativeIndex,
  MAX_INDEX_BITS,
} from '../math/relativeindex.ts';
import { type ByteReader, ByteWriter } from './bytes.ts';
import { ModelFileError } from './modelfileerror.ts';

export interface SparseStream {
  readonly bytes: Uint8Array;
  /** Of these bytes, how many say where, and how many say what. */
  readonly indexBytes: number;
  readonly valueBytes: number;
}

/**
 * Writes width, number of entries, packed gaps, and the value of each entry. Null where that would take at
 * least as many bytes as the values themselves.
 */
export function encodeSparse(values: Float32Array): SparseStream | null {
  const patterns = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const { bits, gaps, positions } = encodeRelativeIndex(patterns, chooseIndexBits(patterns, 32));
  if (gaps.length * (bits + 32) >= values.length * 32) return null;
  const writer = new ByteWriter();
  writer.writeByte(bits);
  writer.writeVarint(gaps.length);
  const packed = new BitWriter();
  for (const gap of gaps) packed.write(gap, bits);
  writer.writeBytes(packed.toBytes());
  const indexBytes = writer.length;
  // Gathered as bit patterns: moving a NaN as a float may change it.
  const kept = Uint32Array.from(positions, (at) => patterns[at]!);
  writer.writeFloats(new Float32Array(kept.buffer));
  return { bytes: writer.toBytes(), indexBytes, valueBytes: writer.length - indexBytes };
}

/**
 * Reads a sparse stream that fills its range exactly. At a given width only one stream is taken for given
 * values: fillers where they must be and nowhere else, zeros in the padding, nothing left over.
 */
export function decodeSparse(reader: ByteReader, size: number, name: string): Float32Array {
  const start = reader.offset;
  const bits = reader.readByte(`the index width of ${name}`);
  if (bits < 1 || bits > MAX_INDEX_BITS) {
    throw new ModelFileError(start, `gives ${name} an index width of ${bits}, not 1 to ${MAX_INDEX_BITS}`);
  }
  const count = reader.readVarint(`the number of entries of ${name}`);
  if (count > size) {
    throw new ModelFileError(start + 1, `claims ${count} entries for ${name}, which has ${size} values`);
  }
  const packed = reader.readRange(Math.ceil((count * bits) / 8), `the index of ${name}`);
  const codes = new BitReader(packed.bytes, packed.offset, packed.end);
  const gaps = new Uint16Array(count);
  for (let entry = 0; entry < count; entry++) gaps[entry] = codes.read(bits);
  if (!codes.isAtPadding()) {
    throw new ModelFileError(codes.byteOffset, `has bits set after the index of ${name}`);
  }
  const positions = locate(gaps, size, packed.offset, name);
  const valuesAt = reader.offset;
  const kept = new Uint32Array(reader.readFloats(count, `the values of ${name}`).buffer);
  reader.checkEnd(`the values of ${name}`);
  const patterns = new Uint32Array(size);
  for (let entry = 0; entry < count; entry++) {
    const isFiller = kept[entry] === 0;
    if (isFiller && (gaps[entry] !== 2 ** bits - 1 || entry === count - 1)) {
      throw new ModelFileError(valuesAt + entry * 4, `stores a zero of ${name} that fills no gap`);
    }
    patterns[positions[entry]!] = kept[entry]!;
  }
  return new Float32Array(patterns.buffer);
}

function locate(gaps: Uint16Array, size: number, offset: number, name: string): Uint32Array {
  try {
    return decodeRelativeIndex(gaps, size);
  } catch (error) {
    throw new ModelFileError(
      offset,
      `has an index of ${name} that leads outside: ${(error as Error).message}`,
    );
  }
}
