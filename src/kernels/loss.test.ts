import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { exponential, logarithm } from '../math/exactmath.ts';
import { createStream } from '../math/random.ts';
import { computeOn, relativeError, startBackends } from '../testing/wasmtfjs.ts';
import { softmaxCrossEntropy } from './loss.ts';

function drawCase(batch: number, classes: number, spread: number) {
  const logits = new Float32Array(batch * classes);
  createStream(3, 'logits', batch).fillUniform(logits, -spread, spread);
  const targets = new Float32Array(batch * classes);
  createStream(3, 'targets', batch).fillUniform(targets, 0, 1);
  for (let row = 0; row < batch; row++) {
    const part = targets.subarray(row * classes, (row + 1) * classes);
    const sum = part.reduce((total, each) => total + each, 0);
    // Half of the rows are one-hot, the others soft.
    if (row % 2 === 0) part.fill(0).fill(1, row % classes, (row % classes) + 1);
    else for (let i = 0; i < classes; i++) part[i]! /= sum;
  }
  return { logits, targets };
}

/** The definition in float64 with exact arithmetic's own exponential. */
function computePlainLoss(logits: ArrayLike<number>, targets: ArrayLike<number>, classes: number): number {
  let total = 0;
  for (let row = 0; row < logits.length; row += classes) {
    const scores = Array.from({ length: classes }, (_, i) => logits[row + i]!);
    const largest = Math.max(...scores);
    const log = largest + logarithm(scores.reduce((sum, each) => sum + exponential(each - largest), 0));
    for (let i = 0; i < classes; i++) total += targets[row + i]! * (log - scores[i]!);
  }
  return total / (logits.length / classes);
}

function compute(batch: number, classes: number, spread: number): tf.Tensor[] {
  const { logits, targets } = drawCase(batch, classes, spread);
  const [z, t] = [tf.tensor2d(logits, [batch, classes]), tf.tensor2d(targets, [batch, classes])];
  const { value, grad } = tf.valueAndGrad((each: tf.Tensor) => softmaxCrossEntropy(each as tf.Tensor2D, t))(
    z,
  );
  return [value, grad];
}

const sizes = [
  [1, 2, 3],
  [7, 10, 5],
  [64, 10, 60],
  [5, 33, 1],
] as const;

describe('softmax cross-entropy', () => {
  beforeAll(startBackends);

  it.each(sizes)(
    'agrees with its definition for batch %i, %i classes, logits to %i',
    async (batch, classes, spread) => {
      const before = tf.memory().numTensors;
      const [loss] = await computeOn('wasm', () => compute(batch, classes, spread));
      expect(tf.memory().numTensors).toBe(before);
      const { logits, targets } = drawCase(batch, classes, spread);
      expect(relativeError(loss!, [computePlainLoss(logits, targets, classes)])).toBeLessThan(1e-6);
    },
  );

  it.each(sizes)(
    'has the gradient of finite differences for batch %i, %i classes',
    async (batch, classes, spread) => {
      const [, gradient] = await computeOn('wasm', () => compute(batch, classes, spread));
      const { logits, targets } = drawCase(batch, classes, spread);
      const step = 1e-5;
      const expected = Array.from(logits, (_, i) => {
        const at = (by: number) =>
          computePlainLoss(
            Float64Array.from(logits, (z, j) => (i === j ? z + by : z)),
            targets,
            classes,
          );
        return (at(step) - at(-step)) / (2 * step);
      });
      expect(relativeError(gradient!, expected)).toBeLessThan(1e-5);
    },
  );

  it('agrees with the composed form of other backends', async () => {
    for (const [batch, classes, spread] of sizes) {
      const actual = await computeOn('wasm', () => compute(batch, classes, spread));
      const composed = await computeOn('cpu', () => compute(batch, classes, spread));
      for (const [i, values] of composed.entries())
        expect(relativeError(actual[i]!, values)).toBeLessThan(1e-5);
    }
  });

  it('stays finite where a class is certain, and says infinity where logits are', async () => {
    const lossOf = (logits: number[]) =>
      computeOn('wasm', () => [softmaxCrossEntropy(tf.tensor2d([logits]), tf.tensor2d([[1, 0]]))]);
    expect((await lossOf([5000, -5000]))[0]![0]).toBe(0);
    expect((await lossOf([-5000, 5000]))[0]![0]).toBe(10000);
    expect((await lossOf([Number.NaN, 0]))[0]![0]).toBeNaN();
    expect((await lossOf([0, Number.POSITIVE_INFINITY]))[0]![0]).toBeNaN();
  });
});
