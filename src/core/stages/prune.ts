/**
 * A prune stage on a live network: reads the effective kernels, asks `computeMasks`, and puts the masks into
 * the tensors' lists of transforms, in the place of older masks.
 */
import { computeMasks, type PrunableTensor } from '../../techniques/criteria/masks.ts';
import type { StageOf } from '../../techniques/stages.ts';
import type { Network } from '../models/network.ts';
import { createMask } from '../transforms/mask.ts';
import type { StageContext } from './context.ts';
import { removeDeadUnitsOf } from './deadunits.ts';

export async function pruneNetwork(
  network: Network,
  stage: StageOf<'prune'>,
  { seed }: Pick<StageContext, 'seed'>,
): Promise<Network> {
  const kernels: PrunableTensor[] = [];
  for (const { name, layer, role, units } of network.tensors) {
    if (role !== 'kernel') continue;
    kernels.push({ name, layer, units, values: await network.readEffective(name) });
  }
  for (const [name, kept] of computeMasks(kernels, stage, seed)) {
    network.replaceTransform(name, createMask(name, network.info(name).shape, kept));
  }
  if (stage.removeDeadUnits) await removeDeadUnitsOf(network);
  return network;
}
