import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromFloatBits, listFloats, toFloatBits, toFloatParts, toFloatSpacing } from './float32.ts';

const finite = fc.float({ noNaN: true, noDefaultInfinity: true });

describe('the bits of a float', () => {
  it('are those of the standard’s own examples', () => {
    expect(toFloatBits(1).join('')).toBe('00111111100000000000000000000000');
    expect(toFloatBits(-0.15625).join('')).toBe('10111110001000000000000000000000');
    expect(toFloatParts(toFloatBits(-0.15625))).toEqual({
      isNegative: true,
      exponent: -3,
      significand: 1.25,
    });
  });

  it('come back as the same float', () => {
    fc.assert(fc.property(finite, (value) => Object.is(fromFloatBits(toFloatBits(value)), value)));
  });

  it('make the float from its parts', () => {
    fc.assert(
      fc.property(finite, (value) => {
        const { isNegative, exponent, significand } = toFloatParts(toFloatBits(value));
        expect((isNegative ? -1 : 1) * significand * 2 ** exponent === value).toBe(true);
      }),
    );
  });
});

describe('spacing', () => {
  it('is that to the next float, which one more in the last place gives', () => {
    fc.assert(
      fc.property(fc.float({ min: Math.fround(1e-30), max: Math.fround(1e30), noNaN: true }), (value) => {
        const word = new DataView(new ArrayBuffer(4));
        word.setFloat32(0, value);
        word.setUint32(0, word.getUint32(0) + 1);
        expect(word.getFloat32(0) - value).toBe(toFloatSpacing(value));
      }),
    );
  });

  it('doubles with every power of two', () => {
    expect([0.5, 1, 1.9, 2, 4].map(toFloatSpacing)).toEqual([-24, -23, -23, -22, -21].map((n) => 2 ** n));
  });
});

describe('floats of a range', () => {
  it('with one bit of fraction are two for each power of two, on both sides of zero', () => {
    expect(listFloats(-2, 3, 1, 0.25)).toEqual([-2, -1.5, -1, -0.75, -0.5, 0, 0.5, 0.75, 1, 1.5, 2, 3]);
  });

  it('with all bits of fraction are neighbours', () => {
    const spacing = 2 ** -23;
    expect(listFloats(1, 1 + 3 * spacing, 23, spacing)).toEqual([0, 1, 2, 3].map((n) => 1 + n * spacing));
  });
});
