/** Where a curve of errors leaves a level: on the straight line between two measured points. */

export interface ErrorPoint {
  readonly x: number;
  readonly wrong: number;
  readonly tested: number;
}

/**
 * The x at which the share of wrong images exceeds that of x = 0 by `more`; null where there is no point at
 * 0, or none beyond the limit.
 * @param points in ascending x
 */
export function findCrossing(points: readonly ErrorPoint[], more: number): number | null {
  const base = points.find(({ x }) => x === 0);
  if (base === undefined) return null;
  const share = ({ wrong, tested }: ErrorPoint) => wrong / tested;
  const limit = share(base) + more;
  const beyond = points.findIndex((point) => share(point) > limit);
  if (beyond < 1) return null;
  const low = points[beyond - 1]!;
  const high = points[beyond]!;
  return low.x + ((high.x - low.x) * (limit - share(low))) / (share(high) - share(low));
}
