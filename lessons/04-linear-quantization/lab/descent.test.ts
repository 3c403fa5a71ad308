import { describe, expect, it } from 'vitest';
import { descend, grow, TARGETS, toRounded } from './descent.ts';

describe('descent through a rounded weight', () => {
  it('never begins by the true gradient', () => {
    const latents = new Set(descend('true', 3).map(({ latent }) => latent));
    expect(latents.size).toBe(1);
  });

  it('comes to the grid’s value nearest to a target within reach, where the gradient passes inside', () => {
    const last = descend('inside', 3).at(-1)!;
    expect(last.used).toBeCloseTo(toRounded(TARGETS.later, 3), 9);
  });

  it('runs away beyond the end where the gradient passes everywhere, and comes back later', () => {
    const toFirstMove = (rule: 'inside' | 'everywhere') =>
      descend(rule, 3).findIndex(({ step, used }) => step > TARGETS.turn && used < 1);
    const furthest = Math.max(...descend('everywhere', 3).map(({ latent }) => latent));
    expect(furthest).toBeGreaterThan(2);
    expect(Math.max(...descend('inside', 3).map(({ latent }) => latent))).toBe(1);
    expect(toFirstMove('everywhere')).toBeGreaterThan(toFirstMove('inside') + 5);
  });
});

describe('steps smaller than the grid', () => {
  it('are lost by rounding to the nearest, and kept on average by chance', () => {
    const ends = Array.from({ length: 200 }, (_, seed) => grow(0.1, 100, seed).at(-1)!);
    expect(ends.every(({ nearest }) => nearest === 0)).toBe(true);
    const mean = ends.reduce((sum, { stochastic }) => sum + stochastic, 0) / ends.length;
    // A hundred draws of probability 0.1 deviate by 3, their mean over 200 seeds by 0.21.
    expect(Math.abs(mean - 10)).toBeLessThan(1);
  });
});
