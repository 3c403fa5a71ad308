/**
 * Labels and what a network makes of them: one-hot rows to hold logits against, the class that logits answer
 * with, and how many answers are right.
 */
import * as tf from '@tensorflow/tfjs-core';

/** Labels as rows with a single one: [count, classes]. Caller disposes. */
export function toOneHot(labels: Int32Array, classes: number): tf.Tensor2D {
  const rows = new Float32Array(labels.length * classes);
  labels.forEach((label, row) => {
    rows[row * classes + label] = 1;
  });
  return tf.tensor2d(rows, [labels.length, classes]);
}

/** What `toAnswers` gives for a row without a largest score. */
export const NO_ANSWER = 255;

/** The class with the largest score of each row; the first of equal scores counts, NaN never does. */
export function toAnswers(logits: Float32Array, classes: number): Uint8Array {
  return Uint8Array.from({ length: logits.length / classes }, (_, row) => {
    let best = NO_ANSWER;
    let bestScore = Number.NEGATIVE_INFINITY;
    for (let each = 0; each < classes; each++) {
      const score = logits[row * classes + each]!;
      if (score > bestScore) {
        best = each;
        bestScore = score;
      }
    }
    return best;
  });
}

/** How many rows have their largest score at their label. */
export function countCorrect(logits: Float32Array, labels: ArrayLike<number>, classes: number): number {
  return toAnswers(logits, classes).reduce((sum, answer, row) => (answer === labels[row] ? sum + 1 : sum), 0);
}
