/**
 * The range of a layer's activations over calibration images, taken in batch by batch (Krishnamoorthi 2018,
 * arXiv 1806.08342, section 3.1.3, averages the ends over batches). Ends are those of all values. The rules
 * that look at how values are spread see an even sample of at most some 131,000 of them, which moves a
 * quantile q by about sqrt(q (1 - q) / 131,000) of the values.
 */
import { findRange, type RangeOptions, type ValueRange } from '../../math/ranges.ts';
import { mean } from '../../math/statistics.ts';
import type { CalibrationRule } from './options.ts';

const SAMPLE = 2 ** 17;

export interface CalibrationOptions extends Omit<RangeOptions, 'rule' | 'isOneSided'> {
  readonly rule: CalibrationRule;
}

export class RangeFinder {
  readonly #options: CalibrationOptions;
  /** Odd, so that a layer's channels, whose number is mostly even, come up alike. */
  readonly #stride: number;
  readonly #sample: number[] = [];
  readonly #lows: number[] = [];
  readonly #highs: number[] = [];
  #next = 0;

  /** @param expected how many values there will be */
  constructor(options: CalibrationOptions, expected: number) {
    this.#options = options;
    this.#stride = Math.ceil(expected / SAMPLE) | 1;
  }

  /**
   * Takes in the values of one batch.
   * @throws RangeError where one is not finite
   */
  add(values: Float32Array): void {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let index = 0; index < values.length; index++) {
      const value = values[index]!;
      if (!Number.isFinite(value)) throw new RangeError(`calibration images give the value ${value}`);
      if (value < low) low = value;
      if (value > high) high = value;
    }
    this.#lows.push(low);
    this.#highs.push(high);
    for (; this.#next < values.length; this.#next += this.#stride) this.#sample.push(values[this.#next]!);
    this.#next -= values.length;
  }

  /** @throws RangeError where there were no values */
  finish(): ValueRange {
    if (this.#lows.length === 0) throw new RangeError('there are no calibration images');
    const { rule, ...options } = this.#options;
    if (rule === 'batchMeans') return { low: mean(this.#lows), high: mean(this.#highs) };
    const low = Math.min(...this.#lows);
    if (rule === 'extent') return { low, high: Math.max(...this.#highs) };
    return findRange(Float32Array.from(this.#sample), { ...options, rule, isOneSided: low >= 0 });
  }
}
