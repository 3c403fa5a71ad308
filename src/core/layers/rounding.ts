/** Rounding of tensors to whole numbers, by the rules of `math/rounding.ts`. */
import * as tf from '@tensorflow/tfjs-core';

/**
 * Inside a tidy.
 * @param uniform numbers from 0 to below 1 where chance decides; to nearest where absent
 */
export function roundTensor(values: tf.Tensor, uniform?: tf.Tensor): tf.Tensor {
  if (uniform === undefined) return tf.round(values);
  const below = tf.floor(values);
  return tf.add(below, tf.cast(tf.less(uniform, tf.sub(values, below)), 'float32'));
}
