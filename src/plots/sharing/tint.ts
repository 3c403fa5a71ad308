/**
 * The paper's tint of a code: from blue for the lowest over violet to orange for the highest; ink stays
 * readable on all.
 */

const INKS = ['var(--plot-retrained)', 'var(--plot-shared)', 'var(--plot-pruned)'] as const;

/** A CSS colour for code `code` of `count`; the panel's for a weight without a code. */
export function toTint(code: number | null, count: number): string {
  if (code === null) return 'var(--plot-panel)';
  const place = count < 2 ? 0 : (2 * code) / (count - 1);
  const [low, high] = place < 1 ? [INKS[0], INKS[1]] : [INKS[1], INKS[2]];
  const share = Math.round(100 * (place < 1 ? place : place - 1));
  // Weaker in the middle, so that neighbours of few codes stand apart in lightness too.
  const strength = Math.round(14 + 20 * Math.abs(place - 1));
  const ink = `color-mix(in oklab, ${high} ${share}%, ${low})`;
  return `color-mix(in oklab, ${ink} ${strength}%, var(--plot-paper))`;
}
