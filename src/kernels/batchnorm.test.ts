import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createStream } from '../math/random.ts';
import { computeOn, relativeError, startBackends } from '../testing/wasmtfjs.ts';
import { batchNormTrain } from './batchnorm.ts';

const EPSILON = 1e-3;

interface Case {
  readonly rows: number;
  readonly channels: number;
  readonly relu: boolean;
  /** Added to all inputs, to see that nothing cancels. */
  readonly offset: number;
}

const cases: Case[] = [
  { rows: 7, channels: 1, relu: false, offset: 0 },
  { rows: 30, channels: 3, relu: true, offset: 0 },
  { rows: 64, channels: 8, relu: false, offset: 100 },
  { rows: 300, channels: 20, relu: true, offset: -3 },
  { rows: 1000, channels: 37, relu: true, offset: 1 },
  { rows: 1, channels: 12, relu: false, offset: 0 },
];

function draw(key: string, count: number, low: number, high: number): Float32Array {
  const values = new Float32Array(count);
  createStream(11, key).fillUniform(values, low, high);
  return values;
}

function drawCase({ rows, channels, offset }: Case) {
  return {
    x: draw('x', rows * channels, -1, 1).map((value, i) => value * (1 + (i % channels)) + offset),
    scale: draw('scale', channels, 0.5, 1.5),
    shift: draw('shift', channels, -0.5, 0.5),
    dy: draw('dy', rows * channels, -1, 1),
  };
}

type Arrays = Record<'x' | 'scale' | 'shift' | 'dy', ArrayLike<number>>;

/** The definition in float64, and the loss sum(y * dy). */
function normalize({ x, scale, shift, dy }: Arrays, { rows, channels, relu }: Case) {
  const y = new Float64Array(rows * channels);
  const [mean, variance] = [new Float64Array(channels), new Float64Array(channels)];
  let loss = 0;
  for (let c = 0; c < channels; c++) {
    for (let i = 0; i < rows; i++) mean[c]! += x[i * channels + c]! / rows;
    for (let i = 0; i < rows; i++) variance[c]! += (x[i * channels + c]! - mean[c]!) ** 2 / rows;
    for (let i = 0; i < rows; i++) {
      const at = i * channels + c;
      const value = ((x[at]! - mean[c]!) / Math.sqrt(variance[c]! + EPSILON)) * scale[c]! + shift[c]!;
      y[at] = relu ? Math.max(value, 0) : value;
      loss += y[at]! * dy[at]!;
    }
  }
  return { y, mean, variance, loss };
}

/** Central differences of the float64 loss by every fifth or so element of one argument. */
function differentiate(arrays: Arrays, name: 'x' | 'scale' | 'shift', each: Case): Map<number, number> {
  const step = 1e-5;
  const values = Float64Array.from(arrays[name]);
  const result = new Map<number, number>();
  for (let i = 0; i < values.length; i += 1 + Math.floor(values.length / 40)) {
    const at = (by: number) => {
      const moved = values.slice();
      moved[i]! += by;
      return normalize({ ...arrays, [name]: moved }, each).loss;
    };
    result.set(i, (at(step) - at(-step)) / (2 * step));
  }
  return result;
}

function compute(each: Case): tf.Tensor[] {
  const { x, scale, shift, dy } = drawCase(each);
  const { rows, channels, relu } = each;
  const [xs, dys] = [x, dy].map((values) => tf.tensor(values, [rows, 1, channels]));
  const [g, b] = [tf.tensor1d(scale), tf.tensor1d(shift)];
  const { y, mean, variance } = batchNormTrain(xs!, g, b, EPSILON, relu);
  const apply = (...inputs: tf.Tensor[]) =>
    batchNormTrain(inputs[0]!, inputs[1]!, inputs[2]!, EPSILON, relu).y;
  return [y, mean, variance, ...tf.grads(apply)([xs!, g, b], dys)];
}

describe('batch normalization in training', () => {
  beforeAll(startBackends);

  it.each(cases)('agrees with its definition on %j', async (each) => {
    const before = tf.memory().numTensors;
    const [y, mean, variance] = await computeOn('wasm', () => compute(each));
    expect(tf.memory().numTensors).toBe(before);
    const expected = normalize(drawCase(each), each);
    // The inputs themselves are only known to 6e-8 of the offset.
    const tolerance = 1e-5 * (1 + Math.abs(each.offset) / 20);
    expect(relativeError(y!, expected.y)).toBeLessThan(tolerance);
    expect(relativeError(mean!, expected.mean)).toBeLessThan(1e-5);
    expect(relativeError(variance!, expected.variance)).toBeLessThan(tolerance);
  });

  it.each(cases.filter(({ rows }) => rows > 1))(
    'has the gradient of finite differences on %j',
    async (each) => {
      const [, , , dx, dscale, dshift] = await computeOn('wasm', () => compute(each));
      const arrays = drawCase(each);
      for (const [name, gradient] of [
        ['x', dx!],
        ['scale', dscale!],
        ['shift', dshift!],
      ] as const) {
        const expected = differentiate(arrays, name, each);
        const actual = [...expected.keys()].map((i) => gradient[i]!);
        expect(relativeError(actual, [...expected.values()])).toBeLessThan(2e-4);
      }
    },
  );

  it('agrees with the composed form of other backends', async () => {
    for (const each of cases.filter(({ rows, offset }) => rows > 1 && Math.abs(offset) < 10)) {
      const actual = await computeOn('wasm', () => compute(each));
      const composed = await computeOn('cpu', () => compute(each));
      for (const [i, values] of composed.entries())
        expect(relativeError(actual[i]!, values)).toBeLessThan(1e-5);
    }
  });
});
