/**
 * What did others reach with the same net? Published sizes and test errors, each with its source. Two kinds
 * that must not be mixed up: bytes of a file that was written, and a storage format's bits counted on paper
 * (entries, indices, codebook).
 */
export interface PublishedModel {
  readonly name: string;
  readonly bytes: number;
  /** Fraction of the test images that are wrong. */
  readonly error: number;
  readonly kind: 'written' | 'counted';
  readonly source: string;
}

export const DEEP_COMPRESSION = 'Han, Mao, Dally 2016, arXiv 1510.00149, table 1';
export const EPR = 'Oktay et al. 2020, arXiv 1906.06624';
export const MIRACLE = 'Havasi et al. 2019, arXiv 1810.00440';
