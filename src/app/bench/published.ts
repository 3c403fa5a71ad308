/**
 * What did others reach with the same net? Published sizes and test errors, each with its source. Two kinds
 * that must not be mixed up: bytes of a file that was written, and a storage format's bits counted on paper
 * (entries, indices, codebook).
 */
import type { ModelName } from '../../spec/zoo.ts';

export interface PublishedModel {
  readonly name: string;
  readonly bytes: number;
  /** Fraction of the test images that are wrong. */
  readonly error: number;
  readonly kind: 'written' | 'counted';
  readonly source: string;
}

const DEEP_COMPRESSION = 'Han, Mao, Dally 2016, arXiv 1510.00149, table 1';
const EPR = 'Oktay et al. 2020, arXiv 1906.06624';
const MIRACLE = 'Havasi et al. 2019, arXiv 1810.00440';

/** Nets that nobody else has published sizes of in this very shape have none. */
export const PUBLISHED: Readonly<Record<ModelName, readonly PublishedModel[]>> = {
  'lenet-300-100': [
    { name: 'Deep Compression', bytes: 27_000, error: 0.0158, kind: 'counted', source: DEEP_COMPRESSION },
    { name: 'EPR', bytes: 8_560, error: 0.019, kind: 'written', source: EPR },
  ],
  'lenet-5': [
    { name: 'Deep Compression', bytes: 44_000, error: 0.0074, kind: 'counted', source: DEEP_COMPRESSION },
    {
      name: 'Bayesian Compression',
      bytes: 2_300,
      error: 0.01,
      kind: 'counted',
      source: 'Louizos et al. 2017, as listed in arXiv 1810.00440',
    },
    {
      name: 'Weightless',
      bytes: 4_520,
      error: 0.01,
      kind: 'written',
      source: 'Reagen et al. 2018, as listed in arXiv 1810.00440',
    },
    { name: 'EPR', bytes: 2_840, error: 0.01, kind: 'written', source: EPR },
    { name: 'MIRACLE', bytes: 3_030, error: 0.0069, kind: 'written', source: MIRACLE },
    { name: 'MIRACLE, smallest', bytes: 1_520, error: 0.0096, kind: 'written', source: MIRACLE },
  ],
  'resnet-20': [],
  'vgg-small': [],
};
