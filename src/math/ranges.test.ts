import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStream } from './random.ts';
import { findRange, RANGE_RULES, sumSquaredErrors, toGaussClip, toLaplaceClip } from './ranges.ts';

const draw = (size: number, shape: (uniform: number) => number) => {
  const values = new Float32Array(size);
  createStream(5, 'ranges').fillUniform(values, 0, 1);
  return values.map(shape);
};

describe('the clips of known distributions', () => {
  /** Published with two decimals, some of them cut off. */
  const expectClips = (clipOf: (bits: number) => number, published: readonly number[]) => {
    for (const [index, clip] of published.entries())
      expect(Math.abs(clipOf(index + 2) - clip)).toBeLessThan(0.01);
  };

  it('are the published ones of a Laplace distribution', () => {
    expectClips(toLaplaceClip, [2.83, 3.89, 5.03]);
  });

  it('are the published ones of a Gauss distribution', () => {
    expectClips(toGaussClip, [1.71, 2.15, 2.55]);
  });

  it('come near the best range of drawn values', () => {
    const laplace = draw(20_000, (u) => (u < 0.5 ? Math.log(2 * u + 1e-9) : -Math.log(2 - 2 * u)));
    const { high } = findRange(laplace, { rule: 'laplace', bits: 4 });
    const errorAt = (clip: number) => sumSquaredErrors(laplace, { low: -clip, high: clip }, 4);
    expect(errorAt(high)).toBeLessThan(
      1.05 * Math.min(errorAt(high * 0.8), errorAt(high), errorAt(high * 1.2)),
    );
  });
});

describe('findRange', () => {
  it('keeps what a share of values, or some deviations, say', () => {
    const values = Float32Array.from({ length: 101 }, (_, index) => index - 50);
    expect(findRange(values, { rule: 'extent', bits: 8 })).toEqual({ low: -50, high: 50 });
    expect(findRange(values, { rule: 'percentile', bits: 8, share: 0.9 })).toEqual({ low: -45, high: 45 });
    const { high } = findRange(values, { rule: 'deviations', bits: 8, deviations: 1 });
    expect(high).toBeCloseTo(Math.sqrt((101 ** 2 - 1) / 12), 0);
  });

  it('with least squares is at least as near as every other rule on grids between its ends', () => {
    fc.assert(
      fc.property(
        fc.float32Array({ minLength: 2, maxLength: 40, min: -4, max: 4, noNaN: true }),
        fc.integer({ min: 2, max: 6 }),
        (values, bits) => {
          const best = sumSquaredErrors(values, findRange(values, { rule: 'leastSquares', bits }), bits);
          const whole = sumSquaredErrors(values, findRange(values, { rule: 'extent', bits }), bits);
          expect(best).toBeLessThanOrEqual(whole);
        },
      ),
    );
  });

  it('never reaches beyond the values, and refuses what has no range', () => {
    for (const rule of RANGE_RULES) {
      expect(findRange(Float32Array.of(2), { rule, bits: 4 })).toEqual({ low: 2, high: 2 });
      expect(findRange(new Float32Array(9), { rule, bits: 4 })).toEqual({ low: 0, high: 0 });
      expect(() => findRange(new Float32Array(0), { rule, bits: 4 })).toThrow('no values');
      expect(() => findRange(Float32Array.of(1, Number.NaN), { rule, bits: 4 })).toThrow('finite');
    }
  });
});
