/** Weights of one bit; see `values.ts`. */
import type { TransformRow } from '../transform.ts';
import { type BinaryScale, binarizeValues, countScales, toSignGrid } from './values.ts';

export interface BinarySnapshot {
  readonly kind: 'binary';
  readonly tensor: string;
  readonly scale: BinaryScale;
  /** Whether signs are drawn anew in each training step. */
  readonly isStochastic?: boolean;
}

export const binary: TransformRow<BinarySnapshot> = {
  part: 'grid',
  listParameters: () => [],
  apply: (values, { scale }, _, { units }) => binarizeValues(values, scale, units),
  findGrid: ({ tensor, scale }, { units }, _, effective) =>
    toSignGrid(tensor, effective(), countScales(scale, units)),
  take: (snapshot) => snapshot,
  countBytes: () => 0,
};
