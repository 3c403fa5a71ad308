/** A thin stage on a live network: units that no answer depends on are gone in a net of a smaller spec. */
import { thinModel } from '../../techniques/thin/thin.ts';
import { Network } from '../models/network.ts';

export async function thinNetwork(network: Network): Promise<Network> {
  const model = await network.toSnapshot();
  const thinner = thinModel(model);
  return thinner === model ? network : Network.fromSnapshot(thinner);
}
