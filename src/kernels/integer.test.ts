import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createStream } from '../math/random.ts';
import { computeOn, relativeError, startBackends } from '../testing/wasmtfjs.ts';
import { IntegerLayer } from './integer.ts';

const INPUT_SCALE = 1 / 64;

function draw(key: string, count: number, size: number): Float32Array {
  const values = new Float32Array(count);
  createStream(41, key, count).fillUniform(values, -size, size);
  return values;
}

const cases = fc.record({
  batch: fc.integer({ min: 1, max: 2 }),
  height: fc.integer({ min: 3, max: 9 }),
  width: fc.integer({ min: 3, max: 9 }),
  channels: fc.integer({ min: 1, max: 9 }),
  outputs: fc.integer({ min: 1, max: 19 }),
  kernel: fc.constantFrom(1, 2, 3),
  stride: fc.integer({ min: 1, max: 2 }),
  pad: fc.constantFrom<('same' | 'valid' | number)[]>('same', 'valid', 0),
});

describe('8-bit layers on wasm', () => {
  beforeAll(startBackends);

  it('agree with a convolution of the whole numbers', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ batch, height, width, channels, outputs, kernel, stride, pad }) => {
        const shape = [kernel, kernel, channels, outputs] as const;
        const size = kernel * kernel * channels * outputs;
        const values = Int8Array.from(draw('w', size, 127), Math.round);
        const scales = draw('scales', outputs, 1).map((value) => 0.01 + Math.abs(value));
        const x = draw('x', batch * height * width * channels, 2.5);
        const before = tf.memory().numTensors;
        const layer = new IntegerLayer({ values, shape, scales });
        const [actual] = await computeOn('wasm', () => [
          layer.convolve(tf.tensor4d(x, [batch, height, width, channels]), INPUT_SCALE, stride, pad),
        ]);
        layer.dispose();
        expect(tf.memory().numTensors).toBe(before);
        const [expected] = await computeOn('cpu', () => {
          const whole = tf.clipByValue(
            tf.round(
              tf.tensor4d(
                x.map((v) => v / INPUT_SCALE),
                [batch, height, width, channels],
              ),
            ),
            -127,
            127,
          );
          const sums = tf.conv2d(whole, tf.tensor4d(Float32Array.from(values), [...shape]), stride, pad);
          return [tf.mul(sums, tf.tensor1d(scales.map((scale) => scale * INPUT_SCALE)))];
        });
        expect(relativeError(actual!, expected!)).toBeLessThan(1e-6);
      }),
      { numRuns: 60, seed: 5 },
    );
  });

  it('cuts what is too large and takes NaN for nothing', () => {
    const layer = new IntegerLayer({ values: Int8Array.of(1, 1), shape: [1, 1, 2, 1], scales: [1] });
    const x = tf.tensor2d([
      [1000, 0],
      [Number.NaN, 1],
      [Number.NEGATIVE_INFINITY, 0],
    ]);
    const y = layer.multiply(x, 1);
    expect([...y.dataSync()]).toEqual([127, 1, -127]);
    tf.dispose([x, y]);
    layer.dispose();
  });

  it('multiplies dense layers row by row', () => {
    const values = Int8Array.from({ length: 5 * 3 }, (_, i) => i - 7);
    const layer = new IntegerLayer({ values, shape: [1, 1, 5, 3], scales: [1, 2, 4] });
    const x = tf.tensor2d([
      [1, 2, 3, 4, 5],
      [-1, 0, 1, 0, -1],
    ]);
    const y = layer.multiply(x, 1);
    const expected = [0, 1].flatMap((row) =>
      [0, 1, 2].map((j) => {
        const inputs = row === 0 ? [1, 2, 3, 4, 5] : [-1, 0, 1, 0, -1];
        return 2 ** j * inputs.reduce((sum, each, k) => sum + each * (k * 3 + j - 7), 0);
      }),
    );
    expect([...y.dataSync()]).toEqual(expected);
    tf.dispose([x, y]);
    layer.dispose();
  });

  it('refuses a filter whose parts do not fit', () => {
    const make = () => new IntegerLayer({ values: new Int8Array(5), shape: [1, 1, 2, 3], scales: [1, 1, 1] });
    expect(make).toThrow('a filter [1,1,2,3] must have 6 values and 3 scales, got 5 and 3');
  });
});
