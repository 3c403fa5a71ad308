/**
 * How many images does a network get wrong? Plain inference over the first images of a split, and again in
 * whole numbers alone where that is asked for.
 */
import { createLevels, type Examples } from '../../data/examples.ts';
import { averageAnswers } from '../../math/softanswers.ts';
import type { Evaluation, IntegerEvaluation } from '../../protocol/events.ts';
import { answerInIntegers, type IntegerAnswers } from '../integer/answer.ts';
import { buildIntegerModel } from '../integer/build.ts';
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
  /** Answer in whole numbers, too. */
  readonly withIntegers?: boolean;
  /** Say what the images of each class are answered with on average, at this temperature. */
  readonly temperature?: number | undefined;
}

/**
 * Counts wrong answers and the mean cross-entropy, the same with any number of helpers. The examples must be
 * loaded.
 * @throws where whole numbers are asked for and the network has no form in them
 */
export async function evaluate(
  network: Network,
  examples: Examples,
  options: EvaluateOptions,
  pool?: HelperPool,
): Promise<Evaluation> {
  const model = options.withIntegers
    ? buildIntegerModel(await network.toEffectiveSnapshot(), createLevels(examples.info))
    : undefined;
  const { temperature } = options;
  const asked = { ...options, withLogits: temperature !== undefined };
  const { answers, loss, logits } = await answerAll(network, examples, asked, pool);
  const tested = answers.length;
  const labels = Uint8Array.from({ length: tested }, (_, index) => examples.labelAt(index));
  const wrong = countOther(answers, labels);
  const own = model && (await answerInIntegers(model, examples, options));
  return {
    ...{ split: options.split, wrong, tested, error: wrong / tested, loss },
    ...(options.withAnswers && { answers, labels }),
    ...(own && { integers: compare(own, answers, labels, options.withAnswers) }),
    ...(temperature !== undefined && {
      soft: averageAnswers(logits!, labels, network.spec.classes, temperature),
    }),
  };
}

function compare(
  { answers: own, imageMs }: IntegerAnswers,
  answers: Uint8Array,
  labels: Uint8Array,
  withAnswers = false,
): IntegerEvaluation {
  const wrong = countOther(own, labels);
  const counts = { wrong, error: wrong / own.length, differing: countOther(own, answers), imageMs };
  return withAnswers ? { ...counts, answers: own } : counts;
}

function countOther(answers: Uint8Array, others: Uint8Array): number {
  return answers.reduce((sum, answer, index) => (answer === others[index] ? sum : sum + 1), 0);
}
