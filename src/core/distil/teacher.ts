/**
 * What does the teacher say? Its answers to all training images as they are, asked once before a stage: what a student sees moved or
 * flipped is still the same digit to its teacher. The same bits with any number of helpers.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Examples } from '../../data/examples.ts';
import { softmax } from '../../kernels/loss.ts';
import type { ModelSnapshot } from '../../protocol/snapshots.ts';
import type { Distillation } from '../../recipe/schema.ts';
import type { PackedSoftTargets } from '../loss/softtargets.ts';
import { type AnswerOptions, answerAll } from '../measure/answerall.ts';
import { Network } from '../models/network.ts';
import type { HelperPool } from '../parallel/pool.ts';

/**
 * @param options `yieldThread` is awaited between batches and may throw to stop; `onAnswered` is told how many images are answered
 * @returns softmax(t / T) for each of the examples
 */
export async function askTeacher(
  teacher: ModelSnapshot,
  examples: Examples,
  distillation: Distillation,
  options: Pick<AnswerOptions, 'yieldThread' | 'onAnswered'>,
  pool?: HelperPool,
): Promise<PackedSoftTargets> {
  const network = Network.fromSnapshot(teacher);
  try {
    const { logits } = await answerAll(network, examples, { ...options, withLogits: true }, pool);
    return {
      ...distillation,
      probabilities: soften(logits!, network.spec.classes, distillation.temperature),
    };
  } finally {
    network.dispose();
  }
}

/** softmax(logits / temperature) row by row. @param logits [count, classes] */
export function soften(logits: Float32Array, classes: number, temperature: number): Float32Array {
  return tf.tidy(() =>
    softmax(
      tf.div(tf.tensor2d(logits, [logits.length / classes, classes]), temperature),
    ).dataSync<'float32'>(),
  );
}
