/**
 * A code stage on a live network: how its file is written, and to how many bits its stored values are
 * rounded.
 */
import { roundToLeadingBits } from '../../math/leadingbits.ts';
import type { StageOf } from '../../techniques/stages.ts';
import type { Network } from '../models/network.ts';

/** Rounds what is stored of each tensor; weights that share a value still do. */
export async function codeNetwork(
  network: Network,
  { coding, valueBits }: StageOf<'code'>,
): Promise<Network> {
  network.coding = coding;
  if (valueBits === 32) return network;
  for (const { name } of network.tensors) {
    network.setValues(name, roundToLeadingBits(await network.readLatent(name), valueBits));
  }
  return network;
}
