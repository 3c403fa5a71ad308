/** A stored tensor as plain data. */
import type { TensorInfo } from './tensors.ts';

/**
 * One stored tensor with its values in row-major order. Kernels are the latent values, before any transform.
 * What else is known of a tensor follows from the spec (`listTensors`) and is not stored.
 */
export interface TensorSnapshot extends Pick<TensorInfo, 'name' | 'layer' | 'role' | 'shape'> {
  readonly values: Float32Array;
}
