/**
 * What runs the tensors? WASM SIMD on one thread unless the reader asks for another backend. A GPU backend
 * must pass the self-test first; where it cannot start, lacks a kernel or computes wrongly, the lab falls
 * back to WASM and says why.
 */
import * as tf from '@tensorflow/tfjs-core';
import { registerGradients } from '../../kernels/gradients.ts';
import { listMissingKernels, registerKernels } from '../../kernels/register.ts';
import type { BackendName } from '../../protocol/backends.ts';
import type { EngineInfo } from '../../protocol/commands.ts';
import { toFailure, withCode } from '../../spec/failure.ts';
import { runSelfTest } from './selftest.ts';

/**
 * Starts a backend, WASM where it fails.
 * @param wasmPath folder with tfjs's .wasm files, ending with a slash
 * @throws when not even WASM works
 */
export async function startBackend(requested: BackendName, wasmPath: string): Promise<EngineInfo> {
  try {
    return await describeBackend(requested, requested, wasmPath);
  } catch (error) {
    const reason = toFailure(error);
    if (requested === 'wasm') {
      const failed = new Error(`The WASM engine did not start: ${reason.message}`);
      throw withCode(failed, 'wasmNotStarted', { reason });
    }
    const info = await describeBackend('wasm', requested, wasmPath);
    return { ...info, fallback: reason };
  }
}

async function describeBackend(
  backend: BackendName,
  requested: BackendName,
  wasmPath: string,
): Promise<EngineInfo> {
  const selfTest = await openBackend(backend, wasmPath);
  return { backend, requested, selfTest, bitExact: backend === 'wasm', gflops: await measureMatMul() };
}

/**
 * Opens a backend that has everything and computes as it should. @throws with the reason where it does not
 */
export async function openBackend(backend: BackendName, wasmPath: string): Promise<EngineInfo['selfTest']> {
  // Keeps tfjs from printing a greeting.
  tf.enableProdMode();
  await importBackend(backend, wasmPath);
  if (!(await tf.setBackend(backend)))
    throw withCode(new Error(`${backend} is not available here`), 'backendAbsent', { backend });
  await tf.ready();
  registerGradients();
  if (backend === 'wasm') registerKernels();
  const missing = listMissingKernels(backend);
  if (missing.length > 0) {
    const kernels = missing.join(', ');
    throw withCode(new Error(`${backend} lacks the kernels ${kernels}`), 'kernelsMissing', {
      backend,
      kernels,
    });
  }
  const selfTest = await runSelfTest();
  if (!selfTest.passed) {
    const error = selfTest.largestError.toExponential(1);
    const failed = new Error(`${backend} failed the self-test: its results are off by ${error}`);
    throw withCode(failed, 'selfTestFailed', { backend, error });
  }
  return selfTest;
}

async function importBackend(backend: BackendName, wasmPath: string): Promise<void> {
  switch (backend) {
    case 'wasm': {
      const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
      // One thread: several need cross-origin isolation and are unreliable (tfjs 4.22).
      tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
      setWasmPaths(wasmPath);
      return;
    }
    case 'webgl':
      await import('@tensorflow/tfjs-backend-webgl');
      return;
    case 'webgpu':
      await import('@tensorflow/tfjs-backend-webgpu');
      return;
    case 'cpu':
      await import('@tensorflow/tfjs-backend-cpu');
      return;
  }
}

const PRODUCT_SIDE = 256;

/**
 * Billions of floating-point operations a second in a 256 x 256 matrix product: the best of three, after one
 * to warm up.
 */
async function measureMatMul(): Promise<number> {
  const matrix = tf.ones([PRODUCT_SIDE, PRODUCT_SIDE]) as tf.Tensor2D;
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 4; round++) {
    const start = performance.now();
    const product = tf.matMul(matrix, matrix);
    await product.data();
    product.dispose();
    if (round > 0) best = Math.min(best, performance.now() - start);
  }
  matrix.dispose();
  return (2 * PRODUCT_SIDE ** 3) / best / 1e6;
}
