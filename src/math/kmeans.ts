/**
 * Few values that stand for many weights: 1-D k-means by Lloyd's method (Lloyd, "Least Squares Quantization
 * in PCM", 1982) as weight sharing uses it (Deep Compression, arXiv 1510.00149, section 3): every value goes
 * to its nearest centroid, every centroid to the mean of its values, until nothing changes.
 *
 * On a line a cluster is a range of the sorted values, so a step costs k binary searches and k differences of
 * running sums, whatever the number of values. A centroid that loses all its values is put onto the value
 * that lies farthest from its own centroid, which can only lower the distortion; the paper leaves this open.
 * A value midway between two centroids goes to the lower one. Left out on purpose: zeros, which the caller
 * leaves out, since pruning's zero is not a cluster.
 */
import { type CentroidStart, checkClusterCount, placeCentroids } from './clusterstart.ts';
import { findOptimalBounds } from './optimalclusters.ts';
import type { Stream } from './random.ts';
import { countUpTo, meanBetween, type SortedValues, sortValues, spreadBetween } from './sortedvalues.ts';

/** `optimal` begins at the exact optimum. */
export type ClusterStart = CentroidStart | 'optimal';

/** Far more than any start was seen to take; a fixed end where rounding might go round in circles. */
const MOST_STEPS = 100_000;

export interface Clustering {
  /**
   * Ascending and all different; each is the nearest to at least one value. Fewer than k where values are
   * fewer.
   */
  readonly centroids: Float32Array;
  /** For each value, in the order given, which centroid is nearest. */
  readonly codes: Uint8Array | Uint16Array;
  /** Lloyd steps until nothing changed, the one that found this out included. */
  readonly iterations: number;
  /** Sum of squared distances of the values from their centroids. */
  readonly distortion: number;
}

export interface LloydStep {
  /**
   * k + 1 places in the sorted values: cluster i holds those from bounds[i] up to, not including, bounds[i +
   * 1].
   */
  readonly bounds: Uint32Array;
  /**
   * The means of these clusters, ascending; where a cluster was empty, a value that lay far from its
   * centroid.
   */
  readonly centroids: Float64Array;
  /** How many centroids were put elsewhere because their clusters were empty. */
  readonly moved: number;
  /**
   * Sum of squared distances of the values from the means of their clusters. Never rises from step to step.
   */
  readonly distortion: number;
}

/**
 * Clusters values, the same way for the same stream on every machine.
 * @param k from 1 to 65,536
 * @param stream for `forgy` alone
 * @throws RangeError when a value is not finite, k is out of range, or forgy has no stream
 */
export function clusterValues(
  values: Float32Array,
  k: number,
  start: ClusterStart,
  stream?: Stream,
): Clustering {
  checkClusterCount(k);
  const sorted = sortValues(values);
  if (values.length === 0) {
    return { centroids: new Float32Array(), codes: new Uint8Array(), iterations: 0, distortion: 0 };
  }
  let centroids =
    start === 'optimal'
      ? toMeans(sorted, findOptimalBounds(sorted, k))
      : placeCentroids(sorted, k, start, stream);
  let bounds: Uint32Array | undefined;
  let iterations = 0;
  while (iterations < MOST_STEPS) {
    const step = stepLloyd(sorted, centroids);
    iterations++;
    const isSettled = step.moved === 0 && bounds !== undefined && isEqual(step.bounds, bounds);
    ({ centroids, bounds } = step);
    if (isSettled) break;
  }
  const rounded = roundCentroids(sorted, centroids);
  return {
    centroids: rounded,
    codes: assignCodes(values, rounded),
    iterations,
    distortion: computeDistortion(sorted, rounded),
  };
}

/**
 * One step: each value to the nearest of the ascending `centroids`, then each centroid to the mean of its
 * values.
 */
export function stepLloyd(sorted: SortedValues, centroids: Float64Array): LloydStep {
  const bounds = findBounds(sorted, centroids);
  const means = toMeans(sorted, bounds);
  let distortion = 0;
  for (let i = 0; i < means.length; i++) distortion += spreadBetween(sorted, bounds[i]!, bounds[i + 1]!);
  const moved = fillEmpty(sorted, bounds, means);
  return { bounds, centroids: means.sort(), moved, distortion };
}

