/** A factorize stage on a live network: dense layers become two thin ones, in a net of another spec. */
import type { ModelSnapshot } from '../../protocol/snapshots.ts';
import { chooseRanks, factorizeSpec, type Ranks } from '../../techniques/factorize/spec.ts';
import { splitTensors } from '../../techniques/factorize/tensors.ts';
import type { StageOf } from '../../techniques/stages.ts';
import { Network } from '../models/network.ts';

export async function factorizeNetwork(network: Network, { rank }: StageOf<'factorize'>): Promise<Network> {
  if (chooseRanks(network.spec, rank).size === 0) return network;
  return Network.fromSnapshot(factorizeModel(await network.toSnapshot(), rank));
}

/**
 * A model whose dense layers are factors. A layer keeps its one kernel where `ranks` does not name it, or
 * where factors of that rank would have no fewer weights.
 * @throws Error where a layer that is taken apart has transforms, which its factors could not keep
 */
export function factorizeModel(model: ModelSnapshot, ranks: Ranks): ModelSnapshot {
  const chosen = chooseRanks(model.spec, ranks);
  const lost = model.transforms.find(({ tensor }) => chosen.has(tensor.slice(0, tensor.lastIndexOf('/'))));
  if (lost !== undefined)
    throw new Error(
      `${lost.tensor} has a ${lost.kind}, which the factors of its layer cannot keep: factorize before it`,
    );
  return { ...model, spec: factorizeSpec(model.spec, chosen), tensors: splitTensors(model.tensors, chosen) };
}
