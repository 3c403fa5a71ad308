import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { convolveTile } from '../../math/winograd/tile.ts';
import { deriveTransforms } from '../../math/winograd/transforms.ts';
import { applyLayer, draw, drawThin, startKernels, toFloats } from '../../testing/readylayers.ts';
import { computeOn, relativeError } from '../../testing/wasmtfjs.ts';
import type { KernelModule } from '../module.ts';
import { createFloatConvolution } from './float.ts';
import type { FloatWeights, Windows } from './layer.ts';
import { createSparseConvolution } from './sparseconvolution.ts';
import { createUnrolledConvolution } from './unrolled.ts';
import { createWinogradConvolution } from './winograd.ts';

let kernels: KernelModule;

beforeAll(async () => {
  kernels = await startKernels();
});

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
    ['unrolled', createUnrolledConvolution],
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
        const actual = toFloats(
          applyLayer(kernels, create(kernels, windows, weights), x, 4 * expected.length),
        );
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

  it.each([2, 4] as const)('tiles of %i: agree with the plain backend on random shapes', async (side) => {
    await fc.assert(
      fc.asyncProperty(sizes, async (each) => {
        const shape = toWindows({ ...each, height: 3, width: 3, stride: 1 });
        const { windows, inRows } = shape;
        const { channels, outputs } = each;
        const weights = {
          kernel: draw('w', 9 * channels * outputs),
          bias: draw('b', outputs),
          relu: each.relu,
        };
        const x = draw('x', inRows * windows.inPitch * channels);
        const before = kernels.reservedBytes;
        const expected = await convolvePlainly(shape, x, weights.kernel, weights.bias, each.relu);
        const layer = createWinogradConvolution(kernels, windows, weights, side);
        const actual = toFloats(applyLayer(kernels, layer, x, 4 * expected.length));
        expect(kernels.reservedBytes).toBe(before);
        const isGap = (_: number, i: number) => expected[i] === 12345;
        expect(actual.filter(isGap)).toEqual(expected.filter(isGap));
        const inside = (values: Float32Array) => values.filter((_, i) => expected[i] !== 12345);
        expect(relativeError(inside(actual), inside(expected))).toBeLessThan(2e-6 * side * side);
      }),
      { numRuns: 100, seed: 5 },
    );
  });

  it('tiles: agree with the reference to the last few bits, and refuse other windows', () => {
    const windows = {
      ...{ channels: 5, outputs: 6, height: 3, width: 3, stride: 1 },
      ...{ rows: 4, columns: 4, inPitch: 6, outPitch: 4 },
    };
    const weights = { kernel: draw('w', 9 * 30), bias: new Float32Array(6), relu: false };
    const x = draw('x', 36 * 5);
    const layer = createWinogradConvolution(kernels, windows, weights, 4);
    const actual = toFloats(applyLayer(kernels, layer, x, 4 * 96));
    const square = (size: number, read: (at: number) => number) =>
      Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => read(i * size + j)));
    const pick = Array.from({ length: 5 }, (_, channel) => channel);
    const tiles = pick.map((channel) => square(6, (at) => x[at * 5 + channel]!));
    for (let output = 0; output < 6; output++) {
      const filters = pick.map((channel) =>
        square(3, (at) => weights.kernel[(at * 5 + channel) * 6 + output]!),
      );
      const expected = convolveTile(deriveTransforms(4, 3), tiles, filters).flat();
      for (const [at, value] of expected.entries()) expect(actual[at * 6 + output]).toBeCloseTo(value, 4);
    }
    expect(() => createWinogradConvolution(kernels, { ...windows, stride: 2 }, weights, 2)).toThrow(
      'windows must be 3 x 3 with stride 1, got 3 x 3 with 2',
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
        expect(toFloats(applyLayer(kernels, layer, x, 4 * expected!.length))).toEqual(expected);
      }),
      { numRuns: 40, seed: 4 },
    );
  });
});
