/** A cluster stage on a live network: each kernel's surviving weights share values from then on. */
import { createStream } from '../../math/random.ts';
import { toBits } from '../../techniques/bits.ts';
import { shareTensor } from '../../techniques/cluster/values.ts';
import type { StageOf } from '../../techniques/stages.ts';
import type { Network } from '../models/network.ts';
import { createCodebook } from '../transforms/codebook.ts';
import type { StageContext } from './context.ts';

/** Clusters every tensor that the stage gives bits, anew where it was clustered before. */
export async function clusterNetwork(
  network: Network,
  stage: StageOf<'cluster'>,
  { seed }: Pick<StageContext, 'seed'>,
): Promise<Network> {
  for (const info of network.tensors) {
    const bits = toBits(stage, info);
    if (bits === undefined) continue;
    const { name, shape } = info;
    const effective = await network.readEffective(name);
    const count = 2 ** bits - (stage.zeroCode ? 1 : 0);
    const { values, codes } = shareTensor(effective, count, stage, createStream(seed, 'cluster', name));
    network.setValues(name, values);
    network.replaceTransform(name, createCodebook(name, shape, codes));
  }
  return network;
}
