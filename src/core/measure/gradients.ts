/**
 * Which way does the loss pull at every single weight? The gradient of the mean cross-entropy of some images
 * by one tensor's effective weights, before any technique's own rule: what a page groups by code to show how
 * shared weights learn (Deep Compression, arXiv 1510.00149, section 3.3).
 *
 * Batch norm works as in training, on the batch's own statistics, which are then thrown away; nothing is
 * dropped out. Left out on purpose: penalties, which belong to a recipe's training.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Examples } from '../../data/examples.ts';
import { softmaxCrossEntropy } from '../../kernels/loss.ts';
import { countCorrect, toOneHot } from '../loss/labels.ts';
import { runForward } from '../models/forward.ts';
import type { Network } from '../models/network.ts';

/** Images that are taken at once; a gradient of more would need more memory than a phone has. */
export const MOST_GRADIENT_IMAGES = 500;

export interface MeasuredGradient {
  /** In row-major order, one for each weight of the tensor. */
  readonly values: Float32Array;
  /** Mean cross-entropy of the images. */
  readonly loss: number;
  readonly correct: number;
}

/**
 * The gradient by the tensor `name` over the first `count` examples, which must be loaded.
 * @throws when there is no such tensor, or the count is not from 1 to 500
 */
export async function measureGradient(
  network: Network,
  examples: Examples,
  name: string,
  count: number,
): Promise<MeasuredGradient> {
  if (!Number.isInteger(count) || count < 1 || count > MOST_GRADIENT_IMAGES)
    throw new RangeError(`the number of images must be from 1 to ${MOST_GRADIENT_IMAGES}, got ${count}`);
  network.info(name);
  const { spec } = network;
  const pixels = new Float32Array(count * tf.util.sizeFromShape([...spec.inputShape]));
  const labels = new Int32Array(count);
  examples.fillBatch(
    Int32Array.from({ length: count }, (_, index) => index),
    pixels,
    labels,
  );
  const images = tf.tensor4d(pixels, [count, ...spec.inputShape]);
  const targets = toOneHot(labels, spec.classes);
  const effective = new Map(network.tensors.map((each) => [each.name, network.effective(each.name)]));
  const kept: { logits?: tf.Tensor2D } = {};
  try {
    const { value, grad } = tf.valueAndGrad((weights: tf.Tensor) => {
      const lookup = (each: string) => (each === name ? weights : effective.get(each)!);
      const logits = runForward(spec, lookup, images, {
        training: {
          dropout: () => null,
          onStatistics: (_, value) => value.dispose(),
        },
      });
      kept.logits = tf.keep(logits);
      return softmaxCrossEntropy(logits, targets);
    })(effective.get(name)!);
    const [loss, values, logits] = await Promise.all([
      value.data<'float32'>(),
      grad.data<'float32'>(),
      kept.logits!.data<'float32'>(),
    ]);
    tf.dispose([value, grad]);
    return {
      values: Float32Array.from(values),
      loss: loss[0]!,
      correct: countCorrect(logits, labels, spec.classes),
    };
  } finally {
    tf.dispose([images, targets, ...effective.values()]);
    kept.logits?.dispose();
  }
}
