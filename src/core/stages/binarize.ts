/** A binarize stage on a live network: kernels have one bit a weight from then on. */
import { listKernelsOf } from '../../techniques/ends.ts';
import type { StageOf } from '../../techniques/stages.ts';
import type { Network } from '../models/network.ts';
import { createBinary } from '../transforms/binary.ts';

export async function binarizeNetwork(
  network: Network,
  { scale, stochastic, ...options }: StageOf<'binarize'>,
): Promise<Network> {
  for (const info of listKernelsOf(network.spec, options)) {
    const { name: tensor } = info;
    const snapshot = { kind: 'binary', tensor, scale, ...(stochastic && { isStochastic: true }) } as const;
    network.replaceTransform(tensor, createBinary(snapshot, info));
  }
  return network;
}
