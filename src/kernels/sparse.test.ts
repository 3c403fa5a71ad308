import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createStream } from '../math/random.ts';
import { relativeError, startBackends } from '../testing/wasmtfjs.ts';
import { SparseWeights } from './sparse.ts';

function draw(key: string, count: number, density = 1): Float32Array {
  const values = new Float32Array(count);
  const chosen = new Float32Array(count);
  createStream(31, key, count).fillUniform(values, -1, 1);
  createStream(32, key, count).fillUniform(chosen, 0, 1);
  return values.map((value, i) => (chosen[i]! < density ? value : 0));
}

function multiplyPlain(
  x: Float32Array,
  w: Float32Array,
  rows: number,
  inputs: number,
  outputs: number,
): number[] {
  return Array.from({ length: rows * outputs }, (_, at) => {
    let sum = 0;
    for (let k = 0; k < inputs; k++)
      sum += x[Math.floor(at / outputs) * inputs + k]! * w[k * outputs + (at % outputs)]!;
    return sum;
  });
}

describe('sparse product on wasm', () => {
  beforeAll(startBackends);

  it.each([
    [1, 50, 7, 0.1],
    [3, 33, 12, 0.5],
    [5, 21, 1, 0.3],
    [17, 40, 10, 1],
    [32, 19, 5, 0.2],
    [67, 100, 30, 0.05],
    [40, 8, 9, 0],
  ])(
    'agrees with the definition for %i rows, %i inputs, %i outputs, density %f',
    (rows, inputs, outputs, density) => {
      const [x, w] = [draw('x', rows * inputs), draw('w', inputs * outputs, density)];
      const before = tf.memory().numTensors;
      const sparse = new SparseWeights(w, inputs, outputs);
      const input = tf.tensor2d(x, [rows, inputs]);
      const product = sparse.multiply(input);
      expect(product.shape).toEqual([rows, outputs]);
      expect(sparse.nonZeros).toBe(w.filter((value) => value !== 0).length);
      expect(relativeError(product.dataSync(), multiplyPlain(x, w, rows, inputs, outputs))).toBeLessThan(
        1e-5,
      );
      tf.dispose([input, product]);
      sparse.dispose();
      expect(tf.memory().numTensors).toBe(before);
    },
  );

  it('gives every row the same result alone as in its batch, but for the order of its sums', () => {
    const sparse = new SparseWeights(draw('w', 600, 0.4), 60, 10);
    tf.tidy(() => {
      const x = tf.tensor2d(draw('x', 40 * 60), [40, 60]);
      const alone = sparse.multiply(tf.slice(x, [39, 0], [1, 60])).dataSync();
      const within = tf.slice(sparse.multiply(x), [39, 0], [1, 10]).dataSync();
      expect(relativeError(alone, within)).toBeLessThan(1e-6);
    });
    sparse.dispose();
  });

  it('refuses activations of another width', () => {
    const sparse = new SparseWeights(draw('w', 60), 6, 10);
    const x = tf.zeros<tf.Rank.R2>([2, 7]);
    expect(() => sparse.multiply(x)).toThrow('x must have 6 columns, got 7');
    x.dispose();
    sparse.dispose();
  });
});
