/** A densify stage on a live network: its masks are gone. */
import { densifyModel } from '../../techniques/densify/densify.ts';
import type { StageOf } from '../../techniques/stages.ts';
import { Network } from '../models/network.ts';

export async function densifyNetwork(network: Network, { reborn }: StageOf<'densify'>): Promise<Network> {
  const model = await network.toSnapshot();
  const dense = densifyModel(model, reborn);
  return dense === model ? network : Network.fromSnapshot(dense);
}
