/** Stages that change a network at once, without training: what does each do? */
import { roundToLeadingBits } from '../../math/leadingbits.ts';
import type { Stage } from '../../recipe/schema.ts';
import { clusterNetwork } from '../cluster/apply.ts';
import type { Network } from '../models/network.ts';
import { pruneNetwork } from '../prune/apply.ts';

export async function changeNetwork(
  network: Network,
  stage: Exclude<Stage, { kind: 'train' }>,
  seed: number,
): Promise<void> {
  switch (stage.kind) {
    case 'prune':
      return pruneNetwork(network, stage, seed);
    case 'cluster':
      return clusterNetwork(network, stage, seed);
    case 'code':
      network.coding = stage.coding;
      return roundNetwork(network, stage.valueBits);
  }
}

/** Rounds what is stored of each tensor; weights that share a value still do. */
async function roundNetwork(network: Network, valueBits: number): Promise<void> {
  if (valueBits === 32) return;
  for (const { name } of network.tensors) {
    network.setValues(name, roundToLeadingBits(await network.readLatent(name), valueBits));
  }
}
