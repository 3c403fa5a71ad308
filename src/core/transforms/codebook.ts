/**
 * Weights that share values. All weights of a group hold one value, the group's centroid, and learn together:
 * each gets the sum of the group's gradients, so that a step by any optimizer moves all of them alike, to the
 * bit (Deep Compression, arXiv 1510.00149, section 3.3 and figure 3). The centroids need no tensor of their
 * own: the latent tensor holds each as often as it has members, and optimizer state, snapshots and penalties
 * (a centroid pays for every member) follow without knowing.
 *
 * Weights without a group get no gradient and stay as they are: zeros that pruning left. Composes with a mask
 * before or after it.
 */
import * as tf from '@tensorflow/tfjs-core';
import { sumGroups } from '../../kernels/groupsum.ts';
import { type CodebookSnapshot, NO_CODE } from '../../techniques/codebook/transform.ts';
import type { WeightTransform } from './transform.ts';

/**
 * @param codes one entry per weight in row-major order: its group, or NO_CODE; the latent values of a group
 *   must be equal
 * @throws when its length is not the shape's size
 */
export function createCodebook(
  tensor: string,
  shape: readonly number[],
  codes: Uint16Array,
): WeightTransform {
  const size = tf.util.sizeFromShape([...shape]);
  if (codes.length !== size)
    throw new Error(`the codes of ${tensor} must have ${size} entries, got ${codes.length}`);
  const places: number[] = [];
  codes.forEach((code, place) => {
    if (code !== NO_CODE) places.push(place);
  });
  const groupOf = Int32Array.from(places, (place) => codes[place]!);
  const groups = groupOf.reduce((most, code) => Math.max(most, code + 1), 0);
  const members = tf.keep(tf.tensor1d(Int32Array.from(places), 'int32'));
  const memberCodes = tf.keep(tf.tensor1d(groupOf, 'int32'));
  let codeAt: tf.Tensor1D | undefined;
  const everywhere = () => {
    codeAt ??= tf.keep(
      tf.tensor1d(
        Int32Array.from(codes, (code) => (code === NO_CODE ? groups : code)),
        'int32',
      ),
    );
    return codeAt;
  };
  return {
    kind: 'codebook',
    apply: (weights) => weights.clone(),
    pullBack: (gradient) => ({
      input: sumGroups({ gradient, members, codes: memberCodes, groups, everywhere }),
    }),
    toSnapshot: (): CodebookSnapshot => ({ kind: 'codebook', tensor, codes }),
    dispose: () => tf.dispose([members, memberCodes, ...(codeAt ? [codeAt] : [])]),
  };
}
