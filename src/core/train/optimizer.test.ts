import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { OptimizerOptions } from '../../recipe/schema.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { Optimizer } from './optimizer.ts';

beforeAll(startBackends);

const GRADIENTS = [
  [1, -2, 0.5],
  [0.5, 1, -1],
  [-3, 0.25, 2],
];

async function descend(optimizer: Optimizer, learningRate: number): Promise<number[]> {
  let weights: tf.Tensor = tf.tensor([1, 2, 3]);
  for (const values of GRADIENTS) {
    optimizer.beginStep();
    const next = tf.tidy(() => optimizer.update('w', weights, tf.tensor(values), learningRate));
    weights.dispose();
    weights = next;
  }
  const values = Array.from(await weights.data());
  weights.dispose();
  return values;
}

/** The published updates, one number at a time in double precision. */
function descendSlowly(options: OptimizerOptions, learningRate: number): number[] {
  return [1, 2, 3].map((start, index) => {
    let [w, v, m1, m2] = [start, 0, 0, 0];
    GRADIENTS.forEach((values, step) => {
      const g = values[index]!;
      if (options.kind === 'sgd') {
        v = options.momentum * v + g;
        w -= learningRate * (options.nesterov ? g + options.momentum * v : v);
      } else {
        m1 = options.beta1 * m1 + (1 - options.beta1) * g;
        m2 = options.beta2 * m2 + (1 - options.beta2) * g * g;
        const [first, second] = [
          m1 / (1 - options.beta1 ** (step + 1)),
          m2 / (1 - options.beta2 ** (step + 1)),
        ];
        w -= (learningRate * first) / (Math.sqrt(second) + options.epsilon);
      }
    });
    return w;
  });
}

const sgd = (momentum: number, nesterov: boolean): OptimizerOptions => ({
  kind: 'sgd',
  learningRate: 1,
  momentum,
  nesterov,
  weightDecay: 0,
});
const adam: OptimizerOptions = {
  kind: 'adam',
  learningRate: 1,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-3,
  weightDecay: 0,
};

describe('Optimizer', () => {
  it.each([
    ['plain SGD', sgd(0, false)],
    ['momentum', sgd(0.9, false)],
    ['Nesterov momentum', sgd(0.9, true)],
    ['Adam', adam],
  ] as const)('follows the published update of %s', async (_, options) => {
    const before = tf.memory().numTensors;
    const optimizer = new Optimizer(options);
    const actual = await descend(optimizer, 0.1);
    expect(actual).toEqual(descendSlowly(options, 0.1).map((value) => expect.closeTo(value, 5)));
    optimizer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('moves by hand-worked steps under momentum: v = 1, 1.4, -1.74 for gradients 1, 0.5, -3', async () => {
    const optimizer = new Optimizer(sgd(0.9, false));
    const [first] = await descend(optimizer, 0.1);
    expect(first).toBeCloseTo(1 - 0.1 * (1 + 1.4 - 1.74), 6);
    optimizer.dispose();
  });

  it('goes on from its snapshot to the bit', async () => {
    const whole = new Optimizer(adam);
    await descend(whole, 0.1);
    const copy = new Optimizer(adam, await whole.toSnapshot(), new Map([['w', [3]]]));
    expect(await descend(copy, 0.1)).toEqual(await descend(whole, 0.1));
    whole.dispose();
    copy.dispose();
  });
});
