/**
 * What is the gradient of a weight that others share? The sum of the gradients of its whole group, the same for every member
 * (Deep Compression, arXiv 1510.00149, section 3.3). Two passes over the members alone, so the cost falls with the
 * weights that pruning has left. Sums run in the members' order in double precision and are rounded once: the same bits each time.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { WasmKernelBackend } from './module.ts';

export interface GroupSumInput {
  /** Any shape. */
  readonly gradient: tf.Tensor;
  /** [members], int32: places in the row-major gradient, all different. */
  readonly members: tf.Tensor1D;
  /** [members], int32: each member's group, from 0 to `groups` - 1. */
  readonly codes: tf.Tensor1D;
  readonly groups: number;
}

/** The gradient's shape: each member gets its group's sum, all other places 0. Caller disposes. */
export function sumGroups({ gradient, members, codes, groups }: GroupSumInput): tf.Tensor {
  if ((tf.getKernel('GroupSum', tf.getBackend()) ?? null) !== null) {
    return tf.engine().runKernel('GroupSum', { gradient, members, codes }, { groups }) as tf.Tensor;
  }
  return tf.tidy(() => {
    const sums = tf.unsortedSegmentSum(tf.gather(tf.reshape(gradient, [-1]), members), codes, groups);
    const shared = tf.scatterND(tf.expandDims(members, 1), tf.gather(sums, codes), [gradient.size]);
    return tf.reshape(shared, gradient.shape);
  });
}

const groupSum: tf.KernelFunc = ({ inputs, attrs, backend: anyBackend }) => {
  const backend = anyBackend as WasmKernelBackend;
  const { gradient, members, codes } = inputs as Record<'gradient' | 'members' | 'codes', tf.TensorInfo>;
  const output = backend.makeOutput(gradient.shape, 'float32');
  const [values, places, groupOf, shared] = [gradient, members, codes, output].map((each) =>
    backend.typedArrayFromHeap(each),
  ) as [Float32Array, Int32Array, Int32Array, Float32Array];
  const sums = new Float64Array((attrs as unknown as { groups: number }).groups);
  for (let i = 0; i < places.length; i++) sums[groupOf[i]!]! += values[places[i]!]!;
  shared.fill(0);
  for (let i = 0; i < places.length; i++) shared[places[i]!] = sums[groupOf[i]!]!;
  return output;
};

export const GROUP_KERNELS = { GroupSum: groupSum };
