/**
 * Where does a curve of errors leave the level that the question allows? On the straight line between two
 * measured points.
 */

/** "1 % of the images more": what the opening question allows. */
export const ALLOWED = 0.01;

export interface ErrorPoint {
  /** Fraction of the weights that are gone. */
  readonly level: number;
  readonly wrong: number;
  readonly tested: number;
}

/**
 * The level at which the share of wrong images exceeds that of level 0 by `more`; null where there is no
 * point at level 0, or none beyond the limit.
 * @param points in ascending levels
 */
export function findLevelAt(points: readonly ErrorPoint[], more: number): number | null {
  const base = points.find(({ level }) => level === 0);
  if (base === undefined) return null;
  const share = ({ wrong, tested }: ErrorPoint) => wrong / tested;
  const limit = share(base) + more;
  const beyond = points.findIndex((point) => share(point) > limit);
  if (beyond < 1) return null;
  const low = points[beyond - 1]!;
  const high = points[beyond]!;
  return low.level + ((high.level - low.level) * (limit - share(low))) / (share(high) - share(low));
}
