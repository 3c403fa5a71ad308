/** How do tensors become one array and back? One after the other, in a fixed order. */
import * as tf from '@tensorflow/tfjs-core';
import type { TensorInfo } from '../../recipe/model.ts';
import { sizeOf } from '../../recipe/shapes.ts';

export function packTensors(tensors: readonly tf.Tensor[], into?: Float32Array): Float32Array {
  const size = tensors.reduce((sum, each) => sum + each.size, 0);
  const packed = into?.length === size ? into : new Float32Array(size);
  let at = 0;
  for (const tensor of tensors) {
    packed.set(tensor.dataSync<'float32'>(), at);
    at += tensor.size;
  }
  return packed;
}

/** Caller disposes. @throws when the array is not as long as the tensors together */
export function unpackTensors(
  values: Float32Array,
  infos: readonly Pick<TensorInfo, 'shape'>[],
): tf.Tensor[] {
  const size = infos.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  if (values.length !== size) throw new Error(`the tensors have ${size} values, got ${values.length}`);
  let at = 0;
  return infos.map(({ shape }) => {
    const end = at + sizeOf(shape);
    const tensor = tf.tensor(values.slice(at, end), [...shape]);
    at = end;
    return tensor;
  });
}
