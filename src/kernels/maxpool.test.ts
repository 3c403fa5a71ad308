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
      return [tf.grad((input: tf.Tensor4D) => tf.maxPool(input, size, stride, pad))(x, dy)];
    };
    const [actual] = await computeOn('wasm', compute);
    const [expected] = await computeOn('cpu', compute);
    expect(relativeError(actual!, expected!)).toBeLessThan(1e-6);
  },
);
