/** What the tests of layers that are ready to run share: weights to draw, one run in guarded memory. */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import type { ReadyLayer } from '../kernels/layers/layer.ts';
import { type KernelModule, kernelModuleOf } from '../kernels/module.ts';
import { createStream } from '../math/random.ts';
import { startBackends } from './wasmtfjs.ts';

/** Makes our kernels the current backend, and gives them. */
export async function startKernels(): Promise<KernelModule> {
  await startBackends();
  return kernelModuleOf(tf.backend() as BackendWasm);
}

/** Uniform values from -size to size. */
export function draw(key: string, count: number, size = 1): Float32Array {
  const values = new Float32Array(count);
  createStream(51, key, count).fillUniform(values, -size, size);
  return values;
}

/** Uniform values of which about `density` are not zero. */
export function drawThin(key: string, count: number, density: number): Float32Array {
  const chosen = new Float32Array(count);
  createStream(52, key, count).fillUniform(chosen, 0, 1);
  return draw(key, count).map((value, i) => (chosen[i]! < density ? value : 0));
}

/** What a layer makes of x, with a guard behind its result that must stay as it is. */
export function applyLayer(
  kernels: KernelModule,
  layer: ReadyLayer,
  x: Float32Array | Int16Array,
  bytes: number,
): ArrayBuffer {
  const from = kernels.keep(x instanceof Int16Array ? new Int8Array(x.buffer) : x);
  const guarded = new Float32Array(Math.ceil(bytes / 4) + 16).fill(12345);
  const to = kernels.keep(guarded);
  layer.run(from, to);
  layer.run(from, to);
  const result = Float32Array.from(kernels.view(to, guarded.length));
  layer.dispose();
  for (const at of [from, to]) kernels.release(at);
  const whole = Math.floor(bytes / 4);
  expect([...result.subarray(Math.ceil(bytes / 4))]).toEqual(
    new Array(result.length - Math.ceil(bytes / 4)).fill(12345),
  );
  return bytes === 4 * whole ? result.slice(0, whole).buffer : result.buffer.slice(0, bytes);
}

export const toFloats = (buffer: ArrayBuffer) => new Float32Array(buffer);
