/**
 * Codes of any width, packed into bytes: a writer and a reader of single bits, most significant bit first:
 * the first bit written is the highest bit of the first byte, and a code's own highest bit comes first, so
 * that a dump of the bytes in binary reads from left to right as the codes were written. The last byte is
 * filled up with zero bits.
 */

/**
 * Reading past the end of a bit stream. `byteOffset` is where the stream ends, in the array that was given.
 */
export class BitOverrunError extends RangeError {
  override readonly name = 'BitOverrunError';
  readonly byteOffset: number;
  constructor(byteOffset: number, missingBits: number) {
    super(`the bit stream ends at byte ${byteOffset}, ${missingBits} bits short`);
    this.byteOffset = byteOffset;
  }
}

/** Writes codes one after the other. */
export class BitWriter {
  #bytes = new Uint8Array(64);
  #length = 0;

  /** Bits written so far. */
  get bitLength(): number {
    return this.#length;
  }

  /**
   * Writes the lowest `bits` bits of `value`, highest first. Throws a RangeError unless 0 <= value < 2^bits,
   * bits <= 32.
   */
  write(value: number, bits: number): void {
    checkWidth(bits);
    if (!Number.isInteger(value) || value < 0 || value >= 2 ** bits) {
      throw new RangeError(`value must be an integer of ${bits} bits, got ${value}`);
    }
    if (this.#length + bits > this.#bytes.length * 8) {
      const grown = new Uint8Array(this.#bytes.length * 2);
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    for (let left = bits; left > 0; ) {
      const free = 8 - (this.#length & 7);
      const taken = Math.min(free, left);
      const chunk = (value >>> (left - taken)) & (0xff >>> (8 - taken));
      this.#bytes[this.#length >>> 3]! |= chunk << (free - taken);
      this.#length += taken;
      left -= taken;
    }
  }

  /** The bytes so far, in an array of their own; the last byte is filled up with zero bits. */
  toBytes(): Uint8Array {
    return this.#bytes.slice(0, Math.ceil(this.#length / 8));
  }
}

/** Reads codes back. `start` and `end` bound the stream inside `bytes`. */
export class BitReader {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  #place: number;

  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    if (!(start >= 0 && start <= end && end <= bytes.length)) {
      throw new RangeError(`a stream from byte ${start} to ${end} is not inside ${bytes.length} bytes`);
    }
    this.#bytes = bytes;
    this.#place = start * 8;
    this.#end = end * 8;
  }

  /** Bits not read yet, padding included. */
  get bitsLeft(): number {
    return this.#end - this.#place;
  }

  /** The place of the next bit, from the start of the array that was given. */
  get bitOffset(): number {
    return this.#place;
  }

  /** The byte that the next bit is in. */
  get byteOffset(): number {
    return Math.floor(this.#place / 8);
  }

  /**
   * The next `bits` bits (0 to 32) as a number that is not negative. Throws a BitOverrunError past the end.
   */
  read(bits: number): number {
    checkWidth(bits);
    if (bits > this.bitsLeft) throw new BitOverrunError(this.#end / 8, bits - this.bitsLeft);
    let value = 0;
    for (let left = bits; left > 0; ) {
      const free = 8 - (this.#place % 8);
      const taken = Math.min(free, left);
      const chunk = (this.#bytes[Math.floor(this.#place / 8)]! >>> (free - taken)) & (0xff >>> (8 - taken));
      value = ((value << taken) | chunk) >>> 0;
      this.#place += taken;
      left -= taken;
    }
    return value;
  }

  /** True when nothing is left but zero bits that fill up the last byte. */
  isAtPadding(): boolean {
    const left = this.bitsLeft;
    if (left >= 8) return false;
    return left === 0 || (this.#bytes[this.byteOffset]! & (0xff >>> (8 - left))) === 0;
  }
}

function checkWidth(bits: number): void {
  if (!Number.isInteger(bits) || bits < 0 || bits > 32) {
    throw new RangeError(`bits must be an integer from 0 to 32, got ${bits}`);
  }
}
