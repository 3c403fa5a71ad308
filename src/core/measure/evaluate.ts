/** How many images does a network get wrong? Plain inference over the first images of a split. */
import type { Examples } from '../../data/examples.ts';
import type { Evaluation } from '../../protocol/events.ts';
import type { Network } from '../models/network.ts';
import type { HelperPool } from '../parallel/pool.ts';
import { answerAll } from './answerall.ts';

export interface EvaluateOptions {
  readonly split: Evaluation['split'];
  /** How many images, from the first; all of them where absent. */
  readonly count?: number;
  /** Awaited between batches; may throw to stop. */
  readonly yieldThread?: () => Promise<void>;
  /** Say what was answered for each image. */
  readonly withAnswers?: boolean;
}

/**
 * Counts wrong answers and the mean cross-entropy, the same with any number of helpers. The examples must be
 * loaded.
 */
export async function evaluate(
  network: Network,
  examples: Examples,
  options: EvaluateOptions,
  pool?: HelperPool,
): Promise<Evaluation> {
  const { answers, loss } = await answerAll(network, examples, options, pool);
  const tested = answers.length;
  const labels = Uint8Array.from({ length: tested }, (_, index) => examples.labelAt(index));
  const wrong = answers.reduce((sum, answer, index) => (answer === labels[index] ? sum : sum + 1), 0);
  const counts = { split: options.split, wrong, tested, error: wrong / tested, loss };
  return options.withAnswers ? { ...counts, answers, labels } : counts;
}
