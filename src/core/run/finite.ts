/**
 * What broke when a loss is NaN or infinite? Looks for the first tensor that is not finite and says what
 * usually causes it.
 */
import type { RunPosition } from '../../protocol/snapshots.ts';
import type { TrainStage } from '../../recipe/schema.ts';
import type { Network } from '../models/network.ts';

/** Training left the finite numbers. */
export class NotFiniteError extends Error {
  override readonly name = 'NotFiniteError';
  /** The loss was scaled by two to this, and nobody looked whether gradients overflow. */
  readonly unwatchedExponent: number | undefined;

  constructor(message: string, unwatchedExponent: number | undefined) {
    super(message);
    this.unwatchedExponent = unwatchedExponent;
  }
}

/** What a training was doing when its numbers were looked at. */
export interface Doing {
  readonly at: RunPosition;
  readonly stage: TrainStage;
  readonly learningRate: number;
}

/**
 * @throws NotFiniteError when a batch's loss is not finite: where it happened, which tensor broke, and what
 *   to try
 */
export async function checkLoss(network: Network, doing: Doing, loss: number): Promise<void> {
  if (Number.isFinite(loss)) return;
  const culprit = await findNotFinite(network);
  const cause =
    culprit === undefined
      ? 'while all weights are still finite'
      : `and ${culprit} holds values that are not finite`;
  throw toError(`The loss became ${loss}`, doing, ` ${cause};`);
}

/**
 * What is kept as a good state must be one: a relu turns NaN to zero, so that a loss can be finite over
 * weights that are not.
 * @throws NotFiniteError
 */
export async function checkWeights(network: Network, doing: Doing): Promise<void> {
  const culprit = await findNotFinite(network);
  if (culprit !== undefined) throw toError(`${culprit} holds values that are not finite`, doing, ';');
}

function toError(what: string, { at, stage, learningRate }: Doing, cause: string): NotFiniteError {
  const { lossScale } = stage;
  const exponent = lossScale === undefined || lossScale.skip ? undefined : lossScale.exponent;
  const where = `at step ${at.step + 1} of epoch ${at.epoch + 1} (stages[${at.stage}])`;
  const why =
    exponent === undefined
      ? `the learning rate was ${learningRate}, which is probably too large`
      : `the loss was scaled by 2^${exponent}, steps that overflow were taken, and one probably did`;
  return new NotFiniteError(`${what} ${where}${cause} ${why}.`, exponent);
}

async function findNotFinite(network: Network): Promise<string | undefined> {
  for (const { name } of network.stored) {
    const values = await network.latent(name).data<'float32'>();
    if (!values.every(Number.isFinite)) return name;
  }
  return undefined;
}
