/**
 * What the forward function of a kind of layer is given, and what it may ask of the pass that it is part of.
 */
import type * as tf from '@tensorflow/tfjs-core';
import type { LayerSpec } from '../../spec/layers/table.ts';

/** Effective tensors by name. */
export type TensorLookup = (name: string) => tf.Tensor;

export interface TrainingMode {
  /**
   * 1 / (1 - rate) where a unit survives, 0 where it is dropped; null for rate 0. `index` counts the dropout
   * layers.
   */
  dropout(index: number, rate: number, shape: number[]): tf.Tensor | null;
  /**
   * Uniform numbers from 0 to below 1 for the values of a layer, the same for the same purpose and layer.
   * Absent where a pass measures what comes of no chance.
   */
  draw?(purpose: string, layer: string, shape: readonly number[]): tf.Tensor;
  /**
   * Receives what a stored tensor is an average of, as this pass has it, and owns it from then on: the mean
   * of batch norm, the step of a range that moves.
   */
  onStatistics(tensor: string, value: tf.Tensor): void;
}

/** A layer of the list that a pass goes through. */
export interface PassedLayer {
  readonly layer: LayerSpec;
  /** Whether somebody looks at its own output, so that no other layer may be joined to it. */
  readonly isObserved: boolean;
}

/** A pass, as one of its layers sees it. */
export interface Pass {
  readonly lookup: TensorLookup;
  /** Absent for inference. */
  readonly training: TrainingMode | undefined;
  readonly here: PassedLayer;
  readonly previous: PassedLayer | undefined;
  readonly next: PassedLayer | undefined;
  /** How many dropout layers came before; counts the one that asks. */
  readonly countDropout: () => number;
  /** What each list of layers inside this one makes of x, in the order of `listNested`. */
  readonly runNested: (x: tf.Tensor) => readonly tf.Tensor[];
}

/**
 * From a layer's input [batch, ...] to its output [batch, ...], inside a tidy. Tensors of the layer come from
 * `pass.lookup` under the names of the layer's spec row.
 */
export type Forward<Spec> = (x: tf.Tensor, layer: Spec, pass: Pass) => tf.Tensor;
