/**
 * What a student learns from its teacher: cross-entropy with the teacher's softened probabilities, at the
 * same temperature (Hinton et al. 2015, arXiv 1503.02531, section 2). Times the temperature's square, so that
 * the gradient keeps its size.
 */
import * as tf from '@tensorflow/tfjs-core';
import { softmax, softmaxCrossEntropy } from '../../kernels/loss.ts';
import { type LossRow, packRows } from './row.ts';

export interface SoftTargetsTerm {
  readonly kind: 'softTargets';
  readonly weight: number;
  readonly temperature: number;
  /** softmax(t / T) of each image: [count, classes]. */
  readonly probabilities: Float32Array;
}

/** T^2 * H(softmax(t / T), softmax(z / T)), a mean over the rows, in nats. */
export const softTargets: LossRow<SoftTargetsTerm> = {
  takeImages: (term, indices, { classes }) => ({
    ...term,
    probabilities: packRows(term.probabilities, indices, classes),
  }),
  factorOf: ({ weight, temperature }) => weight * temperature * temperature,
  compute: ({ temperature, probabilities }, { logits }) =>
    softmaxCrossEntropy(tf.div(logits, temperature), tf.tensor2d(probabilities, logits.shape)),
  listBuffers: ({ probabilities }) => [probabilities],
};

/** softmax(logits / temperature) row by row. @param logits [count, classes] */
export function soften(logits: Float32Array, classes: number, temperature: number): Float32Array {
  return tf.tidy(() =>
    softmax(
      tf.div(tf.tensor2d(logits, [logits.length / classes, classes]), temperature),
    ).dataSync<'float32'>(),
  );
}
