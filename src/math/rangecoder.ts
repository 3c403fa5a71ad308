/**
 * Writes a bit that is nearly certain into nearly no space, by arithmetic coding: a range of numbers is
 * divided in proportion to the probabilities of the next bit, the part of the bit that came is kept, and the
 * leading bytes that are settled are written (Martin, "Range encoding", 1979; Schindler's byte-wise form). A
 * bit of probability p takes -log2 p bits, to within a millionth: the range has at least 24 bits and
 * probabilities have 16.
 *
 * Everything is whole numbers below 2^48, exact in double precision, so that encoder and decoder agree on
 * every machine. Encoder and decoder share one interface, so that a model of probabilities is written once
 * and cannot drift apart.
 */

/** Probabilities are whole numbers of 65,536ths, from 1 to 65,535. */
export const PROBABILITY_ONE = 65536;

/** The least range between two bits: at 24 bits a byte is settled. */
const LEAST_RANGE = 2 ** 24;
const WHOLE_RANGE = 2 ** 32;

/**
 * Writes or reads one bit. An encoder writes the bit it is given and returns it; a decoder ignores it and
 * returns the next.
 */
export interface BitCoder {
  code(bit: number, probabilityOfOne: number): number;
}

/** A decoder that ran out of bytes. `byteOffset` is where its bytes end, in the array that was given. */
export class RangeOverrunError extends RangeError {
  override readonly name = 'RangeOverrunError';
  readonly byteOffset: number;
  constructor(byteOffset: number) {
    super(`the coded range ends at byte ${byteOffset}, before its last bit`);
    this.byteOffset = byteOffset;
  }
}

/** Collects the bytes of coded bits. */
export class RangeEncoder implements BitCoder {
  #bytes = new Uint8Array(256);
  #length = 0;
  #low = 0;
  #range = WHOLE_RANGE;
  /**
   * The last byte that a carry may still raise (-1 before the first), and how many bytes of 255 come after
   * it.
   */
  #held = -1;
  #pending = 0;

  code(bit: number, probabilityOfOne: number): number {
    const part = Math.floor((this.#range * probabilityOfOne) / PROBABILITY_ONE);
    if (bit === 1) {
      this.#range = part;
    } else {
      this.#low += part;
      this.#range -= part;
    }
    while (this.#range < LEAST_RANGE) {
      this.#settle();
      this.#range *= 256;
    }
    return bit;
  }

  /** The bytes of all bits, as few as tell them apart. Nothing may be coded afterwards. */
  finish(): Uint8Array {
    // Any number inside the range will do; the decoder takes zeros for bytes that are not there.
    const isWholeEnough = this.#low <= WHOLE_RANGE && WHOLE_RANGE < this.#low + this.#range;
    if (isWholeEnough) {
      this.#low = WHOLE_RANGE;
    } else if (this.#low > 0) {
      this.#low = Math.ceil(this.#low / LEAST_RANGE) * LEAST_RANGE;
      this.#settle();
    }
    this.#release(this.#low >= WHOLE_RANGE ? 1 : 0);
    return this.#bytes.slice(0, this.#length);
  }

  /** Moves the topmost byte of `low` out, held back where a later carry could change it. */
  #settle(): void {
    if (this.#low >= WHOLE_RANGE || this.#low < 255 * LEAST_RANGE) {
      const carry = this.#low >= WHOLE_RANGE ? 1 : 0;
      this.#release(carry);
      this.#held = Math.floor(this.#low / LEAST_RANGE) - 256 * carry;
    } else {
      this.#pending++;
    }
    this.#low = (this.#low % LEAST_RANGE) * 256;
  }

  #release(carry: number): void {
    if (this.#held >= 0) this.#push(this.#held + carry);
    for (; this.#pending > 0; this.#pending--) this.#push(255 + carry);
  }

  #push(byte: number): void {
    if (this.#length === this.#bytes.length) {
      const grown = new Uint8Array(this.#length * 2);
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    // 255 with a carry becomes 0.
    this.#bytes[this.#length++] = byte;
  }
}

/** Reads coded bits back, given the same probabilities. `start` and `end` bound them inside `bytes`. */
export class RangeDecoder implements BitCoder {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  #next: number;
  #code = 0;
  #range = WHOLE_RANGE;

  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    if (!(start >= 0 && start <= end && end <= bytes.length)) {
      throw new RangeError(`a stream from byte ${start} to ${end} is not inside ${bytes.length} bytes`);
    }
    this.#bytes = bytes;
    this.#next = start;
    this.#end = end;
    for (let i = 0; i < 4; i++) this.#code = this.#code * 256 + this.#take();
  }

  /** The next bit; `bit` is not looked at. Throws a RangeOverrunError past the end. */
  code(_bit: number, probabilityOfOne: number): number {
    const part = Math.floor((this.#range * probabilityOfOne) / PROBABILITY_ONE);
    let bit = 0;
    if (this.#code < part) {
      bit = 1;
      this.#range = part;
    } else {
      this.#code -= part;
      this.#range -= part;
    }
    while (this.#range < LEAST_RANGE) {
      this.#code = this.#code * 256 + this.#take();
      this.#range *= 256;
    }
    return bit;
  }

  /** True when an encoder that has written all bits so far would have written exactly these many bytes. */
  isAtEnd(): boolean {
    const beyond = this.#next - this.#end;
    return beyond === 3 || beyond === 4;
  }

  #take(): number {
    const at = this.#next++;
    if (at < this.#end) return this.#bytes[at]!;
    // The four bytes of look-ahead may lie beyond the end, where an encoder left zeros out.
    if (at >= this.#end + 4) throw new RangeOverrunError(this.#end);
    return 0;
  }
}
