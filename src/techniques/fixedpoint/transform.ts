/** Tensors of 16-bit fixed point; see `values.ts`. */
import { type FixedPoint, WORD_BITS } from '../../spec/layers/fixedpoint.ts';
import type { TransformRow } from '../transform.ts';
import { roundToFixed, toFixedGrid } from './values.ts';

export interface FixedPointSnapshot extends FixedPoint {
  readonly kind: 'fixedPoint';
  readonly tensor: string;
}

export const fixedPoint: TransformRow<FixedPointSnapshot> = {
  part: 'grid',
  listParameters: () => [],
  apply: (values, { fraction }) => roundToFixed(values, fraction),
  findGrid: ({ tensor, fraction }) => {
    const { scale, zeroPoint } = toFixedGrid(fraction);
    return {
      tensor,
      bits: WORD_BITS,
      scales: Float32Array.of(scale),
      zeroPoints: Float32Array.of(zeroPoint),
    };
  },
  take: (snapshot) => snapshot,
  countBytes: () => 0,
};
