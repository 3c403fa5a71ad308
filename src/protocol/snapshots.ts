/**
 * What crosses between worker and page: plain typed arrays. A model snapshot is the source of truth for
 * weights: it is what the page keeps, draws, stores and hands back when a worker has died.
 */

import type { Recipe } from '../recipe/schema.ts';
import type { ModelSpec } from '../spec/model.ts';
import type { TensorGrid, TensorInfo, TensorSnapshot } from '../spec/tensors.ts';
import type { Coding } from '../techniques/code/stage.ts';
import type { LossScaleState } from '../techniques/lossscale/options.ts';
import type { TransformSnapshot } from '../techniques/transforms.ts';

export interface ModelSnapshot {
  readonly spec: ModelSpec;
  /** The spec's, and what its transforms have learnt themselves. */
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
  /** Tensors that only a loss term reads, in the middle of the stage that trains them. */
  readonly auxiliary?: readonly (TensorInfo & TensorSnapshot)[];
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

/** The model as it stood after a stage of the recipe, counted from 0 and iterative prunes as one. */
export interface StageModel {
  readonly stage: number;
  readonly model: ModelSnapshot;
}

/** Enough to go on with a run, to the bit. */
export interface RunSnapshot {
  readonly recipe: Recipe;
  readonly position: RunPosition;
  readonly model: ModelSnapshot;
  /** Absent at the start of a stage. */
  readonly optimizer?: OptimizerSnapshot;
  /** Where the scale of the stage's loss stands, in a stage that scales it. */
  readonly lossScale?: LossScaleState;
  /** Earlier models of the run that stages to come learn from; absent where there are none. */
  readonly stageModels?: readonly StageModel[];
}
