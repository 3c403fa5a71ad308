/**
 * What broke when a loss is NaN or infinite? Looks for the first tensor that is not finite and says what
 * usually causes it.
 */
import type { RunPosition } from '../../protocol/snapshots.ts';
import type { Network } from '../models/network.ts';

/** Training left the finite numbers. */
export class NotFiniteError extends Error {
  override readonly name = 'NotFiniteError';
}

/**
 * @throws NotFiniteError when a batch's loss is not finite: where it happened, which tensor broke, and what
 *   to try
 */
export async function checkLoss(
  network: Network,
  at: RunPosition,
  learningRate: number,
  loss: number,
): Promise<void> {
  if (Number.isFinite(loss)) return;
  const culprit = await findNotFinite(network);
  const cause =
    culprit === undefined
      ? 'while all weights are still finite'
      : `and ${culprit} holds values that are not finite`;
  throw new NotFiniteError(`The loss became ${loss} ${describe(at, learningRate, ` ${cause};`)}`);
}

/**
 * What is kept as a good state must be one: a relu turns NaN to zero, so that a loss can be finite over
 * weights that are not.
 * @throws NotFiniteError
 */
export async function checkWeights(network: Network, at: RunPosition, learningRate: number): Promise<void> {
  const culprit = await findNotFinite(network);
  if (culprit !== undefined)
    throw new NotFiniteError(`${culprit} holds values that are not finite ${describe(at, learningRate)}`);
}

function describe({ step, epoch, stage }: RunPosition, learningRate: number, cause = ';'): string {
  return `at step ${step + 1} of epoch ${epoch + 1} (stages[${stage}])${cause} the learning rate was ${learningRate}, which is probably too large.`;
}

async function findNotFinite(network: Network): Promise<string | undefined> {
  for (const { name } of network.stored) {
    const values = await network.latent(name).data<'float32'>();
    if (!values.every(Number.isFinite)) return name;
  }
  return undefined;
}
