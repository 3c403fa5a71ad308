import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { multiplyTernary, packTernary } from '../../math/binaryproduct.ts';
import { applyLayer, draw, startKernels, toFloats } from '../../testing/readylayers.ts';
import type { KernelModule } from '../module.ts';
import type { Windows } from './layer.ts';
import { createSignConvolution, createSignProduct, type Padding, type SignWeights } from './signs.ts';

let kernels: KernelModule;

beforeAll(async () => {
  kernels = await startKernels();
});

const sizes = fc.record({
  channels: fc.constantFrom(1, 3, 7, 8, 9, 16, 24, 100, 300),
  outputs: fc.constantFrom(1, 2, 7, 8, 9, 15, 16, 17, 23, 24, 25, 40),
  height: fc.constantFrom(1, 2, 3),
  width: fc.constantFrom(1, 2, 3),
  stride: fc.integer({ min: 1, max: 2 }),
  rows: fc.integer({ min: 1, max: 5 }),
  columns: fc.integer({ min: 1, max: 7 }),
  gap: fc.constantFrom(0, 1),
  relu: fc.boolean(),
  hasZeros: fc.boolean(),
  top: fc.integer({ min: 0, max: 1 }),
  bottom: fc.integer({ min: 0, max: 1 }),
  left: fc.integer({ min: 0, max: 1 }),
  right: fc.integer({ min: 0, max: 1 }),
});
type Sizes = typeof sizes extends fc.Arbitrary<infer Value> ? Value : never;

const drawSigns = (key: string, count: number) => draw(key, count).map((value) => (value < 0 ? -1 : 1));
const drawTernary = (key: string, count: number) =>
  draw(key, count, 1.5).map((value) => Math.max(-1, Math.min(1, Math.round(value))));

function toWindows({ channels, outputs, height, width, stride, rows, columns, gap }: Sizes): Windows {
  const inPitch = (columns - 1) * stride + width;
  return {
    ...{ channels, outputs, height, width, stride, rows, columns },
    inPitch,
    outPitch: columns + gap,
  };
}

/** Signs inside, zeros where the padding lies. */
function drawImage({ channels, height, stride, rows, inPitch }: Windows, padding: Padding): Float32Array {
  const inRows = (rows - 1) * stride + height;
  return drawSigns('x', inRows * inPitch * channels).map((value, at) => {
    const [row, column] = [
      Math.floor(at / (inPitch * channels)),
      Math.floor((at % (inPitch * channels)) / channels),
    ];
    const isInside =
      row >= padding.top &&
      row < inRows - padding.bottom &&
      column >= padding.left &&
      column < inPitch - padding.right;
    return isInside ? value : 0;
  });
}

/** Each window as one vector, by the plain product of packed signs. */
function convolvePlainly(windows: Windows, x: Float32Array, weights: SignWeights): Float32Array {
  const { channels, outputs, height, width, stride, rows, columns, inPitch, outPitch } = windows;
  const y = new Float32Array((rows - 1) * outPitch * outputs + columns * outputs).fill(12345);
  const depth = height * width * channels;
  const filters = Array.from({ length: outputs }, (_, output) =>
    packTernary(Array.from({ length: depth }, (_, place) => weights.values[place * outputs + output]!)),
  );
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const window = Array.from({ length: depth }, (_, place) => {
        const [tap, channel] = [Math.floor(place / channels), place % channels];
        const pixel = (row * stride + Math.floor(tap / width)) * inPitch + column * stride + (tap % width);
        return x[pixel * channels + channel]!;
      });
      const packed = packTernary(window);
      filters.forEach((filter, output) => {
        const sum = multiplyTernary(packed, filter);
        const value = Math.fround(Math.fround(sum * weights.scales[output]!) + weights.bias[output]!);
        y[(row * outPitch + column) * outputs + output] = weights.relu ? Math.max(value, 0) : value;
      });
    }
  }
  return y;
}

function drawWeights(
  depth: number,
  { outputs, relu, hasZeros }: { outputs: number; relu: boolean; hasZeros: boolean },
): SignWeights {
  const values = Int8Array.from((hasZeros ? drawTernary : drawSigns)('w', depth * outputs));
  return { values, scales: draw('s', outputs), bias: draw('b', outputs), relu };
}

describe('layers of signs', () => {
  it('convolve as the plain product of packed signs does, to the bit, padding left out', () => {
    fc.assert(
      fc.property(sizes, (each) => {
        const windows = toWindows(each);
        const weights = drawWeights(each.height * each.width * each.channels, each);
        const x = drawImage(windows, each);
        const before = kernels.reservedBytes;
        const expected = convolvePlainly(windows, x, weights);
        const layer = createSignConvolution(kernels, windows, weights, each);
        const actual = toFloats(applyLayer(kernels, layer, x, 4 * expected.length));
        expect(kernels.reservedBytes).toBe(before);
        expect([...actual]).toEqual([...expected]);
      }),
      { numRuns: 200, seed: 6 },
    );
  });

  it.each([false, true])('multiply rows of signs, with zeros among the weights: %s', (hasZeros) => {
    const [rows, inputs, outputs] = [3, 1000, 33];
    const weights = drawWeights(inputs, { outputs, relu: false, hasZeros });
    const x = drawSigns('x', rows * inputs);
    const layer = createSignProduct(kernels, { rows, inputs, outputs }, weights);
    const actual = toFloats(applyLayer(kernels, layer, x, 4 * rows * outputs));
    for (let row = 0; row < rows; row++) {
      for (let output = 0; output < outputs; output++) {
        let sum = 0;
        for (let i = 0; i < inputs; i++) sum += x[row * inputs + i]! * weights.values[i * outputs + output]!;
        const expected = Math.fround(Math.fround(sum * weights.scales[output]!) + weights.bias[output]!);
        expect(actual[row * outputs + output]).toBe(expected);
      }
    }
  });

  it('counts to the end of its range: a window whose signs all differ', () => {
    const inputs = 4096;
    const x = new Float32Array(inputs).fill(1);
    const weights = {
      values: new Int8Array(inputs).fill(-1),
      scales: [1],
      bias: new Float32Array(1),
      relu: false,
    };
    const layer = createSignProduct(kernels, { rows: 1, inputs, outputs: 1 }, weights);
    expect(toFloats(applyLayer(kernels, layer, x, 4))[0]).toBe(-inputs);
  });
});
