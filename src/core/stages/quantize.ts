/** A quantize stage on a live network: kernels lie on grids from then on. */
import { toBits } from '../../techniques/bits.ts';
import { findGrids, startSteps, toGrouping } from '../../techniques/quantize/steps.ts';
import { listGridTensors, type QuantizerSnapshot } from '../../techniques/quantize/transform.ts';
import type { StageOf } from '../../techniques/stages.ts';
import type { Network } from '../models/network.ts';
import { createQuantizer } from '../transforms/quantizer.ts';

/** Quantizes every kernel that the stage gives bits, anew where it was quantized before. */
export async function quantizeNetwork(network: Network, stage: StageOf<'quantize'>): Promise<Network> {
  const { per, groupSize, scheme, steps: rule, share, deviations } = stage;
  for (const info of network.tensors) {
    const bits = info.role === 'kernel' ? toBits(stage, info) : undefined;
    if (bits === undefined) continue;
    const { name: tensor } = info;
    const learns = rule === 'learnt';
    const snapshot: QuantizerSnapshot = { kind: 'quantizer', tensor, bits, per, groupSize, scheme, learns };
    const values = await network.readBefore(tensor, 'grid');
    const grouping = toGrouping(snapshot, info);
    const grids = learns
      ? undefined
      : naming(info.layer, () => findGrids(values, grouping, { rule, bits, share, deviations }, scheme));
    const starts = [
      grids ? Float32Array.from(grids, ({ scale }) => scale) : startSteps(values, grouping, bits),
      Float32Array.from(grids ?? [], ({ zeroPoint }) => zeroPoint),
    ];
    network.replaceTransform(
      tensor,
      createQuantizer(snapshot, info),
      listGridTensors(snapshot, info).map((each, index) => ({ info: each, values: starts[index]! })),
    );
  }
  return network;
}

/** Has an error say which layer it is about. */
function naming<Result>(layer: string, find: () => Result): Result {
  try {
    return find();
  } catch (error) {
    throw new Error(`the weights of ${layer} cannot be quantized: ${(error as Error).message}`);
  }
}
