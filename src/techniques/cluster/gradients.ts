/**
 * The gradients of a shared tensor, code by code: their sum is the gradient of the code's value (Deep
 * Compression, arXiv 1510.00149, section 3.3 and figure 3).
 */
import { groupGradients } from '../../math/kmeans.ts';
import { NO_CODE } from '../codebook/transform.ts';

/**
 * The sum of the gradients of each code's weights.
 * @param count of codes
 */
export function sumByCode(codes: Uint16Array, gradients: Float32Array, count: number): Float64Array {
  const coded = codes.reduce((sum, code) => sum + (code === NO_CODE ? 0 : 1), 0);
  const ownCodes = new Uint16Array(coded);
  const ownGradients = new Float32Array(coded);
  for (let place = 0, next = 0; place < codes.length; place++) {
    if (codes[place] === NO_CODE) continue;
    ownCodes[next] = codes[place]!;
    ownGradients[next++] = gradients[place]!;
  }
  return groupGradients(ownCodes, ownGradients, count);
}

/** The least and the largest gradient of a code's weights; zeros where it has none. */
export function findRange(
  codes: Uint16Array,
  gradients: Float32Array,
  code: number,
): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let place = 0; place < codes.length; place++) {
    if (codes[place] !== code) continue;
    low = Math.min(low, gradients[place]!);
    high = Math.max(high, gradients[place]!);
  }
  return low > high ? [0, 0] : [low, high];
}
