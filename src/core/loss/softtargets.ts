/** A teacher's softened answers, image by image, as plain data that crosses a message. */
import type { Distillation } from '../../recipe/schema.ts';

export interface PackedSoftTargets extends Distillation {
  /** [count, classes]: softmax(t / T) of each image. */
  readonly probabilities: Float32Array;
}
