/**
 * What crosses between worker and page: plain typed arrays. A model snapshot is the source of truth for
 * weights: it is what the page keeps, draws, stores and hands back when a worker has died.
 */

import type { Recipe } from '../recipe/schema.ts';
import type { ModelSpec } from '../spec/model.ts';
import type { TensorSnapshot } from '../spec/tensor.ts';
import type { Coding } from '../techniques/code/stage.ts';
import type { TransformSnapshot } from '../techniques/transforms.ts';

/**
 * The grid that the values of a tensor lie on: scale x (q - zero point), rounded once to float32, for whole q
 * from 0 to 2^bits - 1. A quantizer of signed integers has zero points of 2^(bits - 1); one whose levels lie
 * on both sides of zero has halves. Zero is +0: a tensor that holds -0 lies on no grid.
 */
export interface TensorGrid {
  readonly tensor: string;
  /** From 1 to 16. */
  readonly bits: number;
  /**
   * Positive, one for the whole tensor, for each unit (in row-major order the place modulo their number tells
   * the unit), or for each group of `groupSize` values in a row, the last of which may be shorter.
   */
  readonly scales: Float32Array;
  /** One for each scale: a whole number or a half, from 0 to below 2^bits. */
  readonly zeroPoints: Float32Array;
  readonly groupSize?: number;
}

export interface ModelSnapshot {
  readonly spec: ModelSpec;
  readonly tensors: readonly TensorSnapshot[];
  /** In the order in which they are applied to their tensor. */
  readonly transforms: readonly TransformSnapshot[];
  /** How its file is coded; `raw` unless a code stage, or the file that it came from, says otherwise. */
  readonly coding?: Coding;
  /**
   * Of tensors that were quantized to whole numbers, as far as known; values that have moved since lie on
   * none.
   */
  readonly grids?: readonly TensorGrid[];
}

/** Optimizer state by slot (`velocity`, `moment1`, `moment2`) and tensor name. */
export interface OptimizerSnapshot {
  readonly step: number;
  readonly slots: readonly {
    readonly slot: string;
    readonly tensor: string;
    readonly values: Float32Array;
  }[];
}

/** Where in a recipe a run stands: the next thing to do is step `step` of epoch `epoch` of stage `stage`. */
export interface RunPosition {
  /** Index into the recipe's stages after iterative prunes are unrolled (see `unrollStages`). */
  readonly stage: number;
  readonly epoch: number;
  readonly step: number;
}

/** Enough to go on with a run, to the bit. */
export interface RunSnapshot {
  readonly recipe: Recipe;
  readonly position: RunPosition;
  readonly model: ModelSnapshot;
  /** Absent at the start of a stage. */
  readonly optimizer?: OptimizerSnapshot;
}
