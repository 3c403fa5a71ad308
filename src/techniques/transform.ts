/**
 * What the lab knows of one kind of weight transform as data: which parameters it owns, and its arithmetic
 * from latent to effective values, as the page draws them. Its tensors and gradient rule are the core's,
 * under the same name (`core/transforms/table.ts`).
 */
import type { TensorGrid, TensorInfo } from '../spec/tensors.ts';

/** What a transform is to its tensor. A new one takes the place of the old one that is the same to it. */
export type TransformPart = 'mask' | 'sharing' | 'grid';

export interface TransformRow<Snapshot> {
  readonly part: TransformPart;
  /** Its own trainable parameters on a tensor, which are tensors of the net like any other. */
  listParameters(snapshot: Snapshot, tensor: TensorInfo): readonly TensorInfo[];
  /**
   * Effective values from those before it, in row-major order; the engine's to the bit.
   * @param read values of its own parameters by name
   */
  apply(
    values: Float32Array,
    snapshot: Snapshot,
    read: (name: string) => Float32Array,
    tensor: TensorInfo,
  ): Float32Array;
  /**
   * The grid that its results lie on, where it has one.
   * @param effective gives the tensor's values after all its transforms
   */
  findGrid?(
    snapshot: Snapshot,
    tensor: TensorInfo,
    read: (name: string) => Float32Array,
    effective: () => Float32Array,
  ): TensorGrid | undefined;
  /**
   * The transform of a tensor of which only some values are left, by their places in row-major order. Its own
   * parameters are tensors of the net, which are cut like any other.
   */
  take(snapshot: Snapshot, places: Int32Array): Snapshot;
  /** Bytes that a snapshot of it takes. */
  countBytes(snapshot: Snapshot): number;
}
