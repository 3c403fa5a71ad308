/**
 * Toys of training on a grid: one weight that descends through a rounded loss, and one that grows by steps
 * smaller than its grid.
 */
import { createStream } from '../../../src/math/random.ts';
import { roundHalfToEven } from '../../../src/math/rounding.ts';

/** What the gradient does at the rounding. */
export const RULES = ['true', 'everywhere', 'inside'] as const;

/**
 * `true`: the staircase's own slope, which is zero. `everywhere`: as if nothing were rounded (the
 * straight-through estimator, Bengio et al. 2013, arXiv 1308.3432). `inside`: the same between the grid's
 * ends, at which the weight is held (BinaryConnect, Courbariaux et al. 2015, arXiv 1511.00363, section 2.4).
 */
export type GradientRule = (typeof RULES)[number];

/** A grid from -1 to 1. */
export const END = 1;

/** The weight on the grid of `bits` bits from -1 to 1, both ends included. */
export function toRounded(weight: number, bits: number): number {
  const step = (2 * END) / (2 ** bits - 2);
  return roundHalfToEven(Math.min(Math.max(weight, -END), END) / step) * step;
}

/** The slope that training pretends at a weight. */
export const PRETENDED: { readonly [Rule in GradientRule]: (weight: number) => number } = {
  true: () => 0,
  everywhere: () => 1,
  inside: (weight) => (Math.abs(weight) <= END ? 1 : 0),
};

export interface DescentPoint {
  readonly step: number;
  /** The weight that training keeps, and the one that is used. */
  readonly latent: number;
  readonly used: number;
  readonly target: number;
}

/** What the weight should be: out of reach at first, then well inside. */
export const TARGETS = { first: 1.5, later: -0.4, turn: 40, steps: 120 } as const;

/** Gradient descent on (used - target)^2 / 2. */
export function descend(rule: GradientRule, bits: number, rate = 0.1): DescentPoint[] {
  const { first, later, turn, steps } = TARGETS;
  let latent = 0.1;
  return Array.from({ length: steps + 1 }, (_, step) => {
    const target = step < turn ? first : later;
    const used = toRounded(latent, bits);
    const point = { step, latent, used, target };
    latent -= rate * (used - target) * PRETENDED[rule](latent);
    if (rule === 'inside') latent = Math.min(Math.max(latent, -END), END);
    return point;
  });
}

/**
 * A weight on a grid of steps of 1 that every update moves by a part of a step: rounded to the nearest it
 * stays where it is; rounded up as often as the part says, it moves as it should on average (Gupta et al.
 * 2015, arXiv 1502.02551, section 3).
 */
export function grow(update: number, steps: number, seed: number) {
  const stream = createStream(seed, 'stochastic rounding');
  let [nearest, stochastic] = [0, 0];
  return Array.from({ length: steps + 1 }, (_, step) => {
    const point = { step, nearest, stochastic, exact: update * step };
    nearest = roundHalfToEven(nearest + update);
    stochastic = Math.floor(stochastic + update + stream.nextFloat());
    return point;
  });
}
