/**
 * A compression technique as the engine carries it out: a pure function latent -> effective with its own
 * gradient rule. A tensor has a list of transforms; the effective weight is the last one's output, and the
 * gradient walks back through the list in reverse, as the chain rule says. So techniques compose without
 * knowing each other.
 *
 * A transform may own trainable parameters (a step size, a scale). These are tensors of the network, read by
 * name.
 */
import { dispose, type Tensor } from '@tensorflow/tfjs-core';
import type { TransformSnapshot } from '../../techniques/transforms.ts';

/** Stored tensors of a network by name. */
export type ReadTensor = (name: string) => Tensor;

/**
 * Uniform numbers from 0 to below 1, the same for the same purpose within a training step. Caller disposes.
 */
export type DrawUniform = (purpose: string, shape: readonly number[]) => Tensor;

/** Gradients that come out of a transform. Caller disposes. */
export interface PulledBack {
  /** By the transform's input. */
  readonly input: Tensor;
  /** By each of its own parameters, by name. */
  readonly parameters?: ReadonlyMap<string, Tensor>;
}

/** One transform of one tensor. Owns the tensors it holds until `dispose`. */
export interface WeightTransform {
  readonly kind: string;
  /**
   * Latent (or the previous transform's output) to effective, same shape. Caller disposes.
   * @param draw in a training step: of transforms that are random there. Nothing else is ever random.
   */
  apply(input: Tensor, read: ReadTensor, draw?: DrawUniform): Tensor;
  /**
   * Gradient by this transform's output to gradients by its input and its own parameters.
   * @param draw in a training step: of gradients that are random there
   */
  pullBack(gradient: Tensor, input: Tensor, read: ReadTensor, draw?: DrawUniform): PulledBack;
  /**
   * The gradient by the effective weights in the form in which it is stored, before the scale of the loss is
   * taken out of it. Caller disposes.
   */
  storeGradient?(gradient: Tensor): Tensor;
  /** What an update may have moved the latent tensor to, brought back to where it may be. Caller disposes. */
  constrain?(latent: Tensor, draw: DrawUniform): Tensor;
  /** Likewise for the velocity that the optimizer keeps. */
  constrainVelocity?(velocity: Tensor, draw: DrawUniform): Tensor;
  /**
   * Of parameters that follow the weights instead of learning: what they are after a training step, by name.
   * Caller disposes.
   */
  follow?(input: Tensor, read: ReadTensor): ReadonlyMap<string, Tensor>;
  /** What to store to build it again; absent for transforms that live for one step. */
  toSnapshot?(): TransformSnapshot;
  dispose(): void;
}

/** A tensor on its way through its transforms. */
export interface Transformed {
  readonly effective: Tensor;
  /** What each transform was given, in their order. */
  readonly inputs: readonly Tensor[];
}

/**
 * Applies a list of transforms. Caller disposes all tensors of the result, and none of them is `weights`
 * itself.
 */
export function runTransforms(
  weights: Tensor,
  transforms: readonly WeightTransform[],
  read: ReadTensor,
  draw?: DrawUniform,
): Transformed {
  const inputs: Tensor[] = [];
  let current = weights.clone();
  for (const transform of transforms) {
    inputs.push(current);
    current = transform.apply(current, read, draw);
  }
  return { effective: current, inputs };
}

/** The last transform's output alone. Caller disposes. */
export function applyTransforms(
  weights: Tensor,
  transforms: readonly WeightTransform[],
  read: ReadTensor,
): Tensor {
  const { effective, inputs } = runTransforms(weights, transforms, read);
  dispose([...inputs]);
  return effective;
}

/**
 * Walks a gradient back through a list of transforms. Takes ownership of `gradient`; caller disposes the
 * result.
 * @param inputs what each transform was given
 */
export function pullBackThrough(
  gradient: Tensor,
  transforms: readonly WeightTransform[],
  inputs: readonly Tensor[],
  read: ReadTensor,
  draw?: DrawUniform,
): Required<PulledBack> {
  let current = gradient;
  const all = new Map<string, Tensor>();
  for (const [index, transform] of [...transforms.entries()].reverse()) {
    const { input, parameters = [] } = transform.pullBack(current, inputs[index]!, read, draw);
    for (const [name, each] of parameters) all.set(name, each);
    current.dispose();
    current = input;
  }
  return { input: current, parameters: all };
}
