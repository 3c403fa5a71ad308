/**
 * One kind of term of a training loss. A term is plain data about the training images, so that it can be cut
 * to the images of a micro-shard and sent to a helper; its row turns it into a number with a gradient.
 */
import type * as tf from '@tensorflow/tfjs-core';
import type { ModelSpec } from '../../spec/model.ts';

/** What a term can see of a micro-shard's pass. */
export interface LossInput {
  /** [count, classes] */
  readonly logits: tf.Tensor2D;
  /** Labels as rows with a single one: [count, classes]. */
  readonly targets: tf.Tensor2D;
  /** What a layer that the term observes gave: [count, ...]. */
  readonly outputOf: (layer: string) => tf.Tensor;
  /** A trained tensor by its name, auxiliary ones too. */
  readonly read: (tensor: string) => tf.Tensor;
}

export interface LossRow<Term> {
  /** The term for some of its images. */
  takeImages(term: Term, indices: ArrayLike<number>, spec: ModelSpec): Term;
  /** What the computed value is multiplied by. */
  factorOf(term: Term): number;
  /** Layers of the net whose outputs it reads. */
  observe?(term: Term): readonly string[];
  /**
   * What it takes from the images without a gradient, [count, height, width, channels] as the net sees them.
   * Called inside a tidy before the pass; what it returns lives as long as that.
   */
  prepare?(term: Term, images: tf.Tensor4D): tf.Tensor;
  /** A scalar: the mean over the images. Called inside a tidy. */
  compute(term: Term, input: LossInput, prepared: tf.Tensor | undefined): tf.Scalar;
  /** Arrays that a message hands over instead of copying. */
  listBuffers(term: Term): readonly ArrayBufferView[];
}

/** Copies of some rows, one after the other. */
export function packRows(rows: Float32Array, indices: ArrayLike<number>, width: number): Float32Array {
  const packed = new Float32Array(indices.length * width);
  for (let i = 0; i < indices.length; i++) {
    const from = indices[i]! * width;
    packed.set(rows.subarray(from, from + width), i * width);
  }
  return packed;
}
