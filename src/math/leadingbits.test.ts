import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundToLeadingBits } from './leadingbits.ts';

const round = (value: number, n: number) => roundToLeadingBits(Float32Array.of(value), n)[0]!;

describe('roundToLeadingBits', () => {
  it('rounds to bfloat16 by hand: 1 + 1/128 is the number after 1, and ties go to even', () => {
    expect(round(1 + 1 / 128, 16)).toBe(1 + 1 / 128);
    expect(round(1 + 1 / 256, 16)).toBe(1);
    expect(round(1 + 3 / 256, 16)).toBe(1 + 2 / 128);
    expect(round(-1 - 1 / 255, 16)).toBe(-1 - 1 / 128);
    expect(round(1.999, 16)).toBe(2);
    expect(round(0, 16)).toBe(0);
  });

  it('leaves all as it is with 32 bits and never strays by more than half a step', () => {
    const finite = fc.double({ min: -1e30, max: 1e30, noNaN: true }).map(Math.fround);
    fc.assert(
      fc.property(finite, fc.integer({ min: 10, max: 32 }), (value, n) => {
        const rounded = round(value, n);
        if (n === 32) expect(rounded).toBe(value);
        expect(round(rounded, n)).toBe(rounded);
        if (Math.abs(value) > 1e-30)
          expect(Math.abs(rounded - value)).toBeLessThanOrEqual(Math.abs(value) * 2 ** (8 - n));
      }),
    );
  });

  it('refuses widths that lose the exponent', () => {
    expect(() => roundToLeadingBits(new Float32Array(1), 9)).toThrow('from 10 to 32, got 9');
  });
});
