/** A stage of 16-bit fixed point on a live network: every tensor that learns, and layers that round. */
import { isTrainable } from '../../spec/model.ts';
import { toFixedPoint } from '../../techniques/fixedpoint/spec.ts';
import { roundToFixed } from '../../techniques/fixedpoint/values.ts';
import type { StageOf } from '../../techniques/stages.ts';
import { Network } from '../models/network.ts';
import { createFixedPoint } from '../transforms/fixedpoint.ts';

export async function applyFixedPoint(network: Network, stage: StageOf<'fixedPoint'>): Promise<Network> {
  const { fraction, rounding } = stage;
  const spec = toFixedPoint(network.spec, stage);
  const next = Network.fromSnapshot({ ...(await network.toSnapshot()), spec });
  for (const { name: tensor, role } of next.tensors) {
    if (!isTrainable(role)) continue;
    next.setValues(tensor, roundToFixed(await next.readLatent(tensor), fraction));
    next.replaceTransform(tensor, createFixedPoint({ kind: 'fixedPoint', tensor, fraction, rounding }));
  }
  return next;
}
