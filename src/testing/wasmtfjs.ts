/**
 * Two tfjs backends in one test: ours on WASM and tfjs's plain JavaScript one, which is the independent
 * reference for kernels. Node only.
 */
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { registerKernels } from '../kernels/register.ts';

/** Makes 'wasm' with our kernels the current backend, and 'cpu' available beside it. */
export async function startBackends(): Promise<void> {
  // Keeps tfjs from printing a greeting.
  tf.enableProdMode();
  const require = createRequire(import.meta.url);
  setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`);
  await tf.setBackend('cpu');
  await tf.setBackend('wasm');
  registerKernels();
}

/** Values of `compute()` on a backend; every tensor made on the way is freed. */
export async function computeOn(
  backend: 'wasm' | 'cpu',
  compute: () => tf.Tensor[],
): Promise<Float32Array[]> {
  await tf.setBackend(backend);
  const tensors = tf.tidy(compute);
  const values = tensors.map((each) => Float32Array.from(each.dataSync()));
  for (const each of tensors) each.dispose();
  await tf.setBackend('wasm');
  return values;
}

/** Largest difference, relative to the largest absolute value of `expected` (at least 1e-6). */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  let largest = 1e-6;
  let difference = 0;
  for (let i = 0; i < expected.length; i++) {
    largest = Math.max(largest, Math.abs(expected[i] as number));
    const error = Math.abs((actual[i] as number) - (expected[i] as number));
    difference = Number.isNaN(error) ? Number.POSITIVE_INFINITY : Math.max(difference, error);
  }
  return difference / largest;
}
