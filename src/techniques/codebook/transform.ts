/**
 * Weights that share values: every member of a group holds its centroid in the latent tensor, so that
 * effective values are the latent ones (Deep Compression, arXiv 1510.00149, section 3.3).
 */
import type { TransformRow } from '../transform.ts';

/** The code of a weight that shares its value with none. */
export const NO_CODE = 65535;

/**
 * Which weights of a tensor share a value; the value, their centroid, is that of any of them in the tensor's
 * snapshot.
 */
export interface CodebookSnapshot {
  readonly kind: 'codebook';
  readonly tensor: string;
  /** One entry per weight: its group, from 0, or NO_CODE. */
  readonly codes: Uint16Array;
}

export const codebook: TransformRow<CodebookSnapshot> = {
  part: 'sharing',
  listParameters: () => [],
  apply: (values) => values,
  take: (snapshot, places) => ({
    ...snapshot,
    codes: Uint16Array.from(places, (place) => snapshot.codes[place]!),
  }),
  countBytes: ({ codes }) => codes.byteLength,
};
