/** A ternarize stage on a live network: kernels have three values from then on. */
import { listKernelsOf } from '../../techniques/ends.ts';
import type { StageOf } from '../../techniques/stages.ts';
import { toScaleTensors } from '../../techniques/ternarize/transform.ts';
import { toTernaryScales } from '../../techniques/ternarize/values.ts';
import type { Network } from '../models/network.ts';
import { createTernary } from '../transforms/ternary.ts';

export async function ternarizeNetwork(
  network: Network,
  { scales: rule, ...options }: StageOf<'ternarize'>,
): Promise<Network> {
  for (const info of listKernelsOf(network.spec, options)) {
    const { name: tensor } = info;
    const values = await network.readBefore(tensor, 'grid');
    const { positive, negative } = toTernaryScales(values, rule);
    const [up, down] = toScaleTensors(tensor, info);
    const parameters = [
      { info: up, values: Float32Array.of(positive) },
      { info: down, values: Float32Array.of(negative) },
    ];
    network.replaceTransform(
      tensor,
      createTernary({ kind: 'ternary', tensor, rule }, info),
      rule === 'learnt' ? parameters : [],
    );
  }
  return network;
}
