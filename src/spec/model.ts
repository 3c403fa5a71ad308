/**
 * A network as data. A model spec is a list of layers that one builder turns into a network, one counter
 * turns into parameters and MACs, and one codec writes into a file. Specs are plain JSON.
 *
 * Left out on purpose: graphs with several inputs or outputs. Whatever branches and joins again is one layer
 * with lists of layers inside (`residual`, `branches`).
 */
import type { LayerSpec } from './layers/table.ts';

export type { LayerSpec } from './layers/table.ts';
export { isTrainable, type TensorInfo, type TensorRole } from './tensors.ts';

export interface ModelSpec {
  readonly name: string;
  /** [height, width, channels] of one image. */
  readonly inputShape: readonly [number, number, number];
  readonly classes: number;
  readonly layers: readonly LayerSpec[];
}
