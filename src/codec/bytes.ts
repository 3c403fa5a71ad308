/**
 * How do numbers become the bytes of a model file? A writer and a checking reader of bytes, variable-length
 * integers and float32 values. Integers take seven bits a byte, lowest first, the top bit set on all but the
 * last (LEB128), in as few bytes as they need. Float32 values travel as bit patterns, little-endian, so that
 * -0 and NaNs keep theirs.
 */
import { ModelFileError } from './modelfileerror.ts';

const LARGEST_VARINT = 0xffffffff;

/** How many bytes `writeVarint` takes for a value. */
export function countVarintBytes(value: number): number {
  let bytes = 1;
  for (let left = value; left > 0x7f; left = Math.floor(left / 128)) bytes++;
  return bytes;
}

/** Collects the bytes of a file. */
export class ByteWriter {
  #bytes = new Uint8Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  writeByte(value: number): void {
    this.#reserve(1)[0] = value;
  }

  writeBytes(bytes: Uint8Array): void {
    this.#reserve(bytes.length).set(bytes);
  }

  /** A whole number from 0 to 2^32 - 1 in 1 to 5 bytes. */
  writeVarint(value: number): void {
    let left = value;
    for (; left > 0x7f; left = Math.floor(left / 128)) this.writeByte((left % 128) | 0x80);
    this.writeByte(left);
  }

  /** Four bytes for each value, its bit pattern little-endian. */
  writeFloats(values: Float32Array): void {
    const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
    const room = this.#reserve(bits.length * 4);
    const view = new DataView(room.buffer, room.byteOffset, room.length);
    for (let i = 0; i < bits.length; i++) view.setUint32(i * 4, bits[i]!, true);
  }

  /** Everything written so far, in an array of its own. */
  toBytes(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #reserve(count: number): Uint8Array {
    const end = this.#length + count;
    if (end > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(end, this.#bytes.length * 2));
      grown.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = grown;
    }
    const room = this.#bytes.subarray(this.#length, end);
    this.#length = end;
    return room;
  }
}

/** Reads a range of a file from front to back; every read past its end is a ModelFileError. */
export class ByteReader {
  readonly bytes: Uint8Array;
  readonly end: number;
  #offset: number;

  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    this.bytes = bytes;
    this.end = end;
    this.#offset = start;
  }

  /** Of the next byte, from the start of the file. */
  get offset(): number {
    return this.#offset;
  }

  get bytesLeft(): number {
    return this.end - this.#offset;
  }

  /** The next byte; `what` names it where it is missing. */
  readByte(what: string): number {
    this.#check(1, what);
    return this.bytes[this.#offset++]!;
  }

  /** A whole number of 1 to 5 bytes, in as few bytes as it needs. */
  readVarint(what: string): number {
    const start = this.#offset;
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.readByte(what);
      value += (byte & 0x7f) * factor;
      if (value > LARGEST_VARINT || factor > 2 ** 28)
        throw new ModelFileError(start, `holds ${what} above 2^32 - 1`);
      if (byte > 0x7f) continue;
      if (byte === 0 && factor > 1)
        throw new ModelFileError(start, `holds ${what} in more bytes than it needs`);
      return value;
    }
  }

  /** The next `count` bytes as a reader of their own. */
  readRange(count: number, what: string): ByteReader {
    this.#check(count, what);
    this.#offset += count;
    return new ByteReader(this.bytes, this.#offset - count, this.#offset);
  }

  /** Float32 values by their bit patterns. */
  readFloats(count: number, what: string): Float32Array<ArrayBuffer> {
    this.#check(count * 4, what);
    const view = new DataView(this.bytes.buffer, this.bytes.byteOffset + this.#offset, count * 4);
    const values = new Float32Array(count);
    const bits = new Uint32Array(values.buffer);
    for (let i = 0; i < count; i++) bits[i] = view.getUint32(i * 4, true);
    this.#offset += count * 4;
    return values;
  }

  /** Throws unless everything was read. */
  checkEnd(what: string): void {
    if (this.bytesLeft > 0) {
      throw new ModelFileError(this.#offset, `has ${this.bytesLeft} bytes left over after ${what}`);
    }
  }

  #check(count: number, what: string): void {
    if (count > this.bytesLeft) {
      throw new ModelFileError(
        this.#offset,
        `is cut short: ${what} takes ${count} bytes and ${this.bytesLeft} are left`,
      );
    }
  }
}
