/** A binarize stage on a live network: kernels have one bit a weight from then on. */
import { listKernelsOf } from '../../techniques/ends.ts';
import type { StageOf } from '../../techniques/stages.ts';
import type { Network } from '../models/network.ts';
import { createBinary } from '../transforms/binary.ts';

export async function binarizeNetwork(network: Network, stage: StageOf<'binarize'>): Promise<Network> {
  for (const info of listKernelsOf(network.spec, stage)) {
    const { name: tensor } = info;
    network.replaceTransform(tensor, createBinary({ kind: 'binary', tensor, scale: stage.scale }, info));
  }
  return network;
}
