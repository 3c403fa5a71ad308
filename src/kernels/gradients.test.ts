import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackends } from '../testing/wasmtfjs.ts';

type Unary = (x: tf.Tensor) => tf.Tensor;

const positive = [0.4, 1.3, 2.2, 0.7, 3.1, 0.9];
const mixed = [-1.4, 0.6, 2.2, -0.7, 3.1, 0.25];

/** Operations with a kink are checked away from it. */
const unary: [name: string, apply: Unary, values: number[]][] = [
  ['abs', tf.abs, mixed],
  ['exp', tf.exp, mixed],
  ['log', tf.log, positive],
  ['neg', tf.neg, mixed],
  ['relu', tf.relu, mixed],
  ['rsqrt', tf.rsqrt, positive],
  ['sigmoid', tf.sigmoid, mixed],
  ['sqrt', tf.sqrt, positive],
  ['square', tf.square, mixed],
  ['tanh', tf.tanh, mixed],
  ['clip', (x) => tf.clipByValue(x, -1, 1), mixed],
  ['softmax', (x) => tf.softmax(tf.reshape(x, [2, 3])), mixed],
  ['log softmax', (x) => tf.logSoftmax(tf.reshape(x, [2, 3])), mixed],
  ['sum over an axis', (x) => tf.sum(tf.reshape(x, [2, 3]), 1), mixed],
  ['mean over an axis', (x) => tf.mean(tf.reshape(x, [2, 3]), 0), mixed],
  ['mean of all', (x) => tf.mean(x), mixed],
  ['max over an axis', (x) => tf.max(tf.reshape(x, [2, 3]), 1), mixed],
  ['transpose', (x) => tf.transpose(tf.reshape(x, [1, 2, 3]), [2, 0, 1]), mixed],
  ['slice', (x) => tf.slice(x, [1], [4]), mixed],
  ['pad', (x) => tf.pad(x, [[1, 2]]), mixed],
  ['expand dims', (x) => tf.expandDims(x, 0), mixed],
  ['concat', (x) => tf.concat([x, tf.square(x)]), mixed],
  [
    'gather on the second axis',
    (x) => tf.gather(tf.reshape(x, [2, 3]), tf.tensor1d([2, 0, 2, 2], 'int32'), 1),
    mixed,
  ],
  ['where', (x) => tf.where(tf.tensor1d([1, 0, 0, 1, 1, 0], 'bool'), tf.square(x), tf.mul(x, 3)), mixed],
  ['add of several', (x) => tf.addN([x, tf.square(x), x]), mixed],
  ['cast and clone', (x) => tf.clone(tf.cast(x, 'float32')), mixed],
];

const binary: [name: string, apply: (a: tf.Tensor, b: tf.Tensor) => tf.Tensor][] = [
  ['add', tf.add],
  ['sub', tf.sub],
  ['mul', tf.mul],
  ['div', tf.div],
  ['maximum', tf.maximum],
  ['minimum', tf.minimum],
  ['squared difference', tf.squaredDifference],
];

/** Weighs the result so that each element of the output counts differently. */
function weigh(y: tf.Tensor): tf.Tensor {
  const weights = Float32Array.from({ length: y.size }, (_, i) => 0.5 + ((i * 7) % 5) / 4);
  return tf.sum(tf.mul(tf.reshape(y, [y.size]), tf.tensor1d(weights)));
}

/** Gradient by central differences, at a step that suits float32 on the plain backend. */
function differences(loss: (x: tf.Tensor) => tf.Tensor, values: number[], shape: number[]): number[] {
  const step = 1 / 256;
  const at = (i: number, by: number) => {
    const moved = tf.tensor(
      values.map((v, j) => (i === j ? v + by : v)),
      shape,
    );
    return tf.tidy(() => loss(moved).dataSync()[0] as number);
  };
  return values.map((_, i) => (at(i, step) - at(i, -step)) / (2 * step));
}

function expectClose(actual: ArrayLike<number>, expected: number[]): void {
  for (const [i, value] of expected.entries()) {
    expect(Math.abs((actual[i] as number) - value)).toBeLessThan(2e-3 * Math.max(1, Math.abs(value)));
  }
}

describe('gradient rules', () => {
  beforeAll(startBackends);

  it.each(unary)('%s agrees with central differences', (_name, apply, values) => {
    const loss = (x: tf.Tensor) => weigh(apply(x));
    const gradient = tf.tidy(() =>
      tf
        .grad((x: tf.Tensor) => loss(x) as tf.Scalar)(tf.tensor1d(values))
        .dataSync(),
    );
    expectClose(
      gradient,
      tf.tidy(() => differences(loss, values, [values.length])),
    );
  });

  it.each(binary)('%s agrees with central differences by both operands, one broadcast', (_name, apply) => {
    const other = [1.7, 0.3, -2.1];
    const lossA = (a: tf.Tensor) => weigh(apply(a, tf.tensor1d(other)));
    const lossB = (b: tf.Tensor) => weigh(apply(tf.tensor2d(mixed, [2, 3]), b));
    tf.tidy(() => {
      expectClose(
        tf
          .grad(lossA)(tf.tensor2d(mixed, [2, 3]))
          .dataSync(),
        differences(lossA, mixed, [2, 3]),
      );
      expectClose(tf.grad(lossB)(tf.tensor1d(other)).dataSync(), differences(lossB, other, [3]));
    });
  });

  it('sums a broadcast bias over rows', () => {
    const loss = (b: tf.Tensor) => weigh(tf.add(tf.ones([3, 2, 5]), b));
    const values = [0.1, 0.2, 0.3, 0.4, 0.5];
    tf.tidy(() => expectClose(tf.grad(loss)(tf.tensor1d(values)).dataSync(), differences(loss, values, [5])));
  });
});
