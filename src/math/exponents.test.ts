import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countExponents, countFates } from './exponents.ts';
import { SMALL_FLOAT_NAMES, SMALL_FLOATS } from './smallfloat.ts';

describe('countExponents', () => {
  it('counts by hand', () => {
    const { counts, zeros, total } = countExponents(Float32Array.of(0, -1, 1.5, 2, 0.75, 2 ** -30, -0));
    expect([...counts]).toEqual([
      [-30, 1],
      [-1, 1],
      [0, 2],
      [1, 1],
    ]);
    expect([zeros, total]).toEqual([2, 7]);
  });

  it('puts every value between its power of two and the next', () => {
    fc.assert(
      fc.property(
        fc.float({ noNaN: true, noDefaultInfinity: true }).filter((value) => value !== 0),
        (value) => {
          const [exponent] = [...countExponents(Float32Array.of(value)).counts.keys()];
          return 2 ** exponent! <= Math.abs(value) && Math.abs(value) < 2 ** (exponent! + 1);
        },
      ),
    );
  });
});

describe('countFates', () => {
  it('tells by hand what half precision does, before and after a scale', () => {
    // 2^-25 is halfway to the smallest number and ties to zero; 2^-20 is subnormal.
    const values = Float32Array.of(0, 2 ** -25, 2 ** -20, 1, 70_000);
    expect(countFates(SMALL_FLOATS.fp16, values)).toEqual({
      lost: 0.25,
      coarse: 0.25,
      normal: 0.25,
      overflown: 0.25,
    });
    expect(countFates(SMALL_FLOATS.fp16, values, 11)).toEqual({
      lost: 0,
      coarse: 0,
      normal: 0.75,
      overflown: 0.25,
    });
    expect(countFates(SMALL_FLOATS.e4m3, Float32Array.of(500, -500))).toMatchObject({ overflown: 1 });
    expect(countFates(SMALL_FLOATS.fp16, new Float32Array(3))).toEqual({
      lost: 0,
      coarse: 0,
      normal: 0,
      overflown: 0,
    });
  });

  it('gives each value one fate, and loses the fewer the larger the scale', () => {
    const floats = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 });
    fc.assert(
      fc.property(
        floats,
        fc.constantFrom(...SMALL_FLOAT_NAMES),
        fc.integer({ min: 0, max: 24 }),
        (list, name, by) => {
          const values = Float32Array.from(list);
          const [plain, scaled] = [
            countFates(SMALL_FLOATS[name], values),
            countFates(SMALL_FLOATS[name], values, by),
          ];
          const sum = Object.values(scaled).reduce((total, share) => total + share, 0);
          const isWhole = Math.abs(sum - (values.some((value) => value !== 0) ? 1 : 0)) < 1e-9;
          return isWhole && scaled.lost <= plain.lost && scaled.overflown >= plain.overflown;
        },
      ),
    );
  });
});
