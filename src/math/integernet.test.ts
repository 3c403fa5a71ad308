import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type IntegerNet, type IntegerNode, type IntegerValue, runIntegerNet } from './integernet.ts';
import { toMultiplier } from './integerproduct.ts';
import type { LinearGrid } from './lineargrid.ts';

const grid = (scale: number, zeroPoint = 0, least = 0, most = 255): LinearGrid => ({
  scale,
  zeroPoint,
  least,
  most,
});

const value = (shape: readonly number[], of: LinearGrid): IntegerValue => ({ shape, grid: of });

/** A net of one node. */
const alone = (node: IntegerNode, from: IntegerValue, to: IntegerValue): IntegerNet => ({
  name: 'alone',
  values: [from, to],
  nodes: [node],
});

const last = (net: IntegerNet, image: readonly number[]) => [...runIntegerNet(net, image).at(-1)!];

const place = { name: 'a', input: 0, output: 1 } as const;

describe('a net in whole numbers', () => {
  it('convolves an image in its padding: worked by hand', () => {
    // Less the zero point 1: [[0, 1], [2, 3]]. Windows of 2 x 2 from one row above and one column to the
    // left.
    const node: IntegerNode = {
      ...place,
      op: 'conv',
      shape: [2, 2, 1, 1],
      weights: Int16Array.of(1, -2, 3, 4),
      bias: Int32Array.of(2),
      multipliers: [toMultiplier(0.5)],
      stride: 1,
      top: 1,
      left: 1,
    };
    const net = alone(node, value([2, 2, 1], grid(1, 1)), value([2, 2, 1], grid(2, 10)));
    // Sums with the bias: 0 * 4 + 2, 0 * 3 + 1 * 4 + 2, -2 * 0 + 4 * 2 + 2, 1 * 0 - 2 * 1 + 3 * 2 + 4 * 3 +
    // 2. Halves: 1, 3, 5, 9.
    expect(last(net, [1, 2, 3, 4])).toEqual([11, 13, 15, 19]);
  });

  it('rounds ties to the even number, cuts at the zero point for a relu, and at the ends', () => {
    const node: IntegerNode = {
      ...place,
      op: 'dense',
      shape: [1, 8],
      weights: Int16Array.of(1, 5, -3, -5, 2, 3, 2000, -2000),
      bias: new Int32Array(8),
      multipliers: Array.from({ length: 8 }, () => toMultiplier(0.5)),
    };
    const net = (to: LinearGrid) => alone(node, value([1], grid(1)), value([8], to));
    expect(last(net(grid(1, 0, -128, 127)), [1])).toEqual([0, 2, -2, -2, 1, 2, 127, -128]);
    expect(last(net(grid(1, 100, 100, 255)), [1])).toEqual([100, 102, 100, 100, 101, 102, 255, 100]);
  });

  it('pools the numbers that lie inside the image', () => {
    const sides = { ...place, height: 2, width: 2, stride: 2, top: 0, left: 0 };
    const from = value([3, 3, 1], grid(1, 2));
    const to = value([2, 2, 1], grid(1, 2));
    const image = [2, 3, 9, 4, 6, 1, 0, 5, 7];
    expect(last(alone({ ...sides, op: 'maxPool' }, from, to), image)).toEqual([6, 9, 5, 7]);
    // Less the zero point: 0 1 7 / 2 4 -1 / -2 3 5. Sums 7, 6, 1, 5 of 4, 2, 2, 1 numbers; 1.75, 3, 0.5, 5.
    const multipliers = [1, 2, 3, 4].map((count) => toMultiplier(1 / count));
    expect(last(alone({ ...sides, op: 'averagePool', multipliers }, from, to), image)).toEqual([4, 5, 2, 7]);
    const whole = { ...sides, op: 'averagePool', height: 3, width: 3, stride: 1 } as const;
    const means = Array.from({ length: 9 }, (_, at) => toMultiplier(1 / (at + 1)));
    // 19 / 9.
    expect(last(alone({ ...whole, multipliers: means }, from, value([1], grid(1))), image)).toEqual([2]);
  });

  it('adds values of two scales on a third', () => {
    const net: IntegerNet = {
      name: 'sum',
      values: [value([2], grid(0.5, 1)), value([2], grid(0.25, 3)), value([2], grid(0.2, 5))],
      nodes: [
        { name: 'other', op: 'rescale', input: 0, output: 1, multiplier: toMultiplier(2) },
        {
          name: 'sum',
          op: 'add',
          input: 0,
          other: 1,
          output: 2,
          // To 1/1024.
          terms: [toMultiplier(512), toMultiplier(256)],
          multiplier: toMultiplier(1 / 1024 / 0.2),
        },
      ],
    };
    // 4 and 0 stand for 1.5 and -0.5; twice that is 3 and -1: 15 and -5 steps of 0.2 from 5.
    expect(runIntegerNet(net, [4, 0]).map((each) => [...each])).toEqual([
      [4, 0],
      [9, 1],
      [20, 0],
    ]);
  });

  it('refuses a sum that leaves 32 bits, by the name of its layer', () => {
    const node: IntegerNode = {
      ...place,
      op: 'dense',
      shape: [1, 1],
      weights: Int16Array.of(255),
      bias: Int32Array.of(2 ** 31 - 10),
      multipliers: [toMultiplier(0.5)],
    };
    const net = alone(node, value([1], grid(1)), value([1], grid(1)));
    expect(() => last(net, [1])).toThrow('the sum 2147483893 of a leaves 32 bits');
  });

  it('gives what real arithmetic gives, rounded', () => {
    const numbers = (length: number, min: number, max: number) =>
      fc.array(fc.integer({ min, max }), { minLength: length, maxLength: length });
    fc.assert(
      fc.property(
        fc.record({
          image: numbers(5 * 4 * 2, 0, 255),
          weights: numbers(3 * 3 * 2 * 3, -127, 127),
          bias: numbers(3, -9999, 9999),
          zeroPoint: fc.integer({ min: 0, max: 255 }),
          stride: fc.integer({ min: 1, max: 2 }),
          factor: fc.double({ min: 1e-4, max: 0.1, noNaN: true }),
        }),
        ({ image, weights, bias, zeroPoint, stride, factor }) => {
          const [rows, columns] = [Math.ceil(5 / stride), Math.ceil(4 / stride)];
          const node: IntegerNode = {
            ...place,
            op: 'conv',
            shape: [3, 3, 2, 3],
            weights: Int16Array.from(weights),
            bias: Int32Array.from(bias),
            multipliers: Array.from({ length: 3 }, () => toMultiplier(factor)),
            stride,
            top: 1,
            left: 1,
          };
          const to = grid(1, 100);
          const net = alone(node, value([5, 4, 2], grid(1, zeroPoint)), value([rows, columns, 3], to));
          const padded = (i: number, j: number, channel: number) =>
            i < 0 || i >= 5 || j < 0 || j >= 4 ? 0 : image[(i * 4 + j) * 2 + channel]! - zeroPoint;
          last(net, image).forEach((number, at) => {
            const [i, j, output] = [Math.floor(at / 3 / columns), Math.floor(at / 3) % columns, at % 3];
            let sum = bias[output]!;
            weights.forEach((weight, index) => {
              const [tap, channel] = [Math.floor(index / 6), Math.floor(index / 3) % 2];
              const [v, u] = [Math.floor(tap / 3), tap % 3];
              if (index % 3 === output)
                sum += weight * padded(i * stride - 1 + v, j * stride - 1 + u, channel);
            });
            const exact = Math.min(Math.max(sum * factor + 100, 0), 255);
            expect(Math.abs(number - exact)).toBeLessThanOrEqual(0.5 + 1e-3);
          });
        },
      ),
    );
  });
});
