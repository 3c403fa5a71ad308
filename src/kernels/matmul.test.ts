import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { computeOn, relativeError, startBackends } from '../testing/wasmtfjs.ts';

const size = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 41, max: 300 }));

function product(m: number, k: number, n: number, transposeA: boolean, transposeB: boolean, batch: number[]) {
  const [batchA, batchB] = [batch[0] ? [batch[0]] : [], batch[1] ? [batch[1]] : []];
  const a = tf.randomUniform([...batchA, ...(transposeA ? [k, m] : [m, k])], -1, 1, 'float32', 5);
  const b = tf.randomUniform([...batchB, ...(transposeB ? [n, k] : [k, n])], -1, 1, 'float32', 6);
  return [tf.matMul(a, b, transposeA, transposeB)];
}

describe('matrix product on wasm', () => {
  beforeAll(startBackends);

  it('agrees with the plain backend in all four transposed forms', async () => {
    await fc.assert(
      fc.asyncProperty(size, size, size, fc.boolean(), fc.boolean(), async (m, k, n, ta, tb) => {
        const before = tf.memory().numTensors;
        const [actual] = await computeOn('wasm', () => product(m, k, n, ta, tb, []));
        expect(tf.memory().numTensors).toBe(before);
        const [expected] = await computeOn('cpu', () => product(m, k, n, ta, tb, []));
        expect(relativeError(actual as Float32Array, expected as Float32Array)).toBeLessThan(1e-5);
      }),
      { numRuns: 80, seed: 3 },
    );
  });

  it('broadcasts a batch of one', async () => {
    for (const batch of [
      [3, 3],
      [3, 1],
      [1, 3],
      [3, 0],
    ]) {
      for (const [ta, tb] of [
        [false, false],
        [true, false],
        [false, true],
        [true, true],
      ] as const) {
        const [actual] = await computeOn('wasm', () => product(7, 5, 9, ta, tb, batch));
        const [expected] = await computeOn('cpu', () => product(7, 5, 9, ta, tb, batch));
        expect(relativeError(actual as Float32Array, expected as Float32Array)).toBeLessThan(1e-5);
      }
    }
  });
});
