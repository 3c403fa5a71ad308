import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { computeOn, relativeError, startBackends } from '../testing/wasmtfjs.ts';
import { listMissingKernels, registerKernels } from './register.ts';

describe('kernels registered into the wasm backend', () => {
  beforeAll(startBackends);

  it('leaves nothing missing that training needs', () => {
    expect(listMissingKernels('wasm')).toEqual([]);
  });

  it('names what a backend without kernels lacks', () => {
    expect(listMissingKernels('nowhere')).toContain('Conv2DBackpropFilter');
  });

  it('registers once however often it is called', () => {
    const kernel = tf.getKernel('BatchMatMul', 'wasm');
    registerKernels();
    expect(tf.getKernel('BatchMatMul', 'wasm')).toBe(kernel);
  });

  it('agrees on the gradient of gather', async () => {
    const gradient = () => {
      const x = tf.randomUniform([5, 3], -1, 1, 'float32', 3);
      const ids = tf.tensor1d([4, 0, 4, 2], 'int32');
      const dy = tf.randomUniform([4, 3], -1, 1, 'float32', 4);
      return [tf.grad((a: tf.Tensor) => tf.gather(a, ids))(x, dy)];
    };
    const [actual] = await computeOn('wasm', gradient);
    const [expected] = await computeOn('cpu', gradient);
    expect(relativeError(actual as Float32Array, expected as Float32Array)).toBeLessThan(1e-6);
  });
});
