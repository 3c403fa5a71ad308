import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { applyLayer, draw, drawThin, startKernels, toFloats } from '../../testing/readylayers.ts';
import { computeOn, relativeError } from '../../testing/wasmtfjs.ts';
import type { KernelModule } from '../module.ts';
import { createFloatConvolution } from './float.ts';
import type { FloatWeights, Windows } from './layer.ts';
import { createSparseConvolution } from './sparseconvolution.ts';

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
