/** A DoReFa-Net stage on a live network: kernels of few bits, and layers that round gradients. */
import { quantizeGradientsOf } from '../../techniques/dorefa/spec.ts';
import { listKernelsOf } from '../../techniques/ends.ts';
import type { StageOf } from '../../techniques/stages.ts';
import { Network } from '../models/network.ts';
import { createDoReFa } from '../transforms/dorefa.ts';

export async function applyDoReFa(network: Network, stage: StageOf<'doReFa'>): Promise<Network> {
  const spec = quantizeGradientsOf(network.spec, stage);
  const next = Network.fromSnapshot({ ...(await network.toSnapshot()), spec });
  for (const info of listKernelsOf(spec, stage)) {
    const { name: tensor } = info;
    next.replaceTransform(tensor, createDoReFa({ kind: 'doReFa', tensor, bits: stage.weights }, info));
  }
  return next;
}
