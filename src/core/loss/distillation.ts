/**
 * Loss of a student that learns from its teacher and from labels: a share of Hinton's loss, which is cross-entropy with the
 * teacher's softened probabilities at the same temperature, times its square so that the gradient keeps its size (Hinton et
 * al. 2015, arXiv 1503.02531, section 2), and the rest from the labels.
 */
import * as tf from '@tensorflow/tfjs-core';
import { softmaxCrossEntropy } from '../../kernels/loss.ts';
import type { Distillation } from '../../recipe/schema.ts';

/**
 * (1 - share) * H(labels, softmax(z)) + share * T^2 * H(softmax(t / T), softmax(z / T)), a mean over the rows, in nats.
 * @param logits z of the student, [count, classes]
 * @param labels [count, classes]
 * @param softTargets `targets` are the teacher's softmax(t / T), [count, classes]
 * @returns scalar; caller disposes
 */
export function distillationLoss(
  logits: tf.Tensor2D,
  labels: tf.Tensor2D,
  { targets, temperature, share }: Distillation & { readonly targets: tf.Tensor2D },
): tf.Scalar {
  return tf.tidy(() => {
    const fromTeacher = softmaxCrossEntropy(tf.div(logits, temperature), targets);
    const fromLabels = softmaxCrossEntropy(logits, labels);
    return tf.add(
      tf.mul(fromLabels, 1 - share),
      tf.mul(fromTeacher, share * temperature * temperature),
    ) as tf.Scalar;
  });
}
