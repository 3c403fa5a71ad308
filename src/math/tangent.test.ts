import { describe, expect, it } from 'vitest';
import { hyperbolicTangent } from './tangent.ts';

describe('the hyperbolic tangent', () => {
  it('is within 5e-7 of the language\u2019s own, odd, and 1 for what is large', () => {
    for (let step = 0; step <= 4000; step++) {
      const x = Math.fround(step / 400);
      expect(Math.abs(hyperbolicTangent(x) - Math.tanh(x))).toBeLessThan(5e-7);
      expect(hyperbolicTangent(-x)).toBe(-hyperbolicTangent(x));
    }
    expect(hyperbolicTangent(1e30)).toBeCloseTo(1, 6);
    expect(hyperbolicTangent(0)).toBe(0);
  });
});
