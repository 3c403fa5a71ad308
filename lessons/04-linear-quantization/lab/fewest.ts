/** The answer to the opening question, read from the measured curve. */
import type { SeriesPoint } from '../../parts/series.ts';

/** Part of the images that may be wrong beyond the trained net's own: one in a thousand. */
export const ALLOWED_SHARE = 0.001;

/** The fewest bits from which on no point costs more than allowed; null where none does. */
export function findFewestBits(
  points: readonly Pick<SeriesPoint, 'x' | 'wrong' | 'tested'>[],
  dense: { readonly wrong: number; readonly tested: number },
): number | null {
  const limit = dense.wrong / dense.tested + ALLOWED_SHARE;
  let fewest: number | null = null;
  for (const { x, wrong, tested } of [...points].sort((a, b) => b.x - a.x)) {
    if (wrong / tested > limit) break;
    fewest = x;
  }
  return fewest;
}
