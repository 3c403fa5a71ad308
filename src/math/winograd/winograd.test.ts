import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStream } from '../random.ts';
import { type Fraction, toFraction, toNumber, toText } from './fraction.ts';
import { convolveDirectly, convolveTile, countTile, toMatrix } from './tile.ts';
import { deriveTransforms, MOST_OUTPUTS } from './transforms.ts';

const show = (matrix: readonly (readonly Fraction[])[]) => matrix.map((row) => row.map(toText).join(' '));

describe('transforms of F(m, r)', () => {
  it('are those of Lavin and Gray for F(4, 3), but for signs that B and G share', () => {
    const { input, kernel, output } = deriveTransforms(4, 3);
    expect(show(input)).toEqual([
      '4 0 -5 0 1 0',
      '0 4 4 -1 -1 0',
      '0 -4 4 1 -1 0',
      '0 -2 -1 2 1 0',
      '0 2 -1 -2 1 0',
      '0 4 0 -5 0 1',
    ]);
    expect(show(kernel)).toEqual([
      '1/4 0 0',
      '1/6 1/6 1/6',
      '1/6 -1/6 1/6',
      '1/24 1/12 1/6',
      '1/24 -1/12 1/6',
      '0 0 1',
    ]);
    expect(show(output)).toEqual(['1 1 1 1 1 0', '0 1 -1 2 -2 0', '0 1 1 4 4 0', '0 1 -1 8 -8 1']);
  });

  it('are Winograd’s for F(2, 3): four products instead of six', () => {
    const { input, kernel, output } = deriveTransforms(2, 3);
    expect(show(input)).toEqual(['1 0 -1 0', '0 1 1 0', '0 -1 1 0', '0 -1 0 1']);
    expect(show(kernel)).toEqual(['1 0 0', '1/2 1/2 1/2', '1/2 -1/2 1/2', '0 0 1']);
    expect(show(output)).toEqual(['1 1 1 0', '0 1 -1 1']);
  });

  it('filter exactly, for any sizes and points', () => {
    const whole = fc.integer({ min: -9, max: 9 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 5 }),
        fc.uniqueArray(fc.tuple(whole, fc.integer({ min: 1, max: 4 })), {
          minLength: 9,
          maxLength: 9,
          selector: ([top, bottom]) => top / bottom,
        }),
        fc.array(whole, { minLength: 15, maxLength: 15 }),
        (outputs, taps, pairs, numbers) => {
          const points = pairs.slice(0, outputs + taps - 2).map(([top, bottom]) => toFraction(top, bottom));
          const of = deriveTransforms(outputs, taps, points);
          const [data, filter] = [numbers.slice(0, of.inputs), numbers.slice(of.inputs, of.inputs + taps)];
          const weights = filter.length === taps ? filter : numbers.slice(0, taps);
          // In fractions throughout: nothing may be off at all.
          const apply = (matrix: typeof of.input, values: readonly Fraction[]) =>
            matrix.map((row) =>
              row.reduce((sum, each, i) => {
                const term = values[i]!;
                return toFraction(
                  sum.numerator * each.denominator * term.denominator +
                    each.numerator * term.numerator * sum.denominator,
                  sum.denominator * each.denominator * term.denominator,
                );
              }, toFraction(0)),
            );
          const [left, right] = [
            apply(
              of.kernel,
              weights.map((each) => toFraction(each)),
            ),
            apply(
              of.input,
              data.map((each) => toFraction(each)),
            ),
          ];
          const products = left.map((each, i) =>
            toFraction(each.numerator * right[i]!.numerator, each.denominator * right[i]!.denominator),
          );
          const expected = Array.from({ length: outputs }, (_, i) =>
            weights.reduce((sum, weight, k) => sum + weight * data[i + k]!, 0),
          );
          expect(apply(of.output, products).map(toText)).toEqual(expected.map(String));
        },
      ),
    );
  });

  it('refuse points that are missing, or the same', () => {
    expect(() => deriveTransforms(2, 3, [toFraction(0)])).toThrow('F(2, 3) needs 3 points, got 1');
    const twice = [toFraction(0), toFraction(1, 2), toFraction(2, 4)];
    expect(() => deriveTransforms(2, 3, twice)).toThrow('points must be different, got 1/2 twice');
    expect(() => deriveTransforms(0, 3)).toThrow('outputs must be a positive whole number, got 0');
    expect(deriveTransforms(MOST_OUTPUTS, 3).inputs).toBe(MOST_OUTPUTS + 2);
  });
});

describe('a tile', () => {
  it('takes 16 instead of 36 products and 32 and 24 additions, 36 instead of 144', () => {
    expect(countTile(deriveTransforms(2, 3))).toEqual({
      ...{ direct: 36, products: 16, inputAdditions: 32, inputFactors: 0 },
      ...{ outputAdditions: 24, outputFactors: 0 },
    });
    // A column of inputs takes 2, four times 3 and 2 additions, one of products 4, 3, 3 and 4.
    expect(countTile(deriveTransforms(4, 3))).toMatchObject({
      ...{ direct: 144, products: 36, inputAdditions: 16 * (6 + 6), outputAdditions: 14 * (6 + 4) },
    });
  });

  it('gives what a direct convolution gives, summed over channels', () => {
    const number = fc.integer({ min: -64, max: 64 });
    const square = (size: number) =>
      fc.array(fc.array(number, { minLength: size, maxLength: size }), { minLength: size, maxLength: size });
    for (const outputs of [2, 3, 4, 6]) {
      const of = deriveTransforms(outputs, 3);
      fc.assert(
        fc.property(
          fc.array(fc.tuple(square(of.inputs), square(3)), { minLength: 1, maxLength: 4 }),
          (channels) => {
            const [tiles, kernels] = [channels.map(([tile]) => tile), channels.map(([, kernel]) => kernel)];
            const [fast, slow] = [convolveTile(of, tiles, kernels), convolveDirectly(tiles, kernels)];
            for (const [i, value] of fast.flat().entries()) expect(value).toBeCloseTo(slow.flat()[i]!, 6);
          },
        ),
        { numRuns: 25 },
      );
    }
  });

  it('loses more to float32 the larger it is', () => {
    const draw = (size: number, key: string) => {
      const values = new Float32Array(size * size);
      createStream(1, key).fillUniform(values, -1, 1);
      return Array.from({ length: size }, (_, i) => [...values.subarray(i * size, (i + 1) * size)]);
    };
    const errors = [2, 4, 6, 8].map((outputs) => {
      const of = deriveTransforms(outputs, 3);
      const tiles = Array.from({ length: 32 }, (_, i) => draw(of.inputs, `x${i}`));
      const kernels = Array.from({ length: 32 }, (_, i) => draw(3, `w${i}`));
      const exact = convolveDirectly(tiles, kernels).flat();
      const rounded = convolveTile(of, tiles, kernels, Math.fround).flat();
      return Math.sqrt(rounded.reduce((sum, value, i) => sum + (value - exact[i]!) ** 2, 0) / exact.length);
    });
    for (const [i, error] of errors.slice(1).entries()) expect(error).toBeGreaterThan(errors[i]!);
    expect(errors[0]).toBeLessThan(1e-5);
    expect(toMatrix([[toFraction(1, 4)]])).toEqual([[0.25]]);
    expect(toNumber(toFraction(-6, 4))).toBe(-1.5);
  });
});
