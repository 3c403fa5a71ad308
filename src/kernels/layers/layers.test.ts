import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createStream } from '../../math/random.ts';
import { computeOn, relativeError, startBackends } from '../../testing/wasmtfjs.ts';
import { type KernelModule, kernelModuleOf } from '../module.ts';
import { createFloatConvolution, createFloatProduct } from './float.ts';
import { createIntegerConvolution, createIntegerProduct } from './integer.ts';
import type { FloatWeights, IntegerWeights, Product, ReadyLayer, Windows } from './layer.ts';
import { createSparseConvolution } from './sparseconvolution.ts';
import { createSparseProduct } from './sparseproduct.ts';

let kernels: KernelModule;

beforeAll(async () => {
  await startBackends();
  kernels = kernelModuleOf(tf.backend() as BackendWasm);
});

function draw(key: string, count: number, size = 1): Float32Array {
  const values = new Float32Array(count);
  createStream(51, key, count).fillUniform(values, -size, size);
  return values;
}

/** Uniform values of which about `density` are not zero. */
function drawThin(key: string, count: number, density: number): Float32Array {
  const chosen = new Float32Array(count);
  createStream(52, key, count).fillUniform(chosen, 0, 1);
  return draw(key, count).map((value, i) => (chosen[i]! < density ? value : 0));
}

/** What a layer makes of x, with a guard behind its result that must stay as it is. */
function apply(layer: ReadyLayer, x: Float32Array | Int16Array, bytes: number): ArrayBuffer {
  const from = kernels.keep(x instanceof Int16Array ? new Int8Array(x.buffer) : x);
  const guarded = new Float32Array(Math.ceil(bytes / 4) + 16).fill(12345);
  const to = kernels.keep(guarded);
  layer.run(from, to);
  layer.run(from, to);
  const result = Float32Array.from(kernels.view(to, guarded.length));
  layer.dispose();
  for (const at of [from, to]) kernels.release(at);
  const whole = Math.floor(bytes / 4);
  expect([...result.subarray(Math.ceil(bytes / 4))]).toEqual(
    new Array(result.length - Math.ceil(bytes / 4)).fill(12345),
  );
  return bytes === 4 * whole ? result.slice(0, whole).buffer : result.buffer.slice(0, bytes);
}

const toFloats = (buffer: ArrayBuffer) => new Float32Array(buffer);

interface Sizes {
  channels: number;
  outputs: number;
  height: number;
  width: number;
  stride: number;
  rows: number;
  columns: number;
  density: number;
  relu: boolean;
  /** Pixels of y between two of its rows. */
  gap: number;
}

const sizes = fc.record<Sizes>({
  channels: fc.integer({ min: 1, max: 9 }),
  outputs: fc.integer({ min: 1, max: 21 }),
  height: fc.constantFrom(1, 2, 3, 5),
  width: fc.constantFrom(1, 2, 3, 5),
  stride: fc.integer({ min: 1, max: 3 }),
  rows: fc.constantFrom(1, 2, 3, 4, 7, 8, 12),
  columns: fc.constantFrom(1, 2, 5, 8, 11, 16, 24, 33),
  density: fc.constantFrom(0, 0.05, 0.3, 1),
  relu: fc.boolean(),
  gap: fc.constantFrom(0, 1, 3),
});

function toWindows({ rows, columns, height, width, stride, gap, ...rest }: Sizes): {
  windows: Windows;
  inRows: number;
} {
  const inPitch = (columns - 1) * stride + width + gap;
  return {
    windows: { ...rest, height, width, stride, rows, columns, inPitch, outPitch: columns + gap },
    inRows: (rows - 1) * stride + height,
  };
}

/** y with its gaps, by the plain backend; the gaps are 12345. */
async function convolvePlainly(
  { windows, inRows }: ReturnType<typeof toWindows>,
  x: Float32Array,
  kernel: Float32Array,
  bias: Float32Array,
  relu: boolean,
): Promise<Float32Array> {
  const { channels, outputs, height, width, stride, rows, columns, inPitch, outPitch } = windows;
  const [values] = await computeOn('cpu', () => {
    const image = tf.tensor4d(x, [1, inRows, inPitch, channels]);
    const y = tf.conv2d(image, tf.tensor4d(kernel, [height, width, channels, outputs]), stride, 'valid');
    const sum = tf.add(tf.slice(y, [0, 0, 0, 0], [1, rows, columns, outputs]), tf.tensor1d(bias));
    return [relu ? tf.relu(sum) : sum];
  });
  const spread = new Float32Array((rows - 1) * outPitch * outputs + columns * outputs).fill(12345);
  for (let row = 0; row < rows; row++) {
    const line = values!.subarray(row * columns * outputs, (row + 1) * columns * outputs);
    spread.set(line, row * outPitch * outputs);
  }
  return spread;
}

