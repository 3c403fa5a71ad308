import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromTrack, moveBySteps, type ScaleOptions, TRACK, toPageSteps, toStep, toTrack } from './scale.ts';

const sparsity: ScaleOptions = { min: 0, max: 0.99, step: 0.005, scale: 'linear' };
const rate: ScaleOptions = { min: 1e-4, max: 1, step: 1e-4, scale: 'log' };

describe('slider scales', () => {
  it('puts the ends of the range at the ends of the track', () => {
    for (const options of [sparsity, rate]) {
      expect(toTrack(options.min, options)).toBe(0);
      expect(toTrack(options.max, options)).toBe(TRACK);
      expect(fromTrack(0, options)).toBe(options.min);
      expect(fromTrack(TRACK, options)).toBe(options.max);
    }
  });

  it('puts 0.01 halfway from 0.0001 to 1 on a log track', () => {
    expect(fromTrack(TRACK / 2, rate)).toBeCloseTo(0.01, 10);
  });

  it('leaves no dust behind the decimals', () => {
    expect(toStep(0.30000000000000004, sparsity)).toBe(0.3);
    expect(moveBySteps(0.895, 1, sparsity)).toBe(0.9);
  });

  it('always moves on, and never out of range', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-4, max: 1, noNaN: true }),
        fc.constantFrom(-10, -1, 1, 10),
        (raw, count) => {
          const value = toStep(raw, rate);
          const moved = moveBySteps(value, count, rate);
          expect(moved).toBeGreaterThanOrEqual(rate.min);
          expect(moved).toBeLessThanOrEqual(rate.max);
          if (value > rate.min && value < rate.max) expect(Math.sign(moved - value)).toBe(Math.sign(count));
        },
      ),
    );
    expect(toPageSteps(sparsity)).toBe(20);
  });
});
