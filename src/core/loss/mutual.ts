/**
 * Two students that learn from each other (deep mutual learning, arXiv 1706.00384, equations 4 and 5). The
 * second's tensors are auxiliary ones of the first's network, so that one pass gives the gradients of both.
 */
import * as tf from '@tensorflow/tfjs-core';
import { softmax, softmaxCrossEntropy } from '../../kernels/loss.ts';
import type { ModelSpec } from '../../spec/model.ts';
import { runForward } from '../models/forward.ts';
import type { LossRow } from './row.ts';

export interface MutualTerm {
  readonly kind: 'mutual';
  readonly weight: number;
  /** The second student, and what precedes the names of its tensors in the network. */
  readonly spec: ModelSpec;
  readonly prefix: string;
}

/**
 * The second student's cross-entropy with the labels, and `weight` times the divergence of each student's
 * answers from the other's, in nats. Neither's answers move towards the other's by way of the one who learns:
 * what is learnt from has no gradient.
 */
export const mutualTerm: LossRow<MutualTerm> = {
  takeImages: (term) => term,
  factorOf: () => 1,
  prepare: (_, images) => tf.clone(images),
  compute: ({ weight, spec, prefix }, { logits, targets, read }, images) => {
    const others = runForward(spec, (name) => read(`${prefix}${name}`), images as tf.Tensor4D, {
      training: { dropout: () => null, onStatistics: (_, value) => value.dispose() },
    });
    const both = tf.add(diverge(logits, others), diverge(others, logits));
    return tf.add<tf.Scalar>(softmaxCrossEntropy(others, targets), tf.mul(both, weight));
  },
  listBuffers: () => [],
};

/** KL(softmax(theirs) || softmax(own)), a mean over the rows, in nats. No gradient flows into `theirs`. */
function diverge(own: tf.Tensor2D, theirs: tf.Tensor2D): tf.Scalar {
  const answers = withoutGradient(softmax)(theirs);
  const entropy = withoutGradient((logits) => softmaxCrossEntropy(logits, softmax(logits)))(theirs);
  return tf.sub(softmaxCrossEntropy(own, answers), entropy);
}

/** The same function, through which no gradient goes back. */
function withoutGradient<Output extends tf.Tensor>(
  compute: (x: tf.Tensor2D) => Output,
): (x: tf.Tensor2D) => Output {
  return tf.customGrad((x) => ({
    value: compute(x as tf.Tensor2D),
    gradFunc: () => tf.zerosLike(x as tf.Tensor2D),
  })) as (x: tf.Tensor2D) => Output;
}