describe('convolutions ready to run', () => {
  it.each([
    ['float', createFloatConvolution],
    ['sparse', createSparseConvolution],
  ])('%s: agree with the plain backend on random shapes', async (_, create) => {
    await fc.assert(
      fc.asyncProperty(sizes, async (each) => {
        const shape = toWindows(each);
        const { windows, inRows } = shape;
        const weights: FloatWeights = {
          kernel: drawThin('w', each.height * each.width * each.channels * each.outputs, each.density),
          bias: draw('b', each.outputs),
          relu: each.relu,
        };
        const x = draw('x', inRows * windows.inPitch * each.channels);
        const before = kernels.reservedBytes;
        const expected = await convolvePlainly(shape, x, weights.kernel, weights.bias, each.relu);
        const actual = toFloats(apply(create(kernels, windows, weights), x, 4 * expected.length));
        expect(kernels.reservedBytes).toBe(before);
        const gaps = expected.map((value, i) => (value === 12345 ? actual[i]! : value));
        expect(relativeError(actual, gaps)).toBeLessThan(1e-5);
        expected.forEach((value, i) => {
          if (value === 12345) expect(actual[i]).toBe(12345);
        });
      }),
      { numRuns: 150, seed: 3 },
    );
  });

  it('float: have the bits of convolution, bias and ReLU one after the other', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, async (each) => {
        const { windows, inRows } = toWindows({ ...each, gap: 0 });
        const { channels, outputs, height, width, stride, inPitch } = windows;
        const kernel = draw('w', height * width * channels * outputs);
        const [bias, x] = [draw('b', outputs), draw('x', inRows * inPitch * channels)];
        const [expected] = await computeOn('wasm', () => {
          const image = tf.tensor4d(x, [1, inRows, inPitch, channels]);
          const y = tf.conv2d(
            image,
            tf.tensor4d(kernel, [height, width, channels, outputs]),
            stride,
            'valid',
          );
          return [tf.relu(tf.add(y, tf.tensor1d(bias)))];
        });
        const layer = createFloatConvolution(kernels, windows, { kernel, bias, relu: true });
        expect(toFloats(apply(layer, x, 4 * expected!.length))).toEqual(expected);
      }),
      { numRuns: 40, seed: 4 },
    );
  });

  it('integer: agree with a convolution of the whole numbers, in floats and rounded', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, async (each) => {
        const shape = toWindows(each);
        const { windows, inRows } = shape;
        const { x, weights, factors } = drawWhole(
          inRows * windows.inPitch * each.channels,
          each.height * each.width * each.channels,
          each,
        );
        const scaled = Float32Array.from(weights.values, (value, i) => value * factors[i % each.outputs]!);
        const expected = await convolvePlainly(shape, Float32Array.from(x), scaled, weights.bias, each.relu);
        const layer = createIntegerConvolution(kernels, windows, weights, { input: INPUT });
        const actual = toFloats(apply(layer, x, 4 * expected.length));
        expect(relativeError(actual, expected)).toBeLessThan(1e-5);
        const rounded = createIntegerConvolution(kernels, windows, weights, { input: INPUT, output: OUTPUT });
        const whole = new Int16Array(apply(rounded, x, 2 * expected.length));
        expectRounded(whole, actual, (i) => expected[i] === 12345);
      }),
      { numRuns: 100, seed: 5 },
    );
  });
});

const INPUT = 1 / 64;
const OUTPUT = 1 / 16;

function drawWhole(inputs: number, depth: number, { outputs, relu }: { outputs: number; relu: boolean }) {
  const x = Int16Array.from(draw('x', inputs, 127), Math.round);
  const scales = draw('s', outputs, 1).map((value) => (0.1 + Math.abs(value)) / 127);
  const values = Int8Array.from(draw('w', depth * outputs, 127), Math.round);
  const weights: IntegerWeights = { values, scales, bias: draw('b', outputs), relu };
  return { x, weights, factors: scales.map((scale) => scale * INPUT) };
}

/** Rounded results are the float ones in steps of OUTPUT, to the half where the product rounded otherwise. */
function expectRounded(whole: Int16Array, floats: Float32Array, isGap: (i: number) => boolean): void {
  const distances = Array.from(floats, (value, i) => {
    const exact = Math.max(-127, Math.min(127, value / OUTPUT));
    return isGap(i) ? 0 : Math.abs(whole[i]! - exact);
  });
  expect(Math.max(0, ...distances)).toBeLessThan(0.5 + 1e-3);
}

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
        const actual = toFloats(apply(create(kernels, each, weights), x, 4 * expected.length));
        expect(kernels.reservedBytes).toBe(before);
        expect(relativeError(actual, expected)).toBeLessThan(1e-5);
      }),
      { numRuns: 150, seed: 6 },
    );
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
        const actual = toFloats(apply(layer, x, 4 * expected.length));
        expect(relativeError(actual, expected)).toBeLessThan(1e-5);
        const rounded = createIntegerProduct(kernels, each, weights, { input: INPUT, output: OUTPUT });
        expectRounded(new Int16Array(apply(rounded, x, 2 * expected.length)), actual, () => false);
      }),
      { numRuns: 150, seed: 7 },
    );
  });
});
