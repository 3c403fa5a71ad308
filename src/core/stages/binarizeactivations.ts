/** A stage that makes activations binary on a live network: a net with signs before its layers. */
import { listTensors } from '../../spec/shapes.ts';
import { binarizeActivationsOf } from '../../techniques/binarizeactivations/spec.ts';
import type { StageOf } from '../../techniques/stages.ts';
import { initializeModel } from '../models/initialize.ts';
import { Network } from '../models/network.ts';

/** Batch norms that it puts in hand on what they read until training fills their averages. */
export async function binarizeActivations(
  network: Network,
  stage: StageOf<'binarizeActivations'>,
): Promise<Network> {
  const spec = binarizeActivationsOf(network.spec, stage);
  const model = await network.toSnapshot();
  const known = new Set(listTensors(network.spec).map(({ name }) => name));
  const added = initializeModel(spec, 0).tensors.filter(({ name }) => !known.has(name));
  return Network.fromSnapshot({ ...model, spec, tensors: [...model.tensors, ...added] });
}
