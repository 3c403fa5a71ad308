/**
 * A cluster stage on a live network: the surviving weights of each kernel are put on the nearest of 2^bits centroids (k-means,
 * `math/kmeans.ts`) and share them from then on. Zero is not a cluster: it costs no code, and where it is comes from the mask.
 * Deep Compression, arXiv 1510.00149, section 3.
 */
import { clusterByPrice } from '../../math/entropyclusters.ts';
import { clusterValues } from '../../math/kmeans.ts';
import { createStream } from '../../math/random.ts';
import { NO_CODE } from '../../protocol/snapshots.ts';
import type { ClusterStage } from '../../recipe/schema.ts';
import type { TensorInfo } from '../../spec/model.ts';
import type { Network } from '../models/network.ts';
import { createCodebook } from '../transforms/codebook.ts';
import { toBits } from './bits.ts';

/** Clusters every tensor that the stage gives bits, anew where it was clustered before. */
export async function clusterNetwork(network: Network, stage: ClusterStage, seed: number): Promise<void> {
  for (const info of network.tensors) {
    const bits = toBits(stage, info);
    if (bits !== undefined) await clusterTensor(network, info, stage, 2 ** bits, seed);
  }
}

async function clusterTensor(
  network: Network,
  { name, shape }: TensorInfo,
  { init, bitPrice = 0 }: ClusterStage,
  clusters: number,
  seed: number,
): Promise<void> {
  const values = await network.readEffective(name);
  const survivors = values.filter((value) => value !== 0);
  const nearest = clusterValues(survivors, clusters, init, createStream(seed, 'cluster', name));
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
  network.setValues(name, shared);
  network.replaceTransform(name, createCodebook(name, shape, codeOf));
}
