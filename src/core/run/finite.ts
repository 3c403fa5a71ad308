/**
 * What broke when a loss is NaN or infinite? Looks for the first tensor that is not finite and says what usually causes it.
 */
import type { RunPosition } from '../../protocol/snapshots.ts';
import type { Network } from '../models/network.ts';

/** Training left the finite numbers. */
export class NotFiniteError extends Error {
  override readonly name = 'NotFiniteError';
}

/** One or two sentences: where it happened, which tensor, and what to try. */
export async function describeNotFinite(
  network: Network,
  at: RunPosition,
  learningRate: number,
  loss: number,
): Promise<string> {
  const where = `at step ${at.step + 1} of epoch ${at.epoch + 1} (stages[${at.stage}])`;
  const culprit = await findNotFinite(network);
  const cause =
    culprit === undefined
      ? 'while all weights are still finite'
      : `and ${culprit} holds values that are not finite`;
  return `The loss became ${loss} ${where} ${cause}; the learning rate was ${learningRate}, which is probably too large.`;
}

async function findNotFinite(network: Network): Promise<string | undefined> {
  for (const { name } of network.tensors) {
    const values = await network.latent(name).data<'float32'>();
    if (values.some((value) => !Number.isFinite(value))) return name;
  }
  return undefined;
}
