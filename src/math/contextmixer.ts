/**
 * The probability of the next bit, given what came before. Several models each know how often the bit was 1
 * in their own context (its neighbours, its row, nothing at all), and a small logistic regression, trained
 * bit by bit, weighs their opinions: logistic mixing (Mahoney, "Adaptive Weighing of Context Models for
 * Lossless Data Compression", 2005). With few bits to learn from, as in a pruned layer, that costs far less
 * than one large context would.
 *
 * A model's probability begins at one half and moves towards each bit by 1/(n + 1.5) of the distance, n the
 * bits seen in that context (Krichevsky and Trofimov's estimate), until n reaches a limit, so that it forgets
 * the distant past. Whole numbers only: probabilities have 22 bits, logarithms of odds are 256ths, weights
 * are 65,536ths; the two tables come from the bit-exact exponential and logarithm.
 */
import { exponential, logarithm } from './exactmath.ts';
import { type BitCoder, PROBABILITY_ONE } from './rangecoder.ts';

/** Probabilities inside a model, in parts of this. */
const CERTAIN = 2 ** 22;
/** A model counts bits up to this and forgets at that pace from then on. */
const MOST_SEEN = 255;
/** Largest log-odds, in 256ths: those of 65,535 to 1, rounded up. */
const MOST_ODDS = 2840;
/** Every weight at first, in 65,536ths, and how fast weights learn, in 2^-20. */
const FIRST_WEIGHT = 13107;
const LEARNING_RATE = 12;

interface Tables {
  /** For a probability of i + 1/2 in 65,536 its log-odds ln(p / (1 - p)), in 256ths. */
  readonly stretched: Int16Array;
  /** For log-odds of i - MOST_ODDS in 256ths their probability, in 65,536ths, from 1 to 65,535. */
  readonly squashed: Uint16Array;
}

let tables: Tables | undefined;

/** Made when they are first needed: it takes some milliseconds. */
function getTables(): Tables {
  tables ??= {
    stretched: Int16Array.from({ length: PROBABILITY_ONE }, (_, i) =>
      Math.round(256 * logarithm((i + 0.5) / (PROBABILITY_ONE - i - 0.5))),
    ),
    squashed: Uint16Array.from({ length: 2 * MOST_ODDS + 1 }, (_, i) => {
      const probability = Math.round(PROBABILITY_ONE / (1 + exponential((MOST_ODDS - i) / 256)));
      return Math.min(PROBABILITY_ONE - 1, Math.max(1, probability));
    }),
  };
  return tables;
}

/**
 * Models of one kind of bit, with their weights. Encoder and decoder each make one and move it on by the same
 * bits.
 */
export class ContextMixer {
  /** Which context each model is in, to be set before each bit: from 0 to the model's size - 1. */
  readonly contexts: Int32Array;
  readonly #firsts: Int32Array;
  readonly #probabilities: Int32Array;
  readonly #seen: Uint8Array;
  readonly #weights: Float64Array;
  readonly #odds: Int32Array;
  readonly #tables = getTables();

  /** @param sizes how many contexts each model has */
  constructor(sizes: readonly number[]) {
    const total = sizes.reduce((sum, size) => sum + size, 0);
    this.contexts = new Int32Array(sizes.length);
    this.#firsts = new Int32Array(sizes.length);
    for (let i = 1; i < sizes.length; i++) this.#firsts[i] = this.#firsts[i - 1]! + sizes[i - 1]!;
    this.#probabilities = new Int32Array(total).fill(CERTAIN / 2);
    this.#seen = new Uint8Array(total);
    this.#odds = new Int32Array(sizes.length);
    this.#weights = new Float64Array(sizes.length).fill(FIRST_WEIGHT);
  }

  /** Codes one bit with the probability that the models give it in their contexts, and lets them learn it. */
  code(coder: BitCoder, bit: number): number {
    const probability = this.#predict();
    const coded = coder.code(bit, probability);
    this.#learn(coded, coded * PROBABILITY_ONE - probability);
    return coded;
  }

  #predict(): number {
    const { stretched, squashed } = this.#tables;
    const odds = this.#odds;
    let sum = 0;
    for (let i = 0; i < odds.length; i++) {
      const probability = this.#probabilities[this.#firsts[i]! + this.contexts[i]!]!;
      odds[i] = stretched[probability >> 6]!;
      sum += odds[i]! * this.#weights[i]!;
    }
    const mixed = Math.max(-MOST_ODDS, Math.min(MOST_ODDS, Math.floor(sum / 65536)));
    return squashed[mixed + MOST_ODDS]!;
  }

  #learn(bit: number, error: number): void {
    const target = bit * (CERTAIN - 1);
    for (let i = 0; i < this.#odds.length; i++) {
      this.#weights[i]! += Math.floor((this.#odds[i]! * error * LEARNING_RATE) / 2 ** 20 + 0.5);
      const place = this.#firsts[i]! + this.contexts[i]!;
      const seen = this.#seen[place]!;
      const before = this.#probabilities[place]!;
      this.#probabilities[place] = before + Math.trunc((2 * (target - before)) / (2 * seen + 3));
      if (seen < MOST_SEEN) this.#seen[place] = seen + 1;
    }
  }
}
