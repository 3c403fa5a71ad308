/** A quantize stage on a live network: kernels lie on grids from then on, whose steps learn with them. */
import { toBits } from '../../techniques/bits.ts';
import { startSteps } from '../../techniques/quantize/steps.ts';
import { type QuantizerSnapshot, toStepTensor } from '../../techniques/quantize/transform.ts';
import type { StageOf } from '../../techniques/stages.ts';
import type { Network } from '../models/network.ts';
import { createQuantizer } from '../transforms/quantizer.ts';

/** Quantizes every kernel that the stage gives bits, anew where it was quantized before. */
export async function quantizeNetwork(network: Network, stage: StageOf<'quantize'>): Promise<Network> {
  for (const info of network.tensors) {
    const bits = info.role === 'kernel' ? toBits(stage, info) : undefined;
    if (bits === undefined) continue;
    const { name: tensor } = info;
    const snapshot: QuantizerSnapshot = { kind: 'quantizer', tensor, bits, per: stage.per };
    const values = await network.readBefore(tensor, 'quantizer');
    const step = toStepTensor(snapshot, info);
    network.replaceTransform(tensor, createQuantizer(snapshot, info), [
      { info: step, values: startSteps(values, step.units, bits) },
    ]);
  }
  return network;
}
