import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { requantize, toExactMultiplier } from '../../math/integerproduct.ts';
import { applyLayer, draw, drawThin, startKernels, toFloats } from '../../testing/readylayers.ts';
import { relativeError } from '../../testing/wasmtfjs.ts';
import type { KernelModule } from '../module.ts';
import { createFloatProduct } from './float.ts';
import type { FloatWeights, Product } from './layer.ts';
import { createSparseProduct } from './sparseproduct.ts';
import { createWholeProduct } from './whole.ts';

let kernels: KernelModule;

beforeAll(async () => {
  kernels = await startKernels();
});

const products = fc.record({
  rows: fc.constantFrom(1, 2, 3, 4, 17, 32, 37, 64),
  inputs: fc.integer({ min: 1, max: 70 }),
  outputs: fc.integer({ min: 1, max: 75 }),
  density: fc.constantFrom(0, 0.05, 0.3, 1),
  relu: fc.boolean(),
});

function multiplyPlainly(
  { rows, inputs, outputs }: Product,
  x: Float32Array,
  weights: FloatWeights,
): Float32Array {
  return Float32Array.from({ length: rows * outputs }, (_, at) => {
    const [row, output] = [Math.floor(at / outputs), at % outputs];
    let sum = weights.bias[output]!;
    for (let k = 0; k < inputs; k++) sum += x[row * inputs + k]! * weights.kernel[k * outputs + output]!;
    return weights.relu ? Math.max(0, sum) : sum;
  });
}

describe('products ready to run', () => {
  it.each([
    ['float', createFloatProduct],
    ['sparse', createSparseProduct],
    ['sparse lists', (k: KernelModule, p: Product, w: FloatWeights) => createSparseProduct(k, p, w, 'lists')],
    [
      'sparse blocks',
      (k: KernelModule, p: Product, w: FloatWeights) => createSparseProduct(k, p, w, 'blocks'),
    ],
  ])('%s: agree with the definition on random shapes', (_, create) => {
    fc.assert(
      fc.property(products, (each) => {
        const weights: FloatWeights = {
          kernel: drawThin('w', each.inputs * each.outputs, each.density),
          bias: draw('b', each.outputs),
          relu: each.relu,
        };
        const x = draw('x', each.rows * each.inputs);
        const before = kernels.reservedBytes;
        const expected = multiplyPlainly(each, x, weights);
        const actual = toFloats(applyLayer(kernels, create(kernels, each, weights), x, 4 * expected.length));
        expect(kernels.reservedBytes).toBe(before);
        expect(relativeError(actual, expected)).toBeLessThan(1e-5);
      }),
      { numRuns: 150, seed: 6 },
    );
  });

  it('sparse, many rows: have the same bits in place and transposed, whatever the number of rows', () => {
    const [inputs, thin, wide] = [130, 5, 60];
    const few = drawThin('w', inputs * thin, 0.1);
    const many = Float32Array.from({ length: inputs * wide }, (_, at) => {
      const [input, output] = [Math.floor(at / wide), at % wide];
      return output < thin ? few[input * thin + output]! : 1;
    });
    const bias = draw('b', wide);
    const x = draw('x', 70 * inputs);
    const multiply = (kernel: Float32Array, rows: number, outputs: number) => {
      const weights = { kernel, bias: bias.slice(0, outputs), relu: true };
      const layer = createSparseProduct(kernels, { rows, inputs, outputs }, weights);
      return toFloats(applyLayer(kernels, layer, x.slice(0, rows * inputs), 4 * rows * outputs));
    };
    const transposed = multiply(many, 70, wide);
    const expected = Float32Array.from(
      { length: 70 * thin },
      (_, at) => transposed[Math.floor(at / thin) * wide + (at % thin)]!,
    );
    for (const rows of [4, 5, 16, 21, 70])
      expect(multiply(few, rows, thin)).toEqual(expected.slice(0, rows * thin));
  });

  it.each(['lists', 'blocks'] as const)('sparse %s: go along when their row moves', (form) => {
    const [inputs, outputs] = [37, 22];
    const each = { rows: 1, inputs, outputs };
    const weights = { kernel: drawThin('w', inputs * outputs, 0.3), bias: draw('b', outputs), relu: false };
    const layer = createSparseProduct(kernels, each, weights, form);
    for (const key of ['one', 'two', 'three']) {
      const x = draw(key, inputs);
      const expected = multiplyPlainly(each, x, weights);
      const [from, to] = [kernels.keep(x), kernels.reserve(4 * outputs)];
      for (let again = 0; again < 2; again++) {
        layer.run(from, to);
        expect(relativeError(kernels.view(to, outputs).slice(), expected)).toBeLessThan(1e-5);
        kernels.view(to, outputs).fill(Number.NaN);
      }
      for (const at of [from, to]) kernels.release(at);
    }
    layer.dispose();
  });

  it.each([
    ['4', 7, 8],
    ['8', 127, 128],
    ['9', 255, 255],
  ])('whole, weights of %s bits: have the integers of the definition', (_, most, least) => {
    fc.assert(
      fc.property(products, ({ rows, inputs, outputs, relu }) => {
        const round = (key: string, count: number, size: number) =>
          Array.from(draw(key, count, size + 0.49), (value) => Math.round(value) + 0);
        const weights = Int16Array.from(round('w', inputs * outputs, least), (each) => Math.min(each, most));
        const x = Int16Array.from(round('x', rows * inputs + 1, 255));
        const bias = Int32Array.from(round('b', outputs, 1000));
        const multipliers = Array.from(bias, (each) =>
          toExactMultiplier((1.5 + each / 1000) / (16 * inputs), 2 * inputs * 255 * 255, 256),
        );
        const product = { rows, inputs, outputs };
        const sums = Array.from({ length: rows * outputs }, (_, at) => {
          const [row, output] = [Math.floor(at / outputs), at % outputs];
          let sum = bias[output]!;
          for (let k = 0; k < inputs; k++) sum += x[row * inputs + k]! * weights[k * outputs + output]!;
          return sum;
        });
        const plain = createWholeProduct(kernels, product, { weights, bias, multipliers }, null);
        const found = new Int32Array(applyLayer(kernels, plain, x, 4 * sums.length));
        expect(Array.from(found)).toEqual(sums);
        const grid = { scale: 1, zeroPoint: 0, least: relu ? 0 : -300, most: 200 };
        const cut = createWholeProduct(kernels, product, { weights, bias, multipliers }, grid);
        const whole = new Int16Array(applyLayer(kernels, cut, x, 2 * sums.length));
        expect(Array.from(whole)).toEqual(
          sums.map((sum, at) => requantize(sum, multipliers[at % outputs]!, grid)),
        );
      }),
      { numRuns: 70, seed: 7 },
    );
  });
});
