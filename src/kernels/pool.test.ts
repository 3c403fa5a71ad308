import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { createStream } from '../math/random.ts';
import { computeOn, relativeError, startBackends } from '../testing/wasmtfjs.ts';

beforeAll(startBackends);

const draw = (key: string, shape: number[]) => {
  const values = new Float32Array(shape.reduce((product, side) => product * side, 1));
  createStream(5, key).fillUniform(values, -1, 1);
  return tf.tensor(values, shape);
};

it.each([
  [[5, 4, 4, 8], 2, 2, 'valid'],
  [[3, 7, 5, 3], 3, 2, 'same'],
  [[2, 6, 6, 20], 3, 1, 'valid'],
  [[1, 9, 9, 1], 2, 3, 'valid'],
] as const)(
  'sends gradients of max-pooling %j, window %i, stride %i, %s where the CPU backend does',
  async (shape, size, stride, pad) => {
    const compute = () => {
      const x = draw('x', [...shape]) as tf.Tensor4D;
      const pooled = tf.maxPool(x, size, stride, pad);
      const dy = draw('dy', pooled.shape);
      return [tf.grad((input: tf.Tensor) => tf.maxPool(input as tf.Tensor4D, size, stride, pad))(x, dy)];
    };
    const [actual] = await computeOn('wasm', compute);
    const [expected] = await computeOn('cpu', compute);
    expect(relativeError(actual!, expected!)).toBeLessThan(1e-6);
  },
);

it.each([
  [[2, 7, 5, 9], 3, 2, 'same'],
  [[1, 8, 8, 16], 2, 2, 'valid'],
] as const)(
  'max-pools %j, window %i, stride %i, %s as the CPU backend does',
  async (shape, size, stride, pad) => {
    const compute = () => [tf.maxPool(draw('x', [...shape]) as tf.Tensor4D, size, stride, pad)];
    const [actual] = await computeOn('wasm', compute);
    const [expected] = await computeOn('cpu', compute);
    expect(relativeError(actual!, expected!)).toBe(0);
  },
);

it.each([
  [[2, 6, 6, 5], 3, 2, 'valid'],
  [[2, 7, 5, 9], 3, 2, 'same'],
  [[1, 5, 4, 8], 2, 1, 'same'],
] as const)(
  'gives average-pooling %j, window %i, stride %i, %s the adjoint of its forward pass',
  async (shape, size, stride, pad) => {
    // For a linear map A: <A x, dy> = <x, A^T dy>.
    const before = tf.memory().numTensors;
    const [difference] = await computeOn('wasm', () => {
      const x = draw('x', [...shape]) as tf.Tensor4D;
      const pooled = tf.avgPool(x, size, stride, pad);
      const dy = draw('dy', pooled.shape);
      const dx = tf.grad((input: tf.Tensor) => tf.avgPool(input as tf.Tensor4D, size, stride, pad))(x, dy);
      return [tf.sub(tf.sum(tf.mul(pooled, dy)), tf.sum(tf.mul(x, dx)))];
    });
    expect(Math.abs(difference![0]!)).toBeLessThan(1e-4);
    expect(tf.memory().numTensors).toBe(before);
  },
);
