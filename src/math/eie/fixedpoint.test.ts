import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dealColumns, multiplyDealt } from './columns.ts';
import { findPoint, findSumPoint, fromFixed16, multiplyFixed, toFixed16 } from './fixedpoint.ts';

describe('sixteen bits', () => {
  it('by hand: 0.75 has fifteen bits behind its point, 1.5 fourteen, 3 thirteen', () => {
    expect([0.75, 1.5, 3, -3].map((value) => findPoint([value]))).toEqual([15, 14, 13, 13]);
    // 1 itself needs 2^15, one more than there is.
    expect(findPoint([1])).toBe(14);
    expect(toFixed16([0.75, -0.5]).values).toEqual(Int16Array.of(24576, -16384));
  });

  it('give values back to half a step', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 1 }), (values) => {
        const fixed = toFixed16(values);
        fromFixed16(fixed).forEach((value, at) => {
          expect(Math.abs(value - values[at]!)).toBeLessThanOrEqual(0.5 * 2 ** -fixed.point + 1e-5);
        });
      }),
    );
  });
});

/** A plain loop over rows with whole numbers of any length, one product after the other. */
function multiplyPlainly(
  codes: Uint8Array,
  rows: number,
  table: Int16Array,
  inputs: Int16Array,
  shift: number,
) {
  return Array.from({ length: rows }, (_, row) => {
    let sum = 0n;
    for (let column = 0; column < inputs.length; column++) {
      const code = codes[column * rows + row]!;
      if (code === 0) continue;
      const product = BigInt(table[code]!) * BigInt(inputs[column]!);
      // An arithmetic shift right of half a step more is rounding half upwards.
      sum += (product + (1n << BigInt(shift - 1))) >> BigInt(shift);
      if (sum > 32767n) sum = 32767n;
      if (sum < -32768n) sum = -32768n;
    }
    return Number(sum);
  });
}

const cases = fc.record({
  rows: fc.integer({ min: 1, max: 20 }),
  elements: fc.integer({ min: 1, max: 6 }),
  shift: fc.integer({ min: 1, max: 20 }),
  codes: fc.array(fc.integer({ min: 0, max: 15 }), { minLength: 20, maxLength: 100 }),
  table: fc.array(fc.integer({ min: -32768, max: 32767 }), { minLength: 15, maxLength: 15 }),
  inputs: fc.array(fc.integer({ min: -32768, max: 32767 }), { minLength: 5, maxLength: 5 }),
});

describe('the product in registers of 16 bits', () => {
  it('is that of a plain loop over whole numbers, sum by sum, cut off at the same ends', () => {
    fc.assert(
      fc.property(cases, ({ rows, elements, shift, ...drawn }) => {
        const codes = Uint8Array.from({ length: rows * 5 }, (_, at) => drawn.codes[at % drawn.codes.length]!);
        const table = Int16Array.of(0, ...drawn.table);
        const inputs = Int16Array.from(drawn.inputs);
        const { sums } = multiplyFixed(
          dealColumns(codes, rows, elements),
          { values: table, point: shift },
          { values: inputs, point: 3 },
          3,
        );
        expect([...sums.values]).toEqual(multiplyPlainly(codes, rows, table, inputs, shift));
      }),
    );
  });

  it('comes within a few steps of the exact product where the register has room', () => {
    const codes = Uint8Array.of(1, 0, 2, 3, 0, 1, 2, 2, 0);
    const weights = [0, 0.31, -0.77, 0.052];
    const inputs = [0.9, 0.4, 0.25];
    const exact = [0, 1, 2].map((row) =>
      inputs.reduce((sum, input, column) => sum + weights[codes[column * 3 + row]!]! * input, 0),
    );
    const matrix = dealColumns(codes, 3, 2);
    const point = findSumPoint(exact);
    const table = toFixed16(weights);
    const { sums, cutOff } = multiplyFixed(matrix, table, toFixed16(inputs), point);
    expect(cutOff).toBe(0);
    fromFixed16(sums).forEach((value, row) => {
      expect(Math.abs(value - exact[row]!)).toBeLessThan(4 * 2 ** -point);
    });
    // Exact whole sums, scaled, say the same.
    const whole = multiplyDealt(matrix, table.values, toFixed16(inputs).values);
    expect(whole[0]! * 2 ** -(table.point + findPoint(inputs))).toBeCloseTo(exact[0]!, 3);
  });
});
