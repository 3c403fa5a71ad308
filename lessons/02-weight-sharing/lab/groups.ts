/** What do the gradients of a shared layer come to, code by code? */
import { groupGradients } from '../../../src/math/kmeans.ts';
import { NO_CODE, type SharedLayer } from '../sharing.ts';

/** The sum of the gradients of each code's weights. */
export function sumByCode(
  { codes, centroids, survivors }: SharedLayer,
  gradients: Float32Array,
): Float64Array {
  const ownCodes = new Uint16Array(survivors);
  const ownGradients = new Float32Array(survivors);
  for (let place = 0, survivor = 0; place < codes.length; place++) {
    if (codes[place] === NO_CODE) continue;
    ownCodes[survivor] = codes[place]!;
    ownGradients[survivor++] = gradients[place]!;
  }
  return groupGradients(ownCodes, ownGradients, centroids.length);
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
