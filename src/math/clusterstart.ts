/**
 * Where the centroids of k-means begin: the three starts of Deep Compression (arXiv 1510.00149, section 3.2
 * and figure 4) on sorted values: random samples (Forgy), equal steps of the cumulative distribution
 * (density), equal steps between the smallest and the largest value (linear).
 *
 * Linear ignores where the values are and so keeps centroids for the few large weights; density puts nearly
 * all where most weights are, close to zero.
 */
import type { Stream } from './random.ts';
import type { SortedValues } from './sortedvalues.ts';

/** A start that looks at the values; `optimal`, which solves instead of starting, is not among them. */
export type CentroidStart = 'forgy' | 'density' | 'linear';

/**
 * `k` starting centroids in ascending order; equal ones where values are.
 * @param stream for `forgy`: as many draws as it takes to find k different places, at most all of them
 * @throws RangeError when there are no values, k is not from 1 to 65,536, or forgy has no stream
 */
export function placeCentroids(
  sorted: SortedValues,
  k: number,
  start: CentroidStart,
  stream?: Stream,
): Float64Array {
  checkClusterCount(k);
  const { values } = sorted;
  const count = values.length;
  if (count === 0) throw new RangeError('there are no values to place centroids on');
  const min = values[0]!;
  const max = values[count - 1]!;
  switch (start) {
    case 'linear':
      return Float64Array.from({ length: k }, (_, i) =>
        k === 1 ? (min + max) / 2 : min + ((max - min) * i) / (k - 1),
      );
    case 'density':
      // The middle of each of k equal steps, so that every centroid begins with as many values.
      return Float64Array.from({ length: k }, (_, i) => values[Math.floor(((i + 0.5) * count) / k)]!);
    case 'forgy': {
      if (stream === undefined) throw new RangeError('forgy needs a stream of random numbers');
      const places = drawPlaces(Math.min(k, count), count, stream);
      return Float64Array.from({ length: k }, (_, i) => values[places[i % places.length]!]!).sort();
    }
  }
}

/** Throws a RangeError unless k is from 1 to 65,536. */
export function checkClusterCount(k: number): void {
  if (!Number.isInteger(k) || k < 1 || k > 65536) {
    throw new RangeError(`the number of clusters must be an integer from 1 to 65536, got ${k}`);
  }
}

/** So many different places below `count`, each set equally likely (Floyd's method: one draw for each). */
function drawPlaces(wanted: number, count: number, stream: Stream): number[] {
  const places = new Set<number>();
  for (let top = count - wanted; top < count; top++) {
    const place = stream.nextBelow(top + 1);
    places.add(places.has(place) ? top : place);
  }
  return [...places];
}
