/**
 * Attention transfer: half the squared distance between where a layer of the student looks and where one of
 * its teacher does, a mean over the images (arXiv 1612.03928, equation 2; see
 * `techniques/attention/maps.ts`).
 */
import * as tf from '@tensorflow/tfjs-core';
import { LEAST_LENGTH_SQUARED } from '../../techniques/attention/maps.ts';
import type { LossRow } from './row.ts';
import { askTeacherLayer, type TeacherLayer } from './teacherlayer.ts';

export interface AttentionTerm {
  readonly kind: 'attention';
  readonly weight: number;
  readonly studentLayer: string;
  readonly teacher: TeacherLayer;
}

export const attentionTerm: LossRow<AttentionTerm> = {
  takeImages: (term) => term,
  factorOf: ({ weight }) => weight / 2,
  observe: ({ studentLayer }) => [studentLayer],
  prepare: ({ teacher }, images) => toMaps(askTeacherLayer(teacher, images)),
  compute: ({ studentLayer }, { outputOf }, theirs) => {
    const own = toMaps(outputOf(studentLayer));
    return tf.div(tf.sum(tf.squaredDifference(own, theirs!)), own.shape[0]!);
  },
  // The weights serve every step: a message copies them.
  listBuffers: () => [],
};

/** @param x [images, height, width, channels] @returns [images, height * width], each of length one */
function toMaps(x: tf.Tensor): tf.Tensor {
  const maps = tf.reshape(tf.sum(tf.mul(x, x), -1), [x.shape[0]!, -1]);
  const lengths = tf.sqrt(tf.add(tf.sum(tf.mul(maps, maps), 1, true), LEAST_LENGTH_SQUARED));
  return tf.div(maps, lengths);
}
