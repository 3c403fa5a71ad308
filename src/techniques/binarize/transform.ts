/** Weights of one bit; see `values.ts`. */
import type { TransformRow } from '../transform.ts';
import { type BinaryScale, binarizeValues } from './values.ts';

export interface BinarySnapshot {
  readonly kind: 'binary';
  readonly tensor: string;
  readonly scale: BinaryScale;
}

export const binary: TransformRow<BinarySnapshot> = {
  listParameters: () => [],
  apply: (values, { scale }, _, { units }) => binarizeValues(values, scale, units),
  take: (snapshot) => snapshot,
  countBytes: () => 0,
};
