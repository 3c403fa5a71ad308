/**
 * How does a run of a million steps fit a chart? A series keeps at most `SERIES_CAPACITY` points; when it is
 * full, pairs of neighbours are averaged and each point stands for twice as many steps. Means are exact up to
 * float32.
 */

export const SERIES_CAPACITY = 4096;

/**
 * Losses and accuracies by training step. The arrays belong to this object; later appends never change them.
 */
export interface StepSeries {
  /** The training step of the whole run at which each point ends: 1 is the first step. */
  readonly steps: Float64Array;
  readonly losses: Float32Array;
  /** Fraction of the batch answered correctly. */
  readonly accuracies: Float32Array;
  /** Training steps that one point is the mean of. */
  readonly stride: number;
}

export const EMPTY_SERIES: StepSeries = {
  steps: new Float64Array(0),
  losses: new Float32Array(0),
  accuracies: new Float32Array(0),
  stride: 1,
};

/** Collects steps and hands out views that stay as they are. */
export class SeriesBuilder {
  readonly #capacity: number;
  #steps: Float64Array<ArrayBuffer>;
  #losses: Float32Array<ArrayBuffer>;
  #accuracies: Float32Array<ArrayBuffer>;
  #length = 0;
  #stride = 1;
  #openCount = 0;
  #openLoss = 0;
  #openAccuracy = 0;
  #lastStep = 0;

  constructor(capacity = SERIES_CAPACITY) {
    this.#capacity = capacity;
    this.#steps = new Float64Array(capacity);
    this.#losses = new Float32Array(capacity);
    this.#accuracies = new Float32Array(capacity);
  }

  /** Goes on from a stored series. */
  static from(series: StepSeries, capacity = SERIES_CAPACITY): SeriesBuilder {
    const builder = new SeriesBuilder(Math.max(capacity, series.steps.length));
    builder.#steps.set(series.steps);
    builder.#losses.set(series.losses);
    builder.#accuracies.set(series.accuracies);
    builder.#length = series.steps.length;
    builder.#stride = series.stride;
    builder.#lastStep = series.steps.at(-1) ?? 0;
    return builder;
  }

  /** The last step that was appended. */
  get lastStep(): number {
    return this.#lastStep;
  }

  /**
   * Appends steps `firstStep + 1`, `firstStep + 2`, ...; steps already known beyond `firstStep` are replaced.
   */
  append(firstStep: number, losses: Float32Array, accuracies: Float32Array): void {
    if (firstStep < this.#lastStep) this.truncate(firstStep);
    for (let i = 0; i < losses.length; i++) {
      this.#openLoss += losses[i]!;
      this.#openAccuracy += accuracies[i]!;
      this.#openCount++;
      this.#lastStep = firstStep + i + 1;
      if (this.#openCount >= this.#stride) this.#close();
    }
  }

  /** Forgets every point that ends after `step`. */
  truncate(step: number): void {
    let length = this.#length;
    while (length > 0 && this.#steps[length - 1]! > step) length--;
    // Views handed out share the arrays, so what they show must not be written over.
    this.#steps = this.#steps.slice();
    this.#losses = this.#losses.slice();
    this.#accuracies = this.#accuracies.slice();
    this.#length = length;
    this.#clearOpen();
    this.#lastStep = Math.min(this.#lastStep, step);
  }

  toSeries(): StepSeries {
    return {
      steps: this.#steps.subarray(0, this.#length),
      losses: this.#losses.subarray(0, this.#length),
      accuracies: this.#accuracies.subarray(0, this.#length),
      stride: this.#stride,
    };
  }

  #close(): void {
    if (this.#length === this.#capacity) this.#halve();
    // Halving doubled the stride: the open point may now be only half full.
    if (this.#openCount < this.#stride) return;
    this.#steps[this.#length] = this.#lastStep;
    this.#losses[this.#length] = this.#openLoss / this.#openCount;
    this.#accuracies[this.#length] = this.#openAccuracy / this.#openCount;
    this.#length++;
    this.#clearOpen();
  }

  #clearOpen(): void {
    this.#openCount = 0;
    this.#openLoss = 0;
    this.#openAccuracy = 0;
  }

  #halve(): void {
    const half = Math.floor(this.#length / 2);
    const steps = new Float64Array(this.#steps.length);
    const losses = new Float32Array(this.#losses.length);
    const accuracies = new Float32Array(this.#accuracies.length);
    for (let i = 0; i < half; i++) {
      steps[i] = this.#steps[2 * i + 1]!;
      losses[i] = (this.#losses[2 * i]! + this.#losses[2 * i + 1]!) / 2;
      accuracies[i] = (this.#accuracies[2 * i]! + this.#accuracies[2 * i + 1]!) / 2;
    }
    this.#steps = steps;
    this.#losses = losses;
    this.#accuracies = accuracies;
    this.#length = half;
    this.#stride *= 2;
  }
}
