/**
 * How is a net pruned while it trains? The masks are drawn anew every few steps, at a sparsity that rises
 * along a cubic: fast while there are many weights to spare, slowly towards the end (Zhu and Gupta 2017,
 * arXiv 1710.01878, equation 1).
 *
 * With splicing a pruned weight goes on learning behind its mask, from the gradient by the value that it
 * would have, and comes back once it has outgrown another (dynamic network surgery, Guo et al. 2016, arXiv
 * 1608.04493, equation 3). The last cut is for good: what is pruned then stays so. The masks depend on
 * weights and position alone, so a run can go on from any snapshot.
 */

import { computeMasks, type PrunableTensor } from '../../techniques/criteria/masks.ts';
import { toLevels } from '../../techniques/gradual/levels.ts';
import type { GradualPruning } from '../../techniques/gradual/options.ts';
import type { Network } from '../models/network.ts';
import { createMask } from '../transforms/mask.ts';

/**
 * Cuts where a cut is due before this step of a stage; else does nothing. Steps count from 0 over the whole
 * stage.
 */
export async function pruneGradually(
  network: Network,
  options: GradualPruning,
  step: number,
  totalSteps: number,
): Promise<void> {
  const last = Math.max(1, Math.round(options.until * totalSteps)) - 1;
  if (step > last || (step % options.every !== 0 && step !== last)) return;
  const kernels: PrunableTensor[] = [];
  for (const { name, layer, role, units } of network.tensors) {
    if (role !== 'kernel') continue;
    const shown = await network.readEffective(name);
    const values = options.splice ? await network.readLatent(name) : shown;
    kernels.push({ name, layer, units, values, shown });
  }
  const masks = computeMasks(
    kernels,
    {
      criterion: options.criterion,
      scope: options.scope,
      sparsity: toLevels(options, last === 0 ? 1 : step / last),
    },
    0,
  );
  const isSplicing = options.splice && step < last;
  for (const [name, kept] of masks)
    network.replaceTransform(name, createMask(name, network.info(name).shape, kept, isSplicing));
}
