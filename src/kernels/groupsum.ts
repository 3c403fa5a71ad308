/**
 * The gradient of a weight that others share: the sum of the gradients of its whole group, the same for every
 * member (Deep Compression, arXiv 1510.00149, section 3.3). Two passes over the members alone, so the cost
 * falls with the weights that pruning has left. Sums run in the members' order in double precision and are
 * rounded once: the same bits each time.
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
  /**
   * [gradient's size], int32: each place's group, or `groups` where it has none. Asked for on backends
   * without our kernel.
   */
  readonly everywhere: () => tf.Tensor1D;
}

/** The gradient's shape: each member gets its group's sum, all other places 0. Caller disposes. */
export function sumGroups({ gradient, members, codes, groups, everywhere }: GroupSumInput): tf.Tensor {
  if ((tf.getKernel('GroupSum', tf.getBackend()) ?? null) !== null) {
    return tf.engine().runKernel('GroupSum', { gradient, members, codes }, { groups }) as tf.Tensor;
  }
  // Not by scattering: on a GPU every place would look through all members.
  return tf.tidy(() => {
    const codeAt = everywhere();
    const sums = tf.unsortedSegmentSum(tf.reshape(gradient, [-1]), codeAt, groups + 1);
    const shared = tf.gather(tf.concat([tf.slice(sums, 0, groups), tf.zeros([1])]), codeAt);
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
