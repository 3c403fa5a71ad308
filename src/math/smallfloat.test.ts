import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countFloatBits,
  fromFloatCode,
  leastOf,
  roundToFloat,
  SMALL_FLOAT_NAMES,
  SMALL_FLOATS,
  spacingOf,
  toFloatCode,
} from './smallfloat.ts';

/** What codes mean, from strings of bits, with each format's special codes written out. */
const READINGS = {
  fp16: { exponent: 5, bias: 15, isInfinity: /^11111 0+$/, isNan: /^11111 / },
  bf16: { exponent: 8, bias: 127, isInfinity: /^11111111 0+$/, isNan: /^11111111 / },
  e4m3: { exponent: 4, bias: 7, isInfinity: /^never$/, isNan: /^1111 111$/ },
  e5m2: { exponent: 5, bias: 15, isInfinity: /^11111 00$/, isNan: /^11111 / },
};

function read(name: keyof typeof READINGS, code: number): number {
  const { exponent, bias, isInfinity, isNan } = READINGS[name];
  const bits = code.toString(2).padStart(name.startsWith('e') ? 8 : 16, '0');
  const [power, digits] = [bits.slice(1, 1 + exponent), bits.slice(1 + exponent)];
  const sign = bits[0] === '1' ? -1 : 1;
  if (isInfinity.test(`${power} ${digits}`)) return sign * Number.POSITIVE_INFINITY;
  if (isNan.test(`${power} ${digits}`)) return Number.NaN;
  const stored = Number.parseInt(power, 2);
  let value = stored === 0 ? 0 : 1;
  for (const [place, digit] of [...digits].entries()) value += Number(digit) / 2 ** (place + 1);
  return sign * value * 2 ** (Math.max(stored, 1) - bias);
}

const countCodes = (name: keyof typeof READINGS) => 2 ** countFloatBits(SMALL_FLOATS[name]);

/** All finite sizes, ascending, as codes give them: without a sign, codes ascend with their numbers. */
function listSizes(name: keyof typeof READINGS): number[] {
  return Array.from({ length: countCodes(name) / 2 }, (_, code) => read(name, code)).filter(Number.isFinite);
}

describe('published limits', () => {
  it('are those of IEEE 754 and of Table 1 of the paper on FP8', () => {
    expect(leastOf(SMALL_FLOATS.fp16)).toBe(2 ** -24);
    expect(leastOf(SMALL_FLOATS.bf16)).toBe(2 ** -133);
    expect(leastOf(SMALL_FLOATS.e4m3)).toBe(2 ** -9);
    expect(leastOf(SMALL_FLOATS.e5m2)).toBe(2 ** -16);
    expect(SMALL_FLOAT_NAMES.map((name) => listSizes(name).at(-1))).toEqual(
      SMALL_FLOAT_NAMES.map((name) => SMALL_FLOATS[name].largest),
    );
  });

  it('round by hand: thirds, and 1 + 2^-11 halfway', () => {
    expect(roundToFloat(SMALL_FLOATS.fp16, 1 / 3)).toBe(0.333251953125);
    expect(roundToFloat(SMALL_FLOATS.bf16, 1 / 3)).toBe(0.333984375);
    expect(roundToFloat(SMALL_FLOATS.e4m3, 1 / 3)).toBe(0.34375);
    expect(roundToFloat(SMALL_FLOATS.e5m2, 1 / 3)).toBe(0.3125);
    expect(roundToFloat(SMALL_FLOATS.fp16, 1 + 2 ** -11)).toBe(1);
    expect(roundToFloat(SMALL_FLOATS.fp16, 1 + 3 * 2 ** -11)).toBe(1 + 2 ** -9);
    expect(roundToFloat(SMALL_FLOATS.fp16, 65519)).toBe(65504);
    expect(roundToFloat(SMALL_FLOATS.fp16, 65520)).toBe(Number.POSITIVE_INFINITY);
    expect(roundToFloat(SMALL_FLOATS.e4m3, 464)).toBe(448);
    expect(roundToFloat(SMALL_FLOATS.e4m3, 465)).toBeNaN();
    expect(roundToFloat(SMALL_FLOATS.e5m2, -1e9)).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe.each(SMALL_FLOAT_NAMES)('%s', (name) => {
  const format = SMALL_FLOATS[name];

  it('reads each of its codes, leaves each number as it is, and finds its code again', () => {
    for (let code = 0; code < countCodes(name); code++) {
      const value = read(name, code);
      const right =
        Object.is(fromFloatCode(format, code), value) && Object.is(roundToFloat(format, value), value);
      const isExpected =
        !Number.isFinite(value) && !format.hasInfinities ? Number.isNaN(roundToFloat(format, value)) : right;
      if (!isExpected) expect.fail(`code ${code} is ${value}`);
      if (!Number.isNaN(value) && toFloatCode(format, value) !== code) expect.fail(`the code of ${value}`);
    }
    expect(fromFloatCode(format, toFloatCode(format, Number.NaN))).toBeNaN();
  });

  it('rounds to the even neighbour at each halfway point, and to the nearer one beside it', () => {
    const sizes = listSizes(name);
    for (let code = 0; code + 1 < sizes.length; code++) {
      const [low, high] = [sizes[code]!, sizes[code + 1]!];
      const middle = (low + high) / 2;
      const even = code % 2 === 0 ? low : high;
      // A hair of a double, far below the spacing.
      const hair = (high - low) * 2 ** -30;
      for (const sign of [1, -1]) {
        const rounded = [middle, middle - hair, middle + hair].map((each) =>
          roundToFloat(format, sign * each),
        );
        const expected = [even, low, high].map((each) => sign * each);
        if (!rounded.every((each, place) => Object.is(each, expected[place])))
          expect.fail(`between ${low} and ${high}: ${rounded}`);
      }
      if (high - low !== spacingOf(format, low)) expect.fail(`the spacing at ${low}`);
    }
  });

  it('goes beyond its largest number from halfway to where the next one would be', () => {
    const { largest } = format;
    const half = spacingOf(format, largest) / 2;
    const isLastOdd = (toFloatCode(format, largest) & 1) === 1;
    const atHalf = roundToFloat(format, largest + half);
    expect(Number.isFinite(atHalf)).toBe(!isLastOdd);
    expect(roundToFloat(format, largest + half * 0.999)).toBe(largest);
    expect(Number.isFinite(roundToFloat(format, largest + half * 1.001))).toBe(false);
    expect(roundToFloat(format, Number.NaN)).toBeNaN();
    expect(roundToFloat(format, -0)).toBe(-0);
  });

  it('never turns the order of two floats round', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true }), fc.float({ noNaN: true }), (a, b) => {
        const [low, high] = [roundToFloat(format, Math.min(a, b)), roundToFloat(format, Math.max(a, b))];
        return Number.isNaN(low) || Number.isNaN(high) || low <= high;
      }),
    );
  });
});
