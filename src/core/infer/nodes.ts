/** The nodes of a folded net: what is left of its layers for inference. */

import type { LinearGrid } from '../../math/lineargrid.ts';
import type { LayerSpec } from '../../spec/layers/table.ts';
import type { TensorSnapshot } from '../../spec/tensors.ts';

interface NodeBase {
  readonly input: number;
  readonly output: number;
  /** Of one image. */
  readonly inputShape: readonly number[];
}

export interface Pads {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** A convolution or dense layer with its ReLU. */
export interface WeightedNode extends NodeBase {
  readonly op: 'conv' | 'dense' | 'depthwise';
  readonly name: string;
  /** Of one image. */
  readonly outputShape: readonly number[];
  /**
   * Kernel [height, width, inputs, outputs] of a convolution, [inputs, outputs] of a dense layer, [height,
   * width, channels, 1].
   */
  readonly shape: readonly number[];
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
  readonly relu: boolean;
  readonly stride: number;
  readonly pads: Pads;
  /** Where it reads signs, and each output's weights are plus or minus one value, or zero. */
  readonly signs?: SignKernel;
}

/** A kernel as signs and what those of each output are worth. */
export interface SignKernel {
  /** -1, 0 or 1, ordered as the kernel. */
  readonly values: Int8Array;
  /** [outputs] */
  readonly scales: Float32Array;
}

export interface PoolNode extends NodeBase {
  readonly op: 'maxPool' | 'averagePool';
  readonly size: number;
  readonly stride: number;
  readonly pads: Pads;
  /** Of one image. */
  readonly outputShape: readonly number[];
}

/** `other` times the mean size of what lies in each of its windows over the input (XNOR-Net's map K). */
export interface InputScaleNode extends NodeBase {
  readonly op: 'inputScale';
  readonly other: number;
  readonly size: number;
  readonly stride: number;
  readonly pads: Pads;
  /** Of one image. */
  readonly outputShape: readonly number[];
}

/** A layer without a fused form, which runs through its ordinary forward function. */
export interface OrdinaryNode extends NodeBase {
  readonly op: 'ordinary';
  readonly layer: LayerSpec;
  /** The layer's name, or its path in the spec where it has none. */
  readonly label: string;
  /** Of one image. */
  readonly outputShape: readonly number[];
  /** Its tensors, and those of layers inside it. */
  readonly tensors: readonly TensorSnapshot[];
}

export type GraphNode =
  | WeightedNode
  | PoolNode
  /** Batch norm, or ReLU, that has nothing before it to join: x * factor + shift for each channel. */
  | (NodeBase & {
      readonly op: 'scale';
      readonly factor: Float32Array | null;
      readonly shift: Float32Array;
      readonly relu: boolean;
    })
  | (NodeBase & { readonly op: 'flatten' | 'globalAveragePool' })
  | (NodeBase & { readonly op: 'add'; readonly other: number; readonly relu: boolean })
  | (NodeBase & { readonly op: 'sign' })
  | (NodeBase & { readonly op: 'grid'; readonly grid: LinearGrid })
  | InputScaleNode
  | OrdinaryNode;
