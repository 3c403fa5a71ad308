/**
 * A prune stage on a live network: reads the effective kernels, asks `computeMasks`, and puts the masks into the tensors'
 * lists of transforms, in the place of older masks.
 */
import type { PruneStage } from '../../recipe/schema.ts';
import type { Network } from '../models/network.ts';
import { createMask } from '../transforms/mask.ts';
import { computeMasks, type PrunableTensor } from './prune.ts';
import { sweepNetwork } from './sweep.ts';

export async function pruneNetwork(network: Network, stage: PruneStage, seed: number): Promise<void> {
  const kernels: PrunableTensor[] = [];
  for (const { name, layer, role, units } of network.tensors) {
    if (role !== 'kernel') continue;
    kernels.push({ name, layer, units, values: await network.readEffective(name) });
  }
  for (const [name, kept] of computeMasks(kernels, stage, seed)) {
    network.replaceTransform(name, createMask(name, network.info(name).shape, kept));
  }
  if (stage.sweep) await sweepNetwork(network);
}
