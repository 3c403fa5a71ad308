/**
 * Where a value stands on a slider's track. A track has `TRACK` + 1 stops; values are spread over it evenly
 * or by their logarithm, and land on whole steps.
 */

export const TRACK = 1000;

export interface ScaleOptions {
  readonly min: number;
  readonly max: number;
  /** Smallest difference between two values. */
  readonly step: number;
  readonly scale: 'linear' | 'log';
}

/** The nearest value on a whole step, within the range. */
export function toStep(value: number, { min, max, step }: ScaleOptions): number {
  const stepped = min + Math.round((value - min) / step) * step;
  // Steps such as 0.1 leave dust behind the decimals that matter.
  const digits = Math.min(12, Math.max(0, Math.ceil(-Math.log10(step)) + 2));
  return Math.min(max, Math.max(min, Number(stepped.toFixed(digits))));
}

/** A value's place on the track, from 0 to `TRACK`. */
export function toTrack(value: number, { min, max, scale }: ScaleOptions): number {
  if (max <= min) return 0;
  const fraction =
    scale === 'log' ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
  return Math.min(1, Math.max(0, fraction)) * TRACK;
}

/** The value at a place on the track. */
export function fromTrack(place: number, options: ScaleOptions): number {
  const { min, max, scale } = options;
  const fraction = place / TRACK;
  const value = scale === 'log' ? min * (max / min) ** fraction : min + (max - min) * fraction;
  return toStep(value, options);
}

/**
 * The next value when a key asks for `count` steps up or down; on a log scale a step is a hundredth of the
 * track.
 */
export function moveBySteps(value: number, count: number, options: ScaleOptions): number {
  if (options.scale === 'linear') return toStep(value + count * options.step, options);
  const moved = fromTrack(toTrack(value, options) + (count * TRACK) / 100, options);
  // A hundredth of the track may be less than one step near the lower end.
  return moved === value ? toStep(value + Math.sign(count) * options.step, options) : moved;
}

/** What a Page key moves by, in steps: about a tenth of the range. */
export function toPageSteps({ min, max, step, scale }: ScaleOptions): number {
  return scale === 'log' ? 10 : Math.max(1, Math.round((max - min) / step / 10));
}