/** The nearest centroid of each value; of two equally near ones the lower. `centroids` are ascending. */
export function assignCodes(values: Float32Array, centroids: Float32Array): Uint8Array | Uint16Array {
  const limits = toLimits(centroids);
  const codes = centroids.length <= 256 ? new Uint8Array(values.length) : new Uint16Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    let low = 0;
    let high = limits.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (limits[middle]! < value) low = middle + 1;
      else high = middle;
    }
    codes[i] = low;
  }
  return codes;
}

/**
 * The gradient of each centroid: the sum of the gradients of all weights that share it (section 3.3 and
 * figure 3). Summed in order in double precision. Throws a RangeError where codes and gradients differ in
 * number or a code is not below k.
 */
export function groupGradients(
  codes: ArrayLike<number>,
  gradients: ArrayLike<number>,
  k: number,
): Float64Array {
  if (codes.length !== gradients.length) {
    throw new RangeError(`${codes.length} codes need as many gradients, got ${gradients.length}`);
  }
  const sums = new Float64Array(k);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!;
    if (!(code < k)) throw new RangeError(`codes must be below ${k}, got ${code} at ${i}`);
    sums[code]! += gradients[i]!;
  }
  return sums;
}

/** Half-way between neighbouring centroids. */
function toLimits(centroids: Float32Array | Float64Array): Float64Array {
  const limits = new Float64Array(Math.max(0, centroids.length - 1));
  for (let i = 0; i < limits.length; i++) limits[i] = (centroids[i]! + centroids[i + 1]!) / 2;
  return limits;
}

function findBounds(sorted: SortedValues, centroids: Float32Array | Float64Array): Uint32Array {
  const bounds = new Uint32Array(centroids.length + 1);
  const limits = toLimits(centroids);
  for (let i = 0; i < limits.length; i++) bounds[i + 1] = countUpTo(sorted, limits[i]!);
  bounds[centroids.length] = sorted.values.length;
  return bounds;
}

function toMeans(sorted: SortedValues, bounds: Uint32Array): Float64Array {
  const means = new Float64Array(bounds.length - 1);
  for (let i = 0; i < means.length; i++) means[i] = meanBetween(sorted, bounds[i]!, bounds[i + 1]!);
  return means;
}

/**
 * Puts the means of empty clusters, which are NaN, onto the values farthest from their means; such a value is
 * the first or last of its cluster. Where all values lie on their means the rest go onto the last value, to
 * stay empty. Returns how many found a value to take.
 */
function fillEmpty(sorted: SortedValues, bounds: Uint32Array, means: Float64Array): number {
  if (!means.some(Number.isNaN)) return 0;
  const { values } = sorted;
  const ends: { value: number; distance: number }[] = [];
  for (let i = 0; i < means.length; i++) {
    const mean = means[i]!;
    if (Number.isNaN(mean)) continue;
    for (const place of [bounds[i]!, bounds[i + 1]! - 1]) {
      const value = values[place]!;
      if (value !== mean) ends.push({ value, distance: Math.abs(value - mean) });
    }
  }
  ends.sort((a, b) => b.distance - a.distance || a.value - b.value);
  let moved = 0;
  for (let i = 0; i < means.length; i++) {
    if (Number.isNaN(means[i])) means[i] = ends[moved++]?.value ?? values[values.length - 1]!;
  }
  return Math.min(moved, ends.length);
}

/** Centroids as float32, without those that no value is nearest to. */
function roundCentroids(sorted: SortedValues, centroids: Float64Array): Float32Array {
  const rounded = Float32Array.from(centroids);
  const bounds = findBounds(sorted, rounded);
  return rounded.filter((_, i) => bounds[i]! < bounds[i + 1]!);
}

function computeDistortion(sorted: SortedValues, centroids: Float32Array): number {
  const bounds = findBounds(sorted, centroids);
  let distortion = 0;
  for (let i = 0; i < centroids.length; i++) {
    for (let place = bounds[i]!; place < bounds[i + 1]!; place++) {
      const distance = sorted.values[place]! - centroids[i]!;
      distortion += distance * distance;
    }
  }
  return distortion;
}

function isEqual(a: Uint32Array, b: Uint32Array): boolean {
  return a.every((each, i) => each === b[i]);
}
