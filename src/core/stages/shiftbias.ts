/** A shift of output biases on a live network. */
import { chooseShift } from '../../techniques/shiftbias/choose.ts';
import { findOutputBias } from '../../techniques/shiftbias/stage.ts';
import type { StageOf } from '../../techniques/stages.ts';
import { answerAll } from '../measure/answerall.ts';
import type { Network } from '../models/network.ts';
import type { StageContext } from './context.ts';

type ShiftContext = Pick<StageContext, 'splits' | 'pool' | 'yieldThread'>;

/** @throws where the output's biases share values, or a logit is not finite */
export async function shiftBiasOf(
  network: Network,
  { classes, by }: StageOf<'shiftBias'>,
  context: ShiftContext,
): Promise<Network> {
  const layer = findOutputBias(network.spec)!;
  const name = `${layer}/bias`;
  if (network.transforms(name).length > 0)
    throw new Error(`the biases of ${layer} share values or sit on a grid: shift them before`);
  const shift = by ?? (await findShift(network, classes, context));
  const bias = await network.readLatent(name);
  network.setValues(
    name,
    bias.map((value, each) => (classes.includes(each) ? value + shift : value)),
  );
  return network;
}

async function findShift(
  network: Network,
  classes: readonly number[],
  { splits: { validation }, pool, yieldThread }: ShiftContext,
): Promise<number> {
  await validation.whenLoaded();
  const { logits } = await answerAll(network, validation, { yieldThread, withLogits: true }, pool);
  if (!logits!.every(Number.isFinite))
    throw new Error('no shift of biases can be found: the answers are not all finite');
  const labels = Uint8Array.from({ length: validation.count }, (_, index) => validation.labelAt(index));
  return chooseShift(logits!, labels, classes).by;
}
