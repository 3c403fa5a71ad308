/** The threshold's arithmetic: how many weights it prunes, and where it goes under keys and pointer. */

const sorted = new WeakMap<Float32Array, Float32Array>();

/** How many |values| are at or below the threshold: those that pruning at it removes. Sorts once per array. */
export function countAtOrBelow(values: Float32Array, threshold: number): number {
  let magnitudes = sorted.get(values);
  if (!magnitudes) {
    magnitudes = values.map(Math.abs).sort();
    sorted.set(values, magnitudes);
  }
  let low = 0;
  let high = magnitudes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (magnitudes[middle]! <= threshold) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Steps in which keys move the threshold: 1 by an arrow, 10 by a page. */
const STEPS = 200;

/** The threshold after a key, or `undefined` for a key that means nothing here. */
export function stepThreshold(key: string, threshold: number, extent: number): number | undefined {
  const step = extent / STEPS;
  const moves: Readonly<Record<string, number>> = {
    ArrowRight: step,
    ArrowUp: step,
    ArrowLeft: -step,
    ArrowDown: -step,
    PageUp: 10 * step,
    PageDown: -10 * step,
    Home: -extent,
    End: extent,
  };
  const move = moves[key];
  if (move === undefined) return undefined;
  // On the grid of steps, so that up and down lead back.
  const next = Math.round((threshold + move) / step) * step;
  return clampThreshold(next, extent);
}

export function clampThreshold(threshold: number, extent: number): number {
  return Math.min(Math.max(threshold, 0), extent);
}
