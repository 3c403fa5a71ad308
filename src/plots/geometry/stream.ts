/**
 * A long stream of noisy measurements, drawn: the raw values as the band between the least and greatest of
 * each pixel column, so that no peak is lost and no more is drawn than shows; over it their exponential mean.
 *
 * The mean is corrected for its start as in Adam (Kingma and Ba, arXiv 1412.6980, section 3): without it the
 * first values would be drawn towards zero.
 */
import type { Scale } from './scale.ts';

/** m_t = (1 - w) * sum of w^(t-i) x_i, divided by 1 - w^t. Values that are not finite are passed over. */
export function smoothStream(values: ArrayLike<number>, weight: number): Float64Array {
  const smooth = new Float64Array(values.length);
  let sum = 0;
  let mass = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isFinite(value)) {
      sum = weight * sum + (1 - weight) * value;
      mass = weight * mass + (1 - weight);
    }
    smooth[i] = mass > 0 ? sum / mass : Number.NaN;
  }
  return smooth;
}

export interface StreamColumn {
  readonly x: number;
  readonly low: number;
  readonly high: number;
  readonly last: number;
}

/** One column for each pixel that has values, in ascending x: least, greatest and last value there. */
export function reduceToColumns(
  steps: ArrayLike<number>,
  values: ArrayLike<number>,
  x: Scale,
): StreamColumn[] {
  const columns: StreamColumn[] = [];
  const count = Math.min(steps.length, values.length);
  for (let i = 0; i < count; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    const pixel = Math.round(x.toPixel(steps[i]!));
    const last = columns.at(-1);
    if (last?.x === pixel) {
      columns[columns.length - 1] = {
        x: pixel,
        low: Math.min(last.low, value),
        high: Math.max(last.high, value),
        last: value,
      };
    } else {
      columns.push({ x: pixel, low: value, high: value, last: value });
    }
  }
  return columns;
}

/** The index of the step nearest to this one; -1 where there is none. Steps ascend. */
export function findNearestStep(steps: ArrayLike<number>, step: number): number {
  let low = 0;
  let high = steps.length - 1;
  if (high < 0) return -1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (steps[middle]! < step) low = middle + 1;
    else high = middle;
  }
  return low > 0 && step - steps[low - 1]! < steps[low]! - step ? low - 1 : low;
}
