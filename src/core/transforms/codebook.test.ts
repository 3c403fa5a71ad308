import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { groupGradients } from '../../math/kmeans.ts';
import { createStream } from '../../math/random.ts';
import type { OptimizerOptions } from '../../recipe/schema.ts';
import { NO_CODE } from '../../techniques/codebook/transform.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { Optimizer } from '../train/optimizer.ts';
import { createCodebook } from './codebook.ts';
import { createMask } from './mask.ts';
import { pullBackThrough, runTransforms, type WeightTransform } from './transform.ts';

beforeAll(startBackends);

// Deep Compression, figure 3: weights as shared values, their codes, and one step's gradients.
const CENTROIDS = [-1, 0, 1.5, 2];
const CODES = [3, 0, 2, 1, 1, 1, 0, 3, 0, 3, 1, 0, 3, 1, 2, 2];
const GRADIENTS = [
  [-0.03, -0.01, 0.03, 0.02],
  [-0.01, 0.01, -0.02, 0.12],
  [-0.01, 0.02, 0.04, 0.01],
  [-0.07, -0.02, 0.01, -0.02],
].flat();

const sgd: OptimizerOptions = {
  kind: 'sgd',
  learningRate: 1,
  momentum: 0.9,
  nesterov: true,
  weightDecay: 0,
};
const adam: OptimizerOptions = {
  kind: 'adam',
  learningRate: 0.01,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0,
};

function drawCodes(size: number, groups: number, kept: number): Uint16Array {
  const stream = createStream(5, 'codes');
  return Uint16Array.from({ length: size }, () =>
    stream.nextFloat() < kept ? stream.nextBelow(groups) : NO_CODE,
  );
}

describe.each(['wasm', 'cpu'])('the codebook on %s', (backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
    return async () => void (await tf.setBackend('wasm'));
  });

  it('takes the step of the paper by hand: centroids 1.96, 1.48, -0.04, -0.97', () => {
    const codebook = createCodebook('w', [4, 4], Uint16Array.from(CODES));
    const weights = tf.tensor2d(
      CODES.map((code) => CENTROIDS[code]!),
      [4, 4],
    );
    const effective = codebook.apply(weights, read);
    const shared = pullBack(codebook, tf.tensor2d(GRADIENTS, [4, 4]));
    const after = tf.sub(effective, shared).dataSync();
    const tuned = [-0.97, -0.04, 1.48, 1.96];
    for (const [place, code] of CODES.entries()) expect(after[place]).toBeCloseTo(tuned[code]!, 6);
    codebook.dispose();
  });

  it.each([sgd, adam])(
    'keeps every member equal to the bit under $kind, and the rest where it was',
    (options) => {
      const codes = drawCodes(3000, 7, 0.4);
      const codebook = createCodebook('w', [50, 60], codes);
      const optimizer = new Optimizer(options);
      const stream = createStream(6, 'gradients');
      let weights = tf.tensor2d(
        Float32Array.from(codes, (code) => (code === NO_CODE ? 0 : Math.fround(code / 7 - 0.5))),
        [50, 60],
      ) as tf.Tensor;
      for (let step = 0; step < 20; step++) {
        const values = new Float32Array(3000);
        stream.fillUniform(values, -1, 1);
        optimizer.beginStep();
        const next = tf.tidy(() =>
          optimizer.update('w', weights, pullBack(codebook, tf.tensor2d(values, [50, 60])), 0.1),
        );
        weights.dispose();
        weights = next;
      }
      const after = weights.dataSync();
      for (let code = 0; code < 7; code++) {
        expect(new Set(after.filter((_, place) => codes[place] === code)).size).toBe(1);
      }
      expect(after.every((value, place) => codes[place] !== NO_CODE || value === 0)).toBe(true);
      optimizer.dispose();
      codebook.dispose();
      weights.dispose();
    },
  );
});

