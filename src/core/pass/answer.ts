/** What does a network answer for one batch of images, and how sure was it of the right class? */
import * as tf from '@tensorflow/tfjs-core';
import type { Examples } from '../../data/examples.ts';
import { softmaxCrossEntropy } from '../../kernels/loss.ts';
import type { ModelSpec } from '../../spec/model.ts';
import { toAnswers, toOneHot } from '../loss/labels.ts';

export interface BatchAnswer {
  /** The class with the largest score of each image. */
  readonly answers: Uint8Array;
  /** [count, classes], row after row. */
  readonly logits: Float32Array;
  /** Mean cross-entropy in nats. */
  readonly loss: number;
}

/** @param forward logits [count, classes] of normalised images; this function disposes them */
export async function answerBatch(
  spec: ModelSpec,
  forward: (images: tf.Tensor4D) => tf.Tensor2D,
  examples: Examples,
  indices: Int32Array,
): Promise<BatchAnswer> {
  const pixels = new Float32Array(indices.length * tf.util.sizeFromShape([...spec.inputShape]));
  const labels = new Int32Array(indices.length);
  examples.fillBatch(indices, pixels, labels);
  const [logits, loss] = tf.tidy(() => {
    const scores = forward(tf.tensor4d(pixels, [indices.length, ...spec.inputShape]));
    return [scores, softmaxCrossEntropy(scores, toOneHot(labels, spec.classes))] as const;
  });
  const [scores, value] = await Promise.all([logits.data<'float32'>(), loss.data<'float32'>()]);
  tf.dispose([logits, loss]);
  return { answers: toAnswers(scores, spec.classes), logits: scores, loss: value[0]! };
}
