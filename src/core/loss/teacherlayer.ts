/**
 * A layer of a teacher, asked about the very images that the student sees, as moved and flipped; it answers
 * as at inference. Of the teacher only the layers up to that one are carried and computed.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { ModelSpec, TensorInfo } from '../../spec/model.ts';
import { sizeOf } from '../../spec/shapes.ts';
import { runForward } from '../models/forward.ts';

export interface TeacherLayer {
  /** The teacher's layers up to the one that is asked. */
  readonly spec: ModelSpec;
  readonly layer: string;
  readonly tensors: readonly Pick<TensorInfo, 'name' | 'shape'>[];
  /** Effective values of these, one after the other. */
  readonly weights: Float32Array;
}

/** What the layer gives for these images, [count, ...]. Called inside a tidy. */
export function askTeacherLayer(teacher: TeacherLayer, images: tf.Tensor4D): tf.Tensor {
  const places = new Map<string, tf.Tensor>();
  let at = 0;
  for (const { name, shape } of teacher.tensors) {
    const end = at + sizeOf(shape);
    places.set(name, tf.tensor(teacher.weights.subarray(at, end), [...shape]));
    at = end;
  }
  const seen: tf.Tensor[] = [];
  const observe = new Map([[teacher.layer, (output: tf.Tensor) => void seen.push(output)]]);
  runForward(teacher.spec, (name) => places.get(name)!, images, { observe });
  return seen[0]!;
}