/** No transform here has parameters of its own. */
const read = (name: string) => {
  throw new Error(`there is no ${name}`);
};
const pullBack = (transform: WeightTransform, gradient: tf.Tensor) =>
  transform.pullBack(gradient, gradient, read).input;
const walkBack = (gradient: number[], transforms: readonly WeightTransform[]) => {
  const { inputs } = runTransforms(tf.ones([gradient.length]), transforms, read);
  return pullBackThrough(tf.tensor1d(gradient), transforms, inputs, read).input.dataSync();
};

describe('createCodebook', () => {
  it('sums as the plain reference does', () => {
    const codes = drawCodes(2000, 9, 0.6);
    const gradients = new Float32Array(2000);
    createStream(8, 'gradients').fillUniform(gradients, -1, 1);
    const members = [...codes.keys()].filter((place) => codes[place] !== NO_CODE);
    const sums = groupGradients(
      members.map((place) => codes[place]!),
      members.map((place) => gradients[place]!),
      9,
    );
    const codebook = createCodebook('w', [2000], codes);
    const shared = pullBack(codebook, tf.tensor1d(gradients)).dataSync();
    for (let place = 0; place < 2000; place++) {
      const code = codes[place]!;
      expect(shared[place]).toBe(code === NO_CODE ? 0 : Math.fround(sums[code]!));
    }
    codebook.dispose();
  });

  it('gives pruned members no say and no step, whether the mask comes before or after it', () => {
    const gradient = [1, 2, 4, 8];
    const codes = Uint16Array.of(0, 0, 1, 1);
    const kept = Uint8Array.of(1, 0, 1, 1);
    const after = [createCodebook('w', [4], codes), createMask('w', [4], kept)];
    expect([...walkBack(gradient, after)]).toEqual([1, 1, 12, 12]);
    const pruned = Uint16Array.of(0, NO_CODE, 1, 1);
    const before = [createMask('w', [4], kept), createCodebook('w', [4], pruned)];
    expect([...walkBack(gradient, before)]).toEqual([1, 0, 12, 12]);
    for (const each of [...after, ...before]) each.dispose();
  });

  it('gives a centroid the slope that finite differences measure', () => {
    const codes = drawCodes(24, 3, 0.8);
    const codebook = createCodebook('w', [6, 4], codes);
    const draw = (name: string, size: number) => {
      const values = new Float32Array(size);
      createStream(9, name).fillUniform(values, -1, 1);
      return values;
    };
    const inputs = tf.tensor2d(draw('inputs', 30), [5, 6]);
    const wanted = tf.tensor2d(draw('wanted', 20), [5, 4]);
    const lossOf = (weights: tf.Tensor) =>
      tf.sum(tf.square(tf.sub(tf.matMul(inputs, weights as tf.Tensor2D), wanted))) as tf.Scalar;
    const weightsAt = (centroids: readonly number[]) =>
      tf.tensor2d(
        Float32Array.from(codes, (code) => centroids[code] ?? 0),
        [6, 4],
      );
    const at = [-0.7, 0.2, 0.9];
    const slopes = pullBack(codebook, tf.grad(lossOf)(weightsAt(at))).dataSync();
    for (const [group, value] of at.entries()) {
      const lossWith = (shift: number) => lossOf(weightsAt(at.with(group, value + shift))).dataSync()[0]!;
      const measured = (lossWith(0.01) - lossWith(-0.01)) / 0.02;
      expect(slopes[codes.indexOf(group)]).toBeCloseTo(measured, 2);
    }
    codebook.dispose();
  });

  it('refuses codes of another length', () => {
    expect(() => createCodebook('w', [4], new Uint16Array(3))).toThrow('must have 4 entries, got 3');
  });

  it('leaves no tensor behind', () => {
    const before = tf.memory().numTensors;
    const codebook = createCodebook('w', [4], Uint16Array.of(0, 1, NO_CODE, 0));
    tf.tidy(() => void pullBack(codebook, tf.ones([4])));
    codebook.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
