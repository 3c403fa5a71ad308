import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { computeOn, relativeError, startBackends } from '../testing/wasmtfjs.ts';
import { kernelModuleOf } from './module.ts';
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

  it('clones without copying, and keeps the clone when the original goes', async () => {
    await tf.setBackend('wasm');
    const before = tf.memory().numTensors;
    const original = tf.tensor1d([1, 2, 3]);
    const clone = original.clone();
    expect(kernelModuleOf(tf.backend()).address(clone)).toBe(kernelModuleOf(tf.backend()).address(original));
    original.dispose();
    const later = tf.tensor1d([7, 8, 9]);
    expect([...clone.dataSync()]).toEqual([1, 2, 3]);
    tf.dispose([clone, later]);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('does not depend on what scratch memory held', async () => {
    const step = () => {
      const x = tf.randomUniform<tf.Rank.R4>([2, 9, 7, 3], -1, 1, 'float32', 1);
      const filter = tf.randomUniform<tf.Rank.R4>([3, 3, 3, 21], -1, 1, 'float32', 2);
      const loss = (a: tf.Tensor, b: tf.Tensor) =>
        tf.sum(tf.square(tf.conv2d(a as tf.Tensor4D, b as tf.Tensor4D, 2, 'same')));
      const product = tf.matMul(tf.reshape(x, [6, 63]), tf.reshape(filter, [63, 9]));
      return [product, ...tf.grads(loss)([x, filter])];
    };
    const first = await computeOn('wasm', step);
    const kernels = kernelModuleOf(tf.backend());
    const [at] = kernels.scratch(1 << 16) as [number];
    kernels.floats().fill(Number.NaN, at / 4, at / 4 + (1 << 14));
    expect(await computeOn('wasm', step)).toEqual(first);
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
