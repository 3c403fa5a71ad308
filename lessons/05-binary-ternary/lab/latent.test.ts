import { describe, expect, it } from 'vitest';
import { traceLatent } from './latent.ts';

const usual = { start: -0.9, rate: 0.1, isPretended: true, isClipped: false };
const round = (values: readonly number[]) => values.map((value) => Math.round(value * 10) / 10 + 0);

describe('traceLatent', () => {
  it('moves by 0.2 a step from -0.9 until the sign turns, by hand', () => {
    const trace = traceLatent(usual, 6);
    expect(round(trace.map(({ latent }) => latent))).toEqual([-0.9, -0.7, -0.5, -0.3, -0.1, 0.1, 0.1]);
    expect(trace.map(({ used }) => used)).toEqual([-1, -1, -1, -1, -1, 1, 1]);
    expect(trace.map(({ gradient }) => gradient)).toEqual([-2, -2, -2, -2, -2, 0, 0]);
  });

  it('never moves by the true derivative, nor from outside -1 and 1', () => {
    for (const options of [
      { ...usual, isPretended: false },
      { ...usual, start: -1.3 },
    ]) {
      const trace = traceLatent(options, 20);
      expect(trace.every(({ latent, used }) => latent === options.start && used === -1)).toBe(true);
    }
  });

  it('comes back from outside where latent weights are clipped', () => {
    expect(traceLatent({ ...usual, start: -1.3, isClipped: true }, 20).at(-1)!.used).toBe(1);
  });
});
