/**
 * A hint: the mean squared error between what a layer of the teacher gives and what a regressor makes of a
 * layer of the student (FitNets, arXiv 1412.6550, equation 3; the paper sums the squares of an image and
 * halves them, here they are a mean, so that the weight means the same at any width). The teacher sees the
 * very images that the student sees, as moved and flipped, and answers as at inference. Of the teacher only
 * the layers up to the one that is asked are carried and computed.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { ModelSpec, TensorInfo } from '../../spec/model.ts';
import { sizeOf } from '../../spec/shapes.ts';
import { runForward } from '../models/forward.ts';
import type { LossRow } from './row.ts';

export interface HintTerm {
  readonly kind: 'hint';
  readonly weight: number;
  readonly studentLayer: string;
  readonly teacher: {
    /** The teacher's layers up to the one that is asked. */
    readonly spec: ModelSpec;
    readonly layer: string;
    readonly tensors: readonly Pick<TensorInfo, 'name' | 'shape'>[];
    /** Effective values of these, one after the other. */
    readonly weights: Float32Array;
  };
  /** Auxiliary tensors of the network; absent where the widths are equal. */
  readonly regressor?: { readonly matrix: string; readonly bias: string };
}

export const hintTerm: LossRow<HintTerm> = {
  takeImages: (term) => term,
  factorOf: ({ weight }) => weight,
  observe: ({ studentLayer }) => [studentLayer],
  prepare: ({ teacher }, images) => {
    const places = new Map<string, tf.Tensor>();
    let at = 0;
    for (const { name, shape } of teacher.tensors) {
      const end = at + sizeOf(shape);
      places.set(name, tf.tensor(teacher.weights.subarray(at, end), [...shape]));
      at = end;
    }
    const seen: tf.Tensor[] = [];
    const observe = new Map([[teacher.layer, (output: tf.Tensor) => void seen.push(output)]]);
    runForward(teacher.spec, (name) => places.get(name)!, images, { observe });
    return seen[0]!;
  },
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
