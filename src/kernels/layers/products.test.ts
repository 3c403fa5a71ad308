import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  applyLayer,
  draw,
  drawThin,
  drawWhole,
  expectRounded,
  INPUT,
  OUTPUT,
  startKernels,
  toFloats,
} from '../../testing/readylayers.ts';
import { relativeError } from '../../testing/wasmtfjs.ts';
import type { KernelModule } from '../module.ts';
import { createFloatProduct } from './float.ts';
import { createIntegerProduct } from './integer.ts';
import type { FloatWeights, Product } from './layer.ts';
import { createSparseProduct } from './sparseproduct.ts';

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

  it('integer: agree with the definition, in floats and rounded', () => {
    fc.assert(
      fc.property(products, (each) => {
        const { x, weights, factors } = drawWhole(each.rows * each.inputs, each.inputs, each);
        const kernel = Float32Array.from(weights.values, (value, i) => value * factors[i % each.outputs]!);
        const expected = multiplyPlainly(each, Float32Array.from(x), { ...weights, kernel });
        const layer = createIntegerProduct(kernels, each, weights, { input: INPUT });
        const actual = toFloats(applyLayer(kernels, layer, x, 4 * expected.length));
        expect(relativeError(actual, expected)).toBeLessThan(1e-5);
        const rounded = createIntegerProduct(kernels, each, weights, { input: INPUT, output: OUTPUT });
        expectRounded(
          new Int16Array(applyLayer(kernels, rounded, x, 2 * expected.length)),
          actual,
          () => false,
        );
      }),
      { numRuns: 150, seed: 7 },
    );
  });

  it('integer, weights of 4 bits: have the exact sums of the definition', () => {
    fc.assert(
      fc.property(products, (each) => {
        const { x, weights } = drawWhole(each.rows * each.inputs, each.inputs, each);
        const values = weights.values.map((value) => value % 9).map((value) => Math.min(value, 7));
        const layer = createIntegerProduct(kernels, each, { ...weights, values }, { input: INPUT });
        const actual = toFloats(applyLayer(kernels, layer, x, 4 * each.rows * each.outputs));
        const factors = Array.from(weights.scales, (scale) => Math.fround(scale * INPUT));
        for (const [at, value] of actual.entries()) {
          const [row, output] = [Math.floor(at / each.outputs), at % each.outputs];
          let sum = 0;
          for (let i = 0; i < each.inputs; i++)
            sum += x[row * each.inputs + i]! * values[i * each.outputs + output]!;
          const plain = Math.fround(Math.fround(sum * factors[output]!) + weights.bias[output]!);
          expect(value).toBe(weights.relu ? Math.max(plain, 0) : plain);
        }
      }),
      { numRuns: 100, seed: 8 },
    );
  });
});
