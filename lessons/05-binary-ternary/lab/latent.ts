/**
 * One latent weight as it learns behind its sign. The loss is half the squared distance of the used value
 * from +1, so that its gradient is -2 as long as the sign is minus, and 0 from then on. What comes back to
 * the latent weight is either the derivative of the sign, which is zero, or the straight-through estimator,
 * which takes the sign for a line of slope 1 between -1 and 1 (Courbariaux et al. 2016, arXiv 1602.02830,
 * equation 4).
 */

export interface LatentOptions {
  readonly start: number;
  readonly rate: number;
  /** Whether the straight-through estimator stands in for the derivative. */
  readonly isPretended: boolean;
  /** Whether the latent weight is kept between -1 and 1, as BinaryConnect does. */
  readonly isClipped: boolean;
}

export interface LatentPoint {
  readonly latent: number;
  /** The sign that the net calculates with; zero counts as plus. */
  readonly used: 1 | -1;
  /** What comes back to the latent weight from here. */
  readonly gradient: number;
}

const WANTED = 1;

export const toSign = (value: number): 1 | -1 => (value >= 0 ? 1 : -1);

/** The slope that the backward pass takes the sign to have. */
export const toPretendedSlope = (value: number) => (Math.abs(value) <= 1 ? 1 : 0);

export function traceLatent(options: LatentOptions, steps: number): readonly LatentPoint[] {
  const { start, rate, isPretended, isClipped } = options;
  const clip = (value: number) => (isClipped ? Math.min(Math.max(value, -1), 1) : value);
  const points: LatentPoint[] = [];
  let latent = clip(start);
  for (let step = 0; step <= steps; step++) {
    const used = toSign(latent);
    const gradient = (used - WANTED) * (isPretended ? toPretendedSlope(latent) : 0);
    points.push({ latent, used, gradient: gradient === 0 ? 0 : gradient });
    latent = clip(latent - rate * gradient);
  }
  return points;
}
