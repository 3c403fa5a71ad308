/**
 * What is a network, as data? A model spec is a list of layers that one builder turns into a network, one
 * counter turns into parameters and MACs, and one codec writes into a file. Specs are plain JSON.
 *
 * Left out on purpose: graphs with several inputs or outputs. A residual block is one layer with a body and a
 * shortcut, which is all that the models here need.
 */

/** Spatial padding: `same` keeps ceil(size / stride); `valid` adds none; a number adds that many zeros on every side. */
export type Padding = 'same' | 'valid' | number;

export interface Conv2dSpec {
  readonly kind: 'conv2d';
  readonly name: string;
  readonly filters: number;
  readonly kernelSize: number;
  readonly stride?: number;
  readonly padding?: Padding;
  readonly bias?: boolean;
}

export interface DepthwiseConv2dSpec {
  readonly kind: 'depthwiseConv2d';
  readonly name: string;
  readonly kernelSize: number;
  readonly stride?: number;
  readonly padding?: Padding;
  readonly bias?: boolean;
}

export interface DenseSpec {
  readonly kind: 'dense';
  readonly name: string;
  readonly units: number;
  readonly bias?: boolean;
}

export interface BatchNormSpec {
  readonly kind: 'batchNorm';
  readonly name: string;
}

export interface PoolSpec {
  readonly kind: 'maxPool' | 'averagePool';
  readonly size: number;
  readonly stride: number;
  readonly padding?: 'same' | 'valid';
}

/** Sets activations to zero with probability `rate` while training. A train stage may replace the rate. */
export interface DropoutSpec {
  readonly kind: 'dropout';
  readonly rate: number;
}

/** y = body(x) + shortcut(x); an empty shortcut is the identity. */
export interface ResidualSpec {
  readonly kind: 'residual';
  readonly name: string;
  readonly body: readonly LayerSpec[];
  readonly shortcut: readonly LayerSpec[];
}

export interface PlainSpec {
  readonly kind: 'relu' | 'flatten' | 'globalAveragePool';
}

export type LayerSpec =
  | Conv2dSpec
  | DepthwiseConv2dSpec
  | DenseSpec
  | BatchNormSpec
  | PoolSpec
  | DropoutSpec
  | ResidualSpec
  | PlainSpec;

export interface ModelSpec {
  readonly name: string;
  /** [height, width, channels] of one image. */
  readonly inputShape: readonly [number, number, number];
  readonly classes: number;
  readonly layers: readonly LayerSpec[];
}

/** What a stored tensor is for. `kernel` tensors are the ones that compression works on. */
export type TensorRole = 'kernel' | 'bias' | 'scale' | 'shift' | 'movingMean' | 'movingVariance';

/** One stored tensor of a model: `fc1/kernel`, its shape, and what it is for. */
export interface TensorInfo {
  readonly name: string;
  readonly layer: string;
  readonly role: TensorRole;
  readonly shape: readonly number[];
}

/** True for tensors that training changes by gradient, and that count as parameters. */
export function isTrainable(role: TensorRole): boolean {
  return role !== 'movingMean' && role !== 'movingVariance';
}
