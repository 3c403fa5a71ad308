/**
 * How many images does a network get wrong? Plain inference over the first images of a split, batch by batch, with a pause
 * point between batches so that a worker stays reachable.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Examples } from '../../data/examples.ts';
import type { Evaluation } from '../../protocol/events.ts';
import { runForward } from '../models/forward.ts';
import type { Network } from '../models/network.ts';
import { softmaxCrossEntropy, toAnswers, toOneHot } from '../train/loss.ts';

const BATCH_VALUES = 400_000;

/** Effective tensors of a network, held for many forward passes. */
export interface FrozenNetwork {
  /** Logits [batch, classes] of normalised images; caller disposes. */
  forward(images: tf.Tensor4D): tf.Tensor2D;
  dispose(): void;
}

export function freezeNetwork(network: Network): FrozenNetwork {
  const effective = new Map(network.tensors.map(({ name }) => [name, tf.keep(network.effective(name))]));
  return {
    forward: (images) => tf.tidy(() => runForward(network.spec, (name) => effective.get(name)!, images)),
    dispose: () => tf.dispose([...effective.values()]),
  };
}

export interface EvaluateOptions {
  readonly split: Evaluation['split'];
  /** How many images, from the first; all of them where absent. */
  readonly count?: number;
  /** Awaited between batches; may throw to stop. */
  readonly breathe?: () => Promise<void>;
  /** Say what was answered for each image. */
  readonly withAnswers?: boolean;
}

/** Counts wrong answers and the mean cross-entropy. The examples must be loaded. */
export async function evaluate(
  network: Network,
  examples: Examples,
  options: EvaluateOptions,
): Promise<Evaluation> {
  const { spec } = network;
  const tested = Math.min(options.count ?? examples.count, examples.count);
  const imageSize = tf.util.sizeFromShape([...spec.inputShape]);
  const batchSize = Math.max(16, Math.min(500, Math.floor(BATCH_VALUES / imageSize / 4)));
  const frozen = freezeNetwork(network);
  const answers = new Uint8Array(tested);
  const allLabels = new Uint8Array(tested);
  let loss = 0;
  try {
    for (let start = 0; start < tested; start += batchSize) {
      await options.breathe?.();
      const indices = Int32Array.from(
        { length: Math.min(batchSize, tested - start) },
        (_, index) => start + index,
      );
      const pixels = new Float32Array(indices.length * imageSize);
      const labels = new Int32Array(indices.length);
      examples.fillBatch(indices, pixels, labels);
      const [logits, batchLoss] = tf.tidy(() => {
        const images = tf.tensor4d(pixels, [indices.length, ...spec.inputShape]);
        const scores = frozen.forward(images);
        return [scores, softmaxCrossEntropy(scores, toOneHot(labels, spec.classes))] as const;
      });
      answers.set(toAnswers((await logits.data()) as Float32Array, spec.classes), start);
      allLabels.set(labels, start);
      loss += (await batchLoss.data())[0]! * indices.length;
      tf.dispose([logits, batchLoss]);
    }
  } finally {
    frozen.dispose();
  }
  const wrong = answers.reduce((sum, answer, index) => (answer === allLabels[index] ? sum : sum + 1), 0);
  const counts = { split: options.split, wrong, tested, error: wrong / tested, loss: loss / tested };
  return options.withAnswers ? { ...counts, answers, labels: allLabels } : counts;
}
