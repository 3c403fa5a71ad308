/** A mask of zeros and ones: effective = latent * mask (Han et al. 2015, arXiv 1506.02626, section 3). */
import type { TransformRow } from '../transform.ts';

/** The mask of one kernel tensor: 1 keeps a weight, 0 holds it at exactly zero. */
export interface MaskSnapshot {
  readonly kind: 'mask';
  readonly tensor: string;
  readonly kept: Uint8Array;
  /** Whether pruned weights learn on behind the mask; see `sparsify` in the recipe. */
  readonly isSplicing?: boolean;
}

/** Weights with the pruned ones at zero. */
export function applyMask(values: Float32Array, kept: Uint8Array): Float32Array {
  const effective = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) if (kept[i] === 1) effective[i] = values[i]!;
  return effective;
}

export const mask: TransformRow<MaskSnapshot> = {
  part: 'mask',
  listParameters: () => [],
  apply: (values, { kept }) => applyMask(values, kept),
  take: (snapshot, places) => ({
    ...snapshot,
    kept: Uint8Array.from(places, (place) => snapshot.kept[place]!),
  }),
  countBytes: ({ kept }) => kept.byteLength,
};
