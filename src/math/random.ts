/**
 * The random numbers of a run: one independent stream for each (seed, keys), so that initial weights, the
 * order of epoch 7 and the dropout mask of step 12 never depend on who drew before them, and a resumed run
 * draws what an uninterrupted one would.
 *
 * Keys are mixed with ChaCha's quarter round (RFC 8439, section 2.1) into the 128-bit state of xoroshiro128+
 * (Blackman and Vigna; pure-rand's implementation). The generator's lowest bits are its weakest: everything
 * here but `nextUint32` uses the high ones. Only 32-bit integer arithmetic and exact float operations: the
 * same bits in every JavaScript engine. Left out on purpose: cryptographic strength.
 */
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

const TWO_TO_32 = 4294967296;
const TWO_TO_MINUS_24 = 2 ** -24;

/** A sequence of random numbers; each draw moves it on. */
export interface Stream {
  /** A whole number from 0 to 2^32 - 1. */
  nextUint32(): number;
  /** A multiple of 2^-24 in [0, 1), exact in float32. */
  nextFloat(): number;
  /** A whole number from 0 to n - 1, each equally likely. `n` is from 1 to 2^32. */
  nextBelow(n: number): number;
  /** Fills with low + (high - low) * u, u as in `nextFloat`. Rounding to float32 may reach `high` itself. */
  fillUniform(out: Float32Array, low: number, high: number): void;
  /** Fills with ones and zeros; the probability is honoured to within 2^-32, and 0 and 1 exactly. */
  fillBernoulli(out: Float32Array | Uint8Array, probabilityOfOne: number): void;
  /** Puts the entries in a random order, in place (Fisher-Yates). */
  shuffle(indices: Int32Array): void;
}

/**
 * The stream of a seed and any number of keys. Seed and number keys are safe integers (-0 is 0); a string is
 * never the same key as a number. Throws a RangeError on anything else.
 */
export function createStream(seed: number, ...keys: readonly (string | number)[]): Stream {
  return new XoroshiroStream(mixKeys([seed, ...keys]));
}

class XoroshiroStream implements Stream {
  readonly #generator: ReturnType<typeof xoroshiro128plusFromState>;

  constructor(state: readonly number[]) {
    this.#generator = xoroshiro128plusFromState(state);
  }

  nextUint32(): number {
    return this.#generator.next() >>> 0;
  }

  nextFloat(): number {
    return (this.#generator.next() >>> 8) * TWO_TO_MINUS_24;
  }

  nextBelow(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > TWO_TO_32) {
      throw new RangeError(`n must be an integer from 1 to 2^32, got ${n}`);
    }
    // n equal buckets of the 32-bit range; draws past the last bucket are drawn again, so no bucket is
    // favoured.
    const bucket = Math.floor(TWO_TO_32 / n);
    const limit = bucket * n;
    let draw = this.nextUint32();
    while (draw >= limit) draw = this.nextUint32();
    return Math.floor(draw / bucket);
  }

  fillUniform(out: Float32Array, low: number, high: number): void {
    const generator = this.#generator;
    const step = (high - low) * TWO_TO_MINUS_24;
    for (let i = 0; i < out.length; i++) out[i] = low + step * (generator.next() >>> 8);
  }

  fillBernoulli(out: Float32Array | Uint8Array, probabilityOfOne: number): void {
    if (!(probabilityOfOne >= 0 && probabilityOfOne <= 1)) {
      throw new RangeError(`probabilityOfOne must be from 0 to 1, got ${probabilityOfOne}`);
    }
    const generator = this.#generator;
    const limit = Math.floor(probabilityOfOne * TWO_TO_32);
    for (let i = 0; i < out.length; i++) out[i] = generator.next() >>> 0 < limit ? 1 : 0;
  }

  shuffle(indices: Int32Array): void {
    for (let i = indices.length - 1; i > 0; i--) {
      const j = this.nextBelow(i + 1);
      const moved = indices[i]!;
      indices[i] = indices[j]!;
      indices[j] = moved;
    }
  }
}

/**
 * ChaCha's quarter round on four 32-bit words, in place: an invertible mix in which every input bit reaches
 * every word (RFC 8439, section 2.1).
 */
export function mixQuarterRound(words: Int32Array): void {
  let a = words[0]!;
  let b = words[1]!;
  let c = words[2]!;
  let d = words[3]!;
  a = (a + b) | 0;
  d = rotateLeft(d ^ a, 16);
  c = (c + d) | 0;
  b = rotateLeft(b ^ c, 12);
  a = (a + b) | 0;
  d = rotateLeft(d ^ a, 8);
  c = (c + d) | 0;
  b = rotateLeft(b ^ c, 7);
  words[0] = a;
  words[1] = b;
  words[2] = c;
  words[3] = d;
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** Absorbs each key, tagged with its kind and length, and returns four state words that are not all zero. */
function mixKeys(keys: readonly (string | number)[]): number[] {
  // ChaCha's own constants ("expand 32-byte k"): any fixed words that are not zero would do.
  const state = new Int32Array([0x61707865, 0x3320646e, 0x79622d32, 0x6b206574]);
  const absorb = (word: number) => {
    state[0] = state[0]! ^ word;
    mixQuarterRound(state);
    mixQuarterRound(state);
  };
  for (const key of keys) {
    if (typeof key === 'string') {
      absorb(key.length * 2 + 1);
      for (let i = 0; i < key.length; i++) absorb(key.charCodeAt(i));
    } else {
      if (!Number.isSafeInteger(key)) {
        throw new RangeError(`a seed or number key must be a safe integer, got ${key}`);
      }
      absorb(0);
      absorb(key | 0);
      absorb(Math.floor(key / TWO_TO_32) | 0);
    }
  }
  absorb(keys.length);
  for (let round = 0; round < 8; round++) mixQuarterRound(state);
  if (state.every((word) => word === 0)) state[0] = 1;
  return Array.from(state);
}
