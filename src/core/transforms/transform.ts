/**
 * What does a compression technique do to a weight? It is a pure function latent -> effective with its own gradient rule.
 * A tensor has a list of transforms; the effective weight is the last one's output, and the gradient walks back through
 * the list in reverse, as the chain rule says. So techniques compose without knowing each other.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { TransformSnapshot } from '../../protocol/snapshots.ts';

/** One transform of one tensor. Owns the tensors it holds until `dispose`. */
export interface WeightTransform {
  readonly kind: string;
  /** Latent (or the previous transform's output) to effective, same shape. Caller disposes. */
  apply(weights: Tensor): Tensor;
  /** Gradient by this transform's output to gradient by its input. Caller disposes. */
  pullBack(gradient: Tensor): Tensor;
  /** What to store to build it again; absent for transforms that live for one step. */
  toSnapshot?(): TransformSnapshot;
  dispose(): void;
}

/** Applies a list of transforms. Caller disposes, and must not dispose `weights` through it: an empty list gives a clone. */
export function applyTransforms(weights: Tensor, transforms: readonly WeightTransform[]): Tensor {
  let current = weights.clone();
  for (const transform of transforms) {
    const next = transform.apply(current);
    current.dispose();
    current = next;
  }
  return current;
}

/** Walks a gradient back through a list of transforms. Takes ownership of `gradient`; caller disposes the result. */
export function pullBackThrough(gradient: Tensor, transforms: readonly WeightTransform[]): Tensor {
  let current = gradient;
  for (const transform of [...transforms].reverse()) {
    const next = transform.pullBack(current);
    current.dispose();
    current = next;
  }
  return current;
}
