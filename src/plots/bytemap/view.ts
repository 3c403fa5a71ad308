/**
 * The stretch of a file that is looked at: from bit to bit, never outside of the file and never closer than a
 * few bytes.
 */

export interface BitView {
  readonly from: number;
  readonly to: number;
}

/** The closest look: four bytes. */
export const CLOSEST_BITS = 32;

/** The view pushed and stretched until it lies in the file. */
export function clampView({ from, to }: BitView, total: number): BitView {
  const span = Math.min(total, Math.max(Math.min(CLOSEST_BITS, total), to - from));
  const start = Math.min(Math.max(0, from), total - span);
  return { from: start, to: start + span };
}

/** Closer by a factor, with bit `at` where it was. */
export function zoomBits({ from, to }: BitView, total: number, factor: number, at: number): BitView {
  const span = Math.min(total, Math.max(Math.min(CLOSEST_BITS, total), (to - from) / factor));
  const share = to > from ? (at - from) / (to - from) : 0.5;
  return clampView({ from: at - share * span, to: at + (1 - share) * span }, total);
}

export function moveBits({ from, to }: BitView, total: number, by: number): BitView {
  return clampView({ from: from + by, to: to + by }, total);
}

/** A region with a little of what is around it. */
export function frameBits(bit: number, bits: number, total: number): BitView {
  const margin = Math.max(bits * 0.06, (CLOSEST_BITS - bits) / 2);
  return clampView({ from: bit - margin, to: bit + bits + margin }, total);
}
