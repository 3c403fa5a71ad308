/**
 * What crosses between worker and page? Plain typed arrays. A model snapshot is the source of truth for weights: it is
 * what the page keeps, draws, stores and hands back when a worker has died.
 */

import type { Recipe } from '../recipe/schema.ts';
import type { ModelSpec, TensorInfo } from '../spec/model.ts';

/**
 * One stored tensor with its values in row-major order. Kernels are the latent values, before any transform. What else is known
 * of a tensor follows from the spec (`listTensors`) and is not stored.
 */
export interface TensorSnapshot extends Pick<TensorInfo, 'name' | 'layer' | 'role' | 'shape'> {
  readonly values: Float32Array;
}

/** The mask of one kernel tensor: 1 keeps a weight, 0 holds it at exactly zero. */
export interface MaskSnapshot {
  readonly kind: 'mask';
  readonly tensor: string;
  readonly kept: Uint8Array;
  /** Whether pruned weights learn on behind the mask; see `sparsify` in the recipe. */
  readonly isSplicing?: boolean;
}

/** The code of a weight that shares its value with none. */
export const NO_CODE = 65535;

/** Which weights of a tensor share a value; the value, their centroid, is that of any of them in the tensor's snapshot. */
export interface CodebookSnapshot {
  readonly kind: 'codebook';
  readonly tensor: string;
  /** One entry per weight: its group, from 0, or NO_CODE. */
  readonly codes: Uint16Array;
}

export type TransformSnapshot = MaskSnapshot | CodebookSnapshot;

/**
 * How far the coding of a file may go, each word allowing all before it: fixed numbers of bits, Huffman codes, arithmetic
 * coding.
 */
export type Coding = 'raw' | 'huffman' | 'arithmetic';

export interface ModelSnapshot {
  readonly spec: ModelSpec;
  readonly tensors: readonly TensorSnapshot[];
  /** In the order in which they are applied to their tensor. */
  readonly transforms: readonly TransformSnapshot[];
  /** How its file is coded; `raw` unless a code stage, or the file that it came from, says otherwise. */
  readonly coding?: Coding;
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
