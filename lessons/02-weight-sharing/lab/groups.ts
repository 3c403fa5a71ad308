/** What do the gradients of a shared layer come to, code by code? */
import { groupGradients } from '../../../src/math/kmeans.ts';
import { NO_CODE, type SharedLayer } from '../sharing.ts';

/** The sum of the gradients of each code's weights. */
export function sumByCode({ codes, centroids }: SharedLayer, gradients: Float32Array): Float64Array {
  const places = [...codes.keys()].filter((at) => codes[at] !== NO_CODE);
  return groupGradients(
    places.map((at) => codes[at]!),
    places.map((at) => gradients[at]!),
    centroids.length,
  );
}

/** The least and the largest gradient of a code's weights; zeros where it has none. */
export function findRange(
  codes: Uint16Array,
  gradients: Float32Array,
  code: number,
): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  codes.forEach((each, at) => {
    if (each !== code) return;
    low = Math.min(low, gradients[at]!);
    high = Math.max(high, gradients[at]!);
  });
  return low > high ? [0, 0] : [low, high];
}
