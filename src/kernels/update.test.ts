import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createStream } from '../math/random.ts';
import { computeOn, relativeError, startBackends } from '../testing/wasmtfjs.ts';
import { adamUpdate, sgdUpdate } from './update.ts';

const STEPS = 5;

function draw(key: string, count: number): Float32Array {
  const values = new Float32Array(count);
  createStream(21, key, count).fillUniform(values, -1, 1);
  return values;
}

const drawMask = (count: number) => draw('mask', count).map((value) => (value > 0 ? 1 : 0));

interface Options {
  readonly momentum: number;
  readonly nesterov: boolean;
  readonly weightDecay: number;
  readonly isMasked: boolean;
}

function runSgd(count: number, { isMasked, ...options }: Options): tf.Tensor[] {
  const mask = isMasked ? tf.tensor1d(drawMask(count)) : undefined;
  let weights: tf.Tensor = tf.tensor1d(draw('weights', count));
  let velocity: tf.Tensor | undefined;
  for (let step = 0; step < STEPS; step++) {
    const gradient = tf.tensor1d(draw(`gradient ${step}`, count));
    const next = sgdUpdate({ ...options, weights, gradient, velocity, mask, learningRate: 0.1 });
    ({ weights, velocity } = { velocity: undefined, ...next });
  }
  return velocity === undefined ? [weights] : [weights, velocity];
}

/** The same in float64, element by element. */
function runPlainSgd(count: number, { momentum, nesterov, weightDecay, isMasked }: Options): number[] {
  const mask = drawMask(count);
  return Array.from(draw('weights', count), (start, i) => {
    let [w, v] = [start, 0];
    for (let step = 0; step < STEPS; step++) {
      const keep = isMasked ? mask[i]! : 1;
      const g = (draw(`gradient ${step}`, count)[i]! + weightDecay * w) * keep;
      v = momentum * v + g;
      const direction = momentum === 0 ? g : nesterov ? g + momentum * v : v;
      w = (w - 0.1 * direction) * keep;
    }
    return w;
  });
}

const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, learningRate: 0.01 };

function runAdam(count: number, weightDecay: number, isMasked: boolean): tf.Tensor[] {
  const mask = isMasked ? tf.tensor1d(drawMask(count)) : undefined;
  let weights: tf.Tensor = tf.tensor1d(draw('weights', count));
  let moments: [tf.Tensor, tf.Tensor] | undefined;
  for (let step = 1; step <= STEPS; step++) {
    const gradient = tf.tensor1d(draw(`gradient ${step}`, count));
    const corrections = [1 - ADAM.beta1 ** step, 1 - ADAM.beta2 ** step] as const;
    ({ weights, moments } = adamUpdate({
      ...ADAM,
      weights,
      gradient,
      moments,
      mask,
      weightDecay,
      corrections,
    }));
  }
  return [weights, ...moments!];
}

function runPlainAdam(count: number, weightDecay: number, isMasked: boolean): number[] {
  const mask = drawMask(count);
  return Array.from(draw('weights', count), (start, i) => {
    let [w, m, v] = [start, 0, 0];
    for (let step = 1; step <= STEPS; step++) {
      const keep = isMasked ? mask[i]! : 1;
      const g = (draw(`gradient ${step}`, count)[i]! + weightDecay * w) * keep;
      m = ADAM.beta1 * m + (1 - ADAM.beta1) * g;
      v = ADAM.beta2 * v + (1 - ADAM.beta2) * g * g;
      const [first, second] = [m / (1 - ADAM.beta1 ** step), v / (1 - ADAM.beta2 ** step)];
      w = (w - (ADAM.learningRate * first) / (Math.sqrt(second) + ADAM.epsilon)) * keep;
    }
    return w;
  });
}

const options: Options[] = [
  { momentum: 0, nesterov: false, weightDecay: 0, isMasked: false },
  { momentum: 0.9, nesterov: false, weightDecay: 0.01, isMasked: false },
  { momentum: 0.9, nesterov: true, weightDecay: 0, isMasked: true },
  { momentum: 0, nesterov: false, weightDecay: 0.1, isMasked: true },
];

describe('optimizer updates', () => {
  beforeAll(startBackends);

  it.each(options)('SGD follows its equations: %j', async (each) => {
    for (const count of [1, 3, 18, 101]) {
      const before = tf.memory().numTensors;
      const actual = await computeOn('wasm', () => runSgd(count, each));
      expect(tf.memory().numTensors).toBe(before);
      const composed = await computeOn('cpu', () => runSgd(count, each));
      expect(relativeError(actual[0]!, runPlainSgd(count, each))).toBeLessThan(1e-6);
      expect(actual.length).toBe(composed.length);
      for (const [i, values] of composed.entries())
        expect(relativeError(actual[i]!, values)).toBeLessThan(1e-6);
    }
  });

  it.each([
    [0, false],
    [0.01, true],
  ])('Adam follows its equations: weight decay %f, masked %s', async (weightDecay, isMasked) => {
    for (const count of [1, 3, 18, 101]) {
      const before = tf.memory().numTensors;
      const actual = await computeOn('wasm', () => runAdam(count, weightDecay, isMasked));
      expect(tf.memory().numTensors).toBe(before);
      const composed = await computeOn('cpu', () => runAdam(count, weightDecay, isMasked));
      expect(relativeError(actual[0]!, runPlainAdam(count, weightDecay, isMasked))).toBeLessThan(2e-6);
      for (const [i, values] of composed.entries())
        expect(relativeError(actual[i]!, values)).toBeLessThan(2e-6);
    }
  });

  it('keeps masked weights at exactly zero under momentum', async () => {
    const [weights] = await computeOn('wasm', () => runSgd(101, options[2]!));
    const mask = drawMask(101);
    expect(weights!.every((value, i) => mask[i] === 1 || value === 0)).toBe(true);
  });

  it('leaves the old tensors as they were', async () => {
    await tf.setBackend('wasm');
    const weights = tf.tensor1d([1, 2, 3]);
    const { weights: next } = sgdUpdate({
      weights,
      gradient: tf.ones([3]),
      learningRate: 1,
      momentum: 0,
      nesterov: false,
    });
    expect([...weights.dataSync()]).toEqual([1, 2, 3]);
    expect([...next.dataSync()]).toEqual([0, 1, 2]);
  });
});
