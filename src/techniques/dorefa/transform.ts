/** Weights of DoReFa-Net; see `values.ts`. */
import { toSignGrid } from '../binarize/values.ts';
import type { TransformRow } from '../transform.ts';
import { countSteps, toDoReFaWeights } from './values.ts';

export interface DoReFaSnapshot {
  readonly kind: 'doReFa';
  readonly tensor: string;
  /** From 1 to 8. */
  readonly bits: number;
}

export const doReFa: TransformRow<DoReFaSnapshot> = {
  part: 'grid',
  listParameters: () => [],
  apply: (values, { bits }) => toDoReFaWeights(values, bits),
  findGrid: ({ tensor, bits }, _, __, effective) => {
    const values = effective();
    if (bits === 1) return toSignGrid(tensor, values, 1);
    const steps = countSteps(bits);
    // No level is zero; where pruned weights are, a grid of half the step has one.
    const [scale, middle] = values.some((value) => value === 0) ? [1 / steps, steps] : [2 / steps, steps / 2];
    return {
      tensor,
      bits: middle === steps ? bits + 1 : bits,
      scales: Float32Array.of(scale),
      zeroPoints: Float32Array.of(middle),
    };
  },
  take: (snapshot) => snapshot,
  countBytes: () => 0,
};
