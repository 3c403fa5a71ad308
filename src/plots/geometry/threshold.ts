/** The threshold's arithmetic: how many weights it prunes, and where it goes under keys and pointer. */

/** How many |values| are at or below the threshold: those that pruning at it removes. */
export function countAtOrBelow(values: Float32Array, threshold: number): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (Math.abs(values[i]!) <= threshold) count++;
  return count;
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
