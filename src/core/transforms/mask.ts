/**
 * A weight is held at zero by a mask of zeros and ones: effective = latent * mask, and the gradient is masked
 * the same way, so that a pruned weight stays exactly zero whatever momentum or weight decay say. Han et al.
 * 2015 (arXiv 1506.02626, section 3).
 *
 * A splicing mask hides weights but lets the gradient through to them, so that they learn on and may come
 * back when the mask is drawn anew (dynamic network surgery, Guo et al. 2016, arXiv 1608.04493).
 */
import * as tf from '@tensorflow/tfjs-core';
import type { MaskSnapshot } from '../../techniques/mask/transform.ts';
import type { WeightTransform } from './transform.ts';

/**
 * @param kept one entry per weight, 1 to keep and 0 to prune; @throws when its length is not the shape's size
 */
export function createMask(
  tensor: string,
  shape: readonly number[],
  kept: Uint8Array,
  isSplicing = false,
): WeightTransform {
  const size = tf.util.sizeFromShape([...shape]);
  if (kept.length !== size)
    throw new Error(`the mask of ${tensor} must have ${size} entries, got ${kept.length}`);
  const mask = tf.keep(tf.tensor(Float32Array.from(kept), [...shape]));
  return {
    kind: 'mask',
    apply: (weights) => tf.mul(weights, mask),
    pullBack: (gradient) => ({ input: isSplicing ? gradient.clone() : tf.mul(gradient, mask) }),
    toSnapshot: (): MaskSnapshot => ({ kind: 'mask', tensor, kept, ...(isSplicing && { isSplicing }) }),
    dispose: () => mask.dispose(),
  };
}

/**
 * DropConnect (Wan et al. 2013): every weight is dropped with probability `rate` for one training step, the
 * others are scaled by 1 / (1 - rate) so that the expected sum stays the same.
 * @param survivors one entry per weight, 1 or 0; lives for one step
 */
export function createDropConnect(
  shape: readonly number[],
  survivors: Float32Array,
  rate: number,
): WeightTransform {
  const mask = tf.keep(tf.tidy(() => tf.mul(tf.tensor(survivors, [...shape]), 1 / (1 - rate))));
  return {
    kind: 'dropConnect',
    apply: (weights) => tf.mul(weights, mask),
    pullBack: (gradient) => ({ input: tf.mul(gradient, mask) }),
    dispose: () => mask.dispose(),
  };
}
