/**
 * A tensor's surviving weights on shared values: each on the nearest of the centroids that k-means finds
 * (`math/kmeans.ts`). Zero is not a cluster: it costs no code, and where it is comes from the mask. Deep
 * Compression, arXiv 1510.00149, section 3.
 */
import { clusterByPrice } from '../../math/entropyclusters.ts';
import { clusterValues } from '../../math/kmeans.ts';
import type { Stream } from '../../math/random.ts';
import { packNonZeros } from '../../math/sparsity.ts';
import { NO_CODE } from '../codebook/transform.ts';
import type { ClusterStage } from './stage.ts';

export interface SharedTensor {
  /** Each survivor's centroid, and 0 elsewhere. */
  readonly values: Float32Array;
  /** Each survivor's code, and NO_CODE elsewhere. */
  readonly codes: Uint16Array;
  /** What each code stands for, ascending. */
  readonly centroids: Float32Array;
}

/** @param stream draws the start where `init` is `forgy` */
export function shareTensor(
  values: Float32Array,
  clusters: number,
  { init, bitPrice = 0 }: Pick<ClusterStage, 'init' | 'bitPrice'>,
  stream: Stream,
): SharedTensor {
  const survivors = packNonZeros(values);
  const nearest = clusterValues(survivors, clusters, init, stream);
  const square = survivors.reduce((sum, value) => sum + value * value, 0) / survivors.length;
  const { centroids, codes } =
    bitPrice > 0 && survivors.length > 0
      ? clusterByPrice(survivors, nearest.centroids, bitPrice * square)
      : nearest;
  const shared = new Float32Array(values.length);
  const codeOf = new Uint16Array(values.length).fill(NO_CODE);
  for (let place = 0, survivor = 0; place < values.length; place++) {
    if (values[place] === 0) continue;
    const code = codes[survivor++]!;
    codeOf[place] = code;
    shared[place] = centroids[code]!;
  }
  return { values: shared, codes: codeOf, centroids };
}
