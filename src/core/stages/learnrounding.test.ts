import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createStream } from '../../math/random.ts';
import { collectPatches } from '../../techniques/learnrounding/patches.ts';
import { rectifySigmoid, startRelaxation, toExponent } from '../../techniques/learnrounding/relaxation.ts';
import { expectSameBits } from '../../testing/samebits.ts';
import { findEvent, startTinyRun, tinyRecipe, tinyTrain } from '../../testing/tinyrun.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { learnSteps, measureErrors, type RoundingProblem } from './rounding.ts';

beforeAll(startBackends);

const rest = () => Promise.resolve();
const createProblem = (
  units: number,
  ratios: number[],
  second: number[],
  [low, high] = [-8, 7],
): RoundingProblem => ({
  units,
  second: Float64Array.from(second),
  ratios: Float32Array.from(ratios),
  steps: Float32Array.from(ratios, () => 1),
  lows: Float32Array.from(ratios, () => low),
  highs: Float32Array.from(ratios, () => high),
});

describe('the relaxation by hand', () => {
  it('begins at the weight itself, and is cut off at 0 and 1', () => {
    for (const fraction of [0, 0.1, 0.5, 0.99])
      expect(rectifySigmoid(startRelaxation(fraction))).toBeCloseTo(fraction, 12);
    // 1.2 / (1 + e^0) - 0.1
    expect(rectifySigmoid(0)).toBeCloseTo(0.5, 12);
    expect([rectifySigmoid(-3), rectifySigmoid(3)]).toEqual([0, 1]);
  });

  it('is left alone for a fifth of the steps, then pulled by an exponent from 20 to 2', () => {
    expect([0, 0.19, 0.2, 0.6, 1].map(toExponent)).toEqual([undefined, undefined, 20, 11, 2]);
  });
});

describe('learned rounding', () => {
  it('rounds one of two weights up that always add: 0.4 and 0.4 become 0 and 1, not 0 and 0', async () => {
    // x1 = x2 always: the output changes by 0.8 if both go down, by 0.2 if one goes up.
    const problem = createProblem(1, [0.4, 0.45], [1, 1, 1, 1]);
    const steps = await learnSteps(problem, 200, rest);
    expect(steps.reduce((sum, each) => sum + each, 0)).toBe(1);
  });

  it('rounds to nearest where inputs have nothing in common, and stays within the grid', async () => {
    const problem = createProblem(2, [0.4, -0.6, 9.7, -12.2, 2.2, 0], [1, 0, 0, 0, 1, 0, 0, 0, 1]);
    expect([...(await learnSteps(problem, 200, rest))]).toEqual([0, -1, 7, -8, 2, 0]);
  });

  it('is never worse than nearest, and finds most of what all ways of rounding hold', async () => {
    const stream = createStream(5, 'problem');
    const draw = (size: number, from: number, to: number) => {
      const values = new Float32Array(size);
      stream.fillUniform(values, from, to);
      return values;
    };
    const [depth, units] = [8, 6];
    const inputs = draw(40 * depth, 0, 1);
    const second = Array.from({ length: depth * depth }, (_, place) => {
      let sum = 0;
      for (let row = 0; row < 40; row++)
        sum += inputs[row * depth + Math.floor(place / depth)]! * inputs[row * depth + (place % depth)]!;
      return sum / 40;
    });
    const problem = createProblem(units, [...draw(depth * units, -3, 3)], second);
    const before = tf.memory().numTensors;
    const learnt = measureErrors(problem, await learnSteps(problem, 400, rest));
    expect(tf.memory().numTensors).toBe(before);
    const nearest = measureErrors(
      problem,
      problem.ratios.map((ratio) => Math.round(ratio)),
    );
    const best = Array.from({ length: units }, () => Number.POSITIVE_INFINITY);
    for (let choice = 0; choice < 2 ** depth; choice++) {
      const rounded = problem.ratios.map(
        (ratio, place) => Math.floor(ratio) + ((choice >> Math.floor(place / units)) & 1),
      );
      measureErrors(problem, rounded).forEach((error, unit) => {
        best[unit] = Math.min(best[unit]!, error);
      });
    }
    const total = (errors: ArrayLike<number>) => Array.from(errors).reduce((sum, each) => sum + each, 0);
    learnt.forEach((error, unit) => {
      expect(error).toBeLessThanOrEqual(nearest[unit]! + 1e-9);
    });
    expect(total(nearest) - total(learnt)).toBeGreaterThan(0.8 * (total(nearest) - total(best)));
  });

  it('takes a layer whose weights lie on the grid, or read nothing, as it is', async () => {
    expect([...(await learnSteps(createProblem(1, [1, 2], [1, 1, 1, 1]), 50, rest))]).toEqual([1, 2]);
    expect([...(await learnSteps(createProblem(1, [1.3, 2.6], [0, 0, 0, 0]), 50, rest))]).toEqual([1, 3]);
  });
});

describe('what a layer reads', () => {
  it('is a row for each place, zeros beyond the border, and a one', () => {
    const layer = { kind: 'conv2d', name: 'c', filters: 1, kernelSize: 2, padding: 1, stride: 2 } as const;
    const input = Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    const all = collectPatches(layer, input, [2, 2, 1], { every: 1, first: 0 });
    expect(all.patches).toBe(8);
    expect([...all.rows.subarray(0, 20)]).toEqual([
      ...[0, 0, 0, 1, 1],
      ...[0, 0, 2, 0, 1],
      ...[0, 3, 0, 0, 1],
      ...[4, 0, 0, 0, 1],
    ]);
    const some = collectPatches(layer, input, [2, 2, 1], { every: 3, first: 1 });
    expect([...some.rows]).toEqual([...[0, 0, 2, 0, 1], ...[0, 0, 0, 5, 1], ...[8, 0, 0, 0, 1]]);
    const dense = { kind: 'dense', name: 'd', units: 1 } as const;
    expect([...collectPatches(dense, input, [4], { every: 1, first: 1 }).rows]).toEqual([5, 6, 7, 8, 1]);
  });
});

describe('a net whose rounding is learnt', () => {
  const stages = [
    { kind: 'foldNorm' },
    { kind: 'prune', sparsity: 0.3 },
    { kind: 'quantize', bits: 3, per: 'channel', steps: 'leastSquares' },
    { kind: 'learnRounding', images: 80, steps: 40 },
  ] as const;

  it('trains on, to the same bits', async () => {
    const snapshots = await expectSameBits(
      tinyRecipe([...stages, tinyTrain({ epochs: 1, batchSize: 80, dropout: 0 })]),
    );
    const [before, after] = [3, 4].map(
      (stage) => snapshots.find(({ position }) => position.stage === stage)?.model,
    );
    const fc1 = (model = before!) => model.tensors.find(({ name }) => name === 'fc1/kernel')!.values;
    expect(fc1(after)).not.toEqual(fc1(before));
  });

  it('is refused where nothing is quantized', async () => {
    const { events, done } = startTinyRun(tinyRecipe([{ kind: 'learnRounding' }]));
    await done;
    expect(findEvent(events, 'runFailed').message).toContain('quantize them before');
  });
});
