import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { multiplyExactly } from './exactproduct.ts';

function fromPattern(pattern: number): number {
  return new Float32Array(Uint32Array.of(pattern).buffer)[0]!;
}

function toPattern(value: number): number {
  return new Uint32Array(Float32Array.of(value).buffer)[0]!;
}

/** A float32 as so many 2^-149. */
function toUnits(value: number): bigint {
  return BigInt(value * 2 ** 75) * 2n ** 74n;
}

describe('a product rounded once', () => {
  it('is not the one that is rounded twice', () => {
    const step = fromPattern(0x3f801af9);
    expect(toPattern(Math.fround(2146928457 * step))).toBe(0x4f00127e);
    expect(toPattern(multiplyExactly(2146928457, step))).toBe(0x4f00127f);
    expect(toPattern(multiplyExactly(-2146928457, step))).toBe(0xcf00127f);
  });

  it('has no float32 nearer to the true product', () => {
    const whole = fc.oneof(
      fc.integer({ min: -(2 ** 31), max: 2 ** 31 }),
      fc.maxSafeInteger(),
      // Next to the middle between two float32.
      fc.integer({ min: 0, max: 2 ** 24 }).map((each) => (each * 2 + 1) * 2 ** 28 + 1),
    );
    const pattern = fc.integer({ min: 0x30000000, max: 0x50000000 });
    fc.assert(
      fc.property(whole, pattern, (count, bits) => {
        const step = fromPattern(bits);
        const got = multiplyExactly(count, step);
        const truth = BigInt(count) * toUnits(step);
        const distance = (value: number) => {
          const difference = toUnits(value) - truth;
          return difference < 0n ? -difference : difference;
        };
        const own = distance(got);
        const at = toPattern(got);
        for (const neighbour of count === 0 ? [] : [at - 1, at + 1]) {
          const other = distance(fromPattern(neighbour));
          expect(own <= other).toBe(true);
          if (own === other) expect(at % 2).toBe(0);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('reaches the ends of the numbers', () => {
    expect(multiplyExactly(2 ** 40, fromPattern(0x7f7fffff))).toBe(Number.POSITIVE_INFINITY);
    expect(multiplyExactly(-(2 ** 40), fromPattern(0x7f7fffff))).toBe(Number.NEGATIVE_INFINITY);
    expect(multiplyExactly(2 ** 31, fromPattern(1))).toBe(2 ** -118);
    expect(multiplyExactly(0, 1.5)).toBe(0);
  });
});
