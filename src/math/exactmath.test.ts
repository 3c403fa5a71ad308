import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cosine, exponential, logarithm, powerOf } from './exactmath.ts';

function relativeError(got: number, wanted: number): number {
  return got === wanted ? 0 : Math.abs((got - wanted) / wanted);
}

/** The largest relative error of `f` against `reference` at `count` even steps from `from` to `to`. */
function sweep(
  f: (x: number) => number,
  reference: (x: number) => number,
  from: number,
  to: number,
  count = 100_000,
): number {
  let worst = 0;
  for (let i = 0; i <= count; i++) {
    const x = from + ((to - from) * i) / count;
    worst = Math.max(worst, relativeError(f(x), reference(x)));
  }
  return worst;
}

function toBits(x: number): string {
  return new BigUint64Array(new Float64Array([x]).buffer)[0]!.toString(16);
}

describe('cosine', () => {
  it('agrees with Math.cos to 1e-15, near its zeros too', () => {
    expect(sweep(cosine, Math.cos, -10, 10)).toBeLessThan(1e-15);
    expect(sweep(cosine, Math.cos, -1.6e6, 1.6e6)).toBeLessThan(1e-15);
    for (let turns = -1001; turns < 1001; turns += 2) {
      const x = (turns * Math.PI) / 2;
      expect(relativeError(cosine(x), Math.cos(x))).toBeLessThan(1e-15);
    }
  });

  it('is exact where it must be, and even', () => {
    expect(cosine(0)).toBe(1);
    expect(cosine(Math.PI)).toBe(-1);
    expect(cosine(2 * Math.PI)).toBe(1);
    expect(cosine(Number.POSITIVE_INFINITY)).toBeNaN();
    expect(() => cosine(1e9)).toThrow('got 1000000000');
    fc.assert(fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), (x) => cosine(x) === cosine(-x)));
  });
});

describe('exponential', () => {
  it('agrees with Math.exp to 1e-15 over the whole range', () => {
    expect(sweep(exponential, Math.exp, -1, 1)).toBeLessThan(1e-15);
    expect(sweep(exponential, Math.exp, -708, 709.7)).toBeLessThan(1e-15);
  });

  it('runs into infinity, zero and subnormals', () => {
    expect(exponential(0)).toBe(1);
    expect(exponential(-0)).toBe(1);
    expect(exponential(709.79)).toBe(Number.POSITIVE_INFINITY);
    expect(exponential(-746)).toBe(0);
    expect(exponential(Number.NEGATIVE_INFINITY)).toBe(0);
    expect(exponential(Number.NaN)).toBeNaN();
    expect(Math.abs(exponential(-740) - Math.exp(-740))).toBeLessThanOrEqual(Number.MIN_VALUE);
  });
});

describe('logarithm', () => {
  it('agrees with Math.log to 1e-15, near 1 and across all sizes', () => {
    expect(sweep(logarithm, Math.log, 0.5, 2)).toBeLessThan(1e-15);
    expect(sweep(logarithm, Math.log, 1 - 1e-9, 1 + 1e-9)).toBeLessThan(1e-15);
    let worst = 0;
    for (let exponent = -1074; exponent < 1024; exponent++) {
      for (const x of [2 ** exponent, 1.3 * 2 ** exponent, 1.9 * 2 ** exponent]) {
        if (Number.isFinite(x)) worst = Math.max(worst, relativeError(logarithm(x), Math.log(x)));
      }
    }
    expect(worst).toBeLessThan(1e-15);
  });

  it('answers at the ends of its range', () => {
    expect(logarithm(1)).toBe(0);
    expect(logarithm(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(logarithm(-1)).toBeNaN();
    expect(logarithm(Number.NaN)).toBeNaN();
    expect(logarithm(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
  });

  it('undoes the exponential', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
        expect(Math.abs(logarithm(exponential(x)) - x)).toBeLessThan(1e-15 * Math.max(1, Math.abs(x)));
      }),
    );
  });
});

/**
 * x^n for a dyadic x > 0, in whole numbers: mantissa^n, cut to its first 64 bits, and the power of two beside
 * it.
 */
function exactPower(x: number, n: number): number {
  let exponent = 0;
  let mantissa = x;
  while (!Number.isInteger(mantissa)) {
    mantissa *= 2;
    exponent--;
  }
  const whole = BigInt(mantissa) ** BigInt(n);
  const surplus = Math.max(0, whole.toString(2).length - 64);
  return Number(whole >> BigInt(surplus)) * 2 ** (surplus + exponent * n);
}

describe('powerOf', () => {
  it('agrees with whole-number arithmetic to the last bit or next to it, through a thousand factors', () => {
    for (const x of [0.9, 0.999, 1.1, 1.5, 3, 0.1]) {
      for (const n of [1, 2, 3, 7, 10, 31, 100, 250]) {
        expect(relativeError(powerOf(x, n), exactPower(x, n))).toBeLessThan(2.3e-16);
      }
    }
    expect(relativeError(powerOf(0.999, 1000), exactPower(0.999, 1000))).toBeLessThan(2.3e-16);
  });

  it('is exact for powers of two and small whole numbers', () => {
    expect(powerOf(2, 1023)).toBe(2 ** 1023);
    expect(powerOf(2, -1074)).toBe(Number.MIN_VALUE);
    expect(powerOf(-3, 5)).toBe(-243);
    expect(powerOf(10, 22)).toBe(1e22);
    expect(powerOf(7, 0)).toBe(1);
  });

  it('overflows, underflows and keeps signs', () => {
    expect(powerOf(10, 400)).toBe(Number.POSITIVE_INFINITY);
    expect(powerOf(-10, 401)).toBe(Number.NEGATIVE_INFINITY);
    expect(powerOf(0.1, 400)).toBe(0);
    expect(powerOf(1e-310, 1)).toBe(1e-310);
    expect(powerOf(0, -1)).toBe(Number.POSITIVE_INFINITY);
    expect(powerOf(0.5, 2 ** 31)).toBe(0);
    expect(() => powerOf(2, 0.5)).toThrow('got 0.5');
  });
});

describe('exact mathematics', () => {
  it('gives these bits, on every machine', () => {
    expect(
      [cosine(1), cosine(100), exponential(1), exponential(-20.5), logarithm(10), powerOf(0.999, 12345)].map(
        toBits,
      ),
    ).toMatchInlineSnapshot(`
      [
        "3fe14a280fb5068c",
        "3feb981dbf665fe0",
        "4005bf0a8b14576a",
        "3e157a3afeed00ac",
        "40026bb1bbb55516",
        "3ed22391fb94567e",
      ]
    `);
  });
});
