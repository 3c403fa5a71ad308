/**
 * A hint: the mean squared error between what a layer of the teacher gives and what a regressor makes of a
 * layer of the student (FitNets, arXiv 1412.6550, equation 3; the paper sums the squares of an image and
 * halves them, here they are a mean, so that the weight means the same at any width).
 */
import * as tf from '@tensorflow/tfjs-core';
import type { LossRow } from './row.ts';
import { askTeacherLayer, type TeacherLayer } from './teacherlayer.ts';

export interface HintTerm {
  readonly kind: 'hint';
  readonly weight: number;
  readonly studentLayer: string;
  readonly teacher: TeacherLayer;
  /** Auxiliary tensors of the network; absent where the widths are equal. */
  readonly regressor?: { readonly matrix: string; readonly bias: string };
}

export const hintTerm: LossRow<HintTerm> = {
  takeImages: (term) => term,
  factorOf: ({ weight }) => weight,
  observe: ({ studentLayer }) => [studentLayer],
  prepare: ({ teacher }, images) => askTeacherLayer(teacher, images),
  compute: ({ studentLayer, regressor }, { outputOf, read }, theirs) => {
    const own = outputOf(studentLayer);
    const regressed = regressor ? regress(own, read(regressor.matrix), read(regressor.bias)) : own;
    return tf.mean(tf.squaredDifference(regressed, theirs!));
  },
  // The weights serve every step: a message copies them.
  listBuffers: () => [],
};

/** The same matrix and bias at each place. @returns [..., the teacher's width] */
function regress(x: tf.Tensor, matrix: tf.Tensor, bias: tf.Tensor): tf.Tensor {
  const rows = tf.reshape(x, [-1, matrix.shape[0]!]) as tf.Tensor2D;
  const regressed = tf.add(tf.matMul(rows, matrix as tf.Tensor2D), bias);
  return tf.reshape(regressed, [...x.shape.slice(0, -1), bias.size]);
}
