/** A stage of mixed precision on a live network: its kernels and biases, and layers that round. */
import type { TensorRole } from '../../spec/tensors.ts';
import { toSmallFloats } from '../../techniques/mixedprecision/spec.ts';
import { toPrecision } from '../../techniques/mixedprecision/transform.ts';
import type { StageOf } from '../../techniques/stages.ts';
import { Network } from '../models/network.ts';
import { createSmallFloat } from '../transforms/smallfloat.ts';

/** Batch norm's tensors stay float32. */
const ROUNDED: readonly TensorRole[] = ['kernel', 'bias'];

export async function applyMixedPrecision(
  network: Network,
  stage: StageOf<'mixedPrecision'>,
): Promise<Network> {
  const { weights, gradients, master } = stage;
  const spec = toSmallFloats(network.spec, stage);
  const next = Network.fromSnapshot({ ...(await network.toSnapshot()), spec });
  for (const { name: tensor, role } of next.tensors) {
    if (!ROUNDED.includes(role)) continue;
    if (!master) next.setValues(tensor, toPrecision(await next.readLatent(tensor), weights));
    next.replaceTransform(
      tensor,
      createSmallFloat({ kind: 'smallFloat', tensor, weights, gradients, master }),
    );
  }
  return next;
}
