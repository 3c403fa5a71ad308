/**
 * Batch normalization (Ioffe and Szegedy 2015, arXiv 1502.03167, Algorithm 1): y = scale * (x - mean) / sqrt(variance + epsilon)
 * + shift, per channel. In training, mean and (biased) variance are those of the batch and the gradient goes through them; in
 * inference they are the moving averages.
 *
 * Sums over a batch are products with a row of ones, because a matrix product is the fastest reduction that tfjs has on WASM.
 */
import * as tf from '@tensorflow/tfjs-core';

export const BATCH_NORM_EPSILON = 1e-5;
/** Share of the old moving average that is kept at each training step. */
export const BATCH_NORM_MOMENTUM = 0.9;

export interface BatchNormOutput {
  readonly output: tf.Tensor;
  /** [channels]; not part of the gradient; the caller disposes both, also inside a tidy. */
  readonly mean: tf.Tensor;
  readonly variance: tf.Tensor;
}

function columnMeans(rows: tf.Tensor2D): tf.Tensor1D {
  const count = rows.shape[0];
  return tf.tidy(() => tf.reshape(tf.matMul(tf.fill([1, count], 1 / count), rows), [rows.shape[1]]));
}

/** Normalizes over all axes but the last. Inside a tidy. */
export function batchNormTrain(x: tf.Tensor, scale: tf.Tensor, shift: tf.Tensor): BatchNormOutput {
  const channels = x.shape[x.shape.length - 1]!;
  const statistics = {
    mean: undefined as tf.Tensor | undefined,
    variance: undefined as tf.Tensor | undefined,
  };
  const normalize = tf.customGrad((input, gamma, beta, save) => {
    const rows = tf.reshape(input as tf.Tensor, [-1, channels]) as tf.Tensor2D;
    const mean = columnMeans(rows);
    const centred = tf.sub(rows, mean) as tf.Tensor2D;
    const variance = columnMeans(tf.square(centred) as tf.Tensor2D);
    const inverse = tf.rsqrt(tf.add(variance, BATCH_NORM_EPSILON));
    const normal = tf.mul(centred, inverse);
    // Kept, because tfjs frees what a custom gradient's forward pass leaves behind.
    statistics.mean = tf.keep(mean);
    statistics.variance = tf.keep(variance);
    (save as tf.GradSaveFunc)([normal, inverse, gamma as tf.Tensor]);
    const value = tf.reshape(tf.add(tf.mul(normal, gamma as tf.Tensor), beta as tf.Tensor), x.shape);
    return {
      value,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [hat, inv, g] = saved as [tf.Tensor2D, tf.Tensor1D, tf.Tensor1D];
        const dRows = tf.reshape(dy, [-1, channels]) as tf.Tensor2D;
        const count = dRows.shape[0];
        const meanDy = columnMeans(dRows);
        const meanDyHat = columnMeans(tf.mul(dRows, hat) as tf.Tensor2D);
        const inner = tf.sub(tf.sub(dRows, meanDy), tf.mul(hat, meanDyHat));
        const dx = tf.reshape(tf.mul(inner, tf.mul(g, inv)), dy.shape);
        return [dx, tf.mul(meanDyHat, count), tf.mul(meanDy, count)];
      },
    };
  });
  const output = normalize(x, scale, shift);
  return { output, mean: statistics.mean!, variance: statistics.variance! };
}

/** Normalizes with the moving averages, as one multiplication and one addition per value. */
export function batchNormInfer(
  x: tf.Tensor,
  scale: tf.Tensor,
  shift: tf.Tensor,
  mean: tf.Tensor,
  variance: tf.Tensor,
): tf.Tensor {
  return tf.tidy(() => {
    const factor = tf.mul(scale, tf.rsqrt(tf.add(variance, BATCH_NORM_EPSILON)));
    return tf.add(tf.mul(x, factor), tf.sub(shift, tf.mul(mean, factor)));
  });
}
