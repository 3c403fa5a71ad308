import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackends } from '../../testing/wasmtfjs.ts';
import EXPECTED from './selftest.json' with { type: 'json' };
import { computeSelfTest, runSelfTest } from './selftest.ts';

beforeAll(startBackends);

describe('the self-test', () => {
  it('stores what the plain CPU backend computes', async () => {
    await tf.setBackend('cpu');
    const values = await computeSelfTest();
    await tf.setBackend('wasm');
    expect(values).toEqual(EXPECTED.map((each) => expect.closeTo(each, 5)));
  });

  it('passes on WASM with our kernels, by a wide margin, and leaves no tensor', async () => {
    const before = tf.memory().numTensors;
    const { passed, largestError } = await runSelfTest();
    expect(passed).toBe(true);
    expect(largestError).toBeLessThan(1e-5);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('catches a backend that computes one kernel wrongly', async () => {
    const stock = tf.getKernel('MaxPoolGrad', 'wasm');
    const broken: tf.KernelFunc = (call) => {
      const result = stock.kernelFunc(call) as tf.TensorInfo;
      (
        tf.backend() as unknown as { typedArrayFromHeap(tensor: tf.TensorInfo): Float32Array }
      ).typedArrayFromHeap(result)[0] = 0.5;
      return result;
    };
    tf.unregisterKernel('MaxPoolGrad', 'wasm');
    tf.registerKernel({ kernelName: 'MaxPoolGrad', backendName: 'wasm', kernelFunc: broken });
    try {
      expect((await runSelfTest()).passed).toBe(false);
    } finally {
      tf.unregisterKernel('MaxPoolGrad', 'wasm');
      tf.registerKernel(stock);
    }
  });
});
