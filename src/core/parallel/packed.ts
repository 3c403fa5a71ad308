/**
 * How do tensors become one array and back? One after the other, in a fixed order. On WASM straight from and
 * into the backend's memory: at every training step these copies are what several workers cost.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { WasmKernelBackend } from '../../kernels/module.ts';
import type { TensorInfo } from '../../spec/model.ts';
import { sizeOf } from '../../spec/shapes.ts';

/** @param into is filled where it has the right length, and replaced by a new array where not */
export function packTensors(tensors: readonly tf.Tensor[], into?: Float32Array): Float32Array {
  const size = tensors.reduce((sum, each) => sum + each.size, 0);
  const packed = into?.length === size ? into : new Float32Array(size);
  let at = 0;
  for (const tensor of tensors) {
    packed.set(viewValues(tensor), at);
    at += tensor.size;
  }
  return packed;
}

/** Values to be copied before anything else is computed. */
function viewValues(tensor: tf.Tensor): Float32Array {
  const backend = tf.backend() as Partial<WasmKernelBackend>;
  return backend.typedArrayFromHeap === undefined
    ? tensor.dataSync<'float32'>()
    : (backend.typedArrayFromHeap(tensor) as Float32Array);
}

/**
 * Caller disposes. WASM copies the array at once; on another backend it must be left alone until then.
 * @throws when the array is not as long as the tensors together
 */
export function unpackTensors(
  values: Float32Array,
  infos: readonly Pick<TensorInfo, 'shape'>[],
): tf.Tensor[] {
  const size = infos.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  if (values.length !== size) throw new Error(`the tensors have ${size} values, got ${values.length}`);
  let at = 0;
  return infos.map(({ shape }) => {
    const end = at + sizeOf(shape);
    const tensor = tf.tensor(values.subarray(at, end), [...shape]);
    at = end;
    return tensor;
  });
}
