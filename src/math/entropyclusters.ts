/**
 * Few values that stand for many weights, where a rare code costs more than a common one. Entropy-constrained
 * scalar quantization: a value goes to the centroid where its squared distance plus `price` times the code's
 * length is least, the length being -log2 of the share of values that have the code; centroids go to the
 * means of their values; until nothing changes (Chou, Lookabaugh and Gray 1989; for weights of nets Choi et
 * al. 2017, arXiv 1612.01543, section 4). Codes that nothing chooses any more are given up.
 *
 * Neither step raises the sum of distances and prices, so it ends. On a line a cluster is a range of the
 * sorted values: its limits lie where the lines c^2 - 2 c v + price * length of neighbours on their lower
 * envelope cross.
 */
import { logarithm } from './exactmath.ts';
import { countUpTo, meanBetween, type SortedValues, sortValues } from './sortedvalues.ts';

export interface PricedClustering {
  /** Ascending and all different; each stands for at least one value. */
  readonly centroids: Float32Array;
  /** For each value, in the order given, its centroid. */
  readonly codes: Uint8Array | Uint16Array;
}

/** Far more than was ever seen; a fixed end where rounding might go round in circles. */
const MOST_STEPS = 10_000;

/**
 * @param start ascending centroids to begin with, all different
 * @param price of a bit, in units of squared distance; at 0 this is Lloyd's method
 * @throws RangeError when a value is not finite or the price is negative
 */
export function clusterByPrice(
  values: Float32Array,
  start: ArrayLike<number>,
  price: number,
): PricedClustering {
  if (!(price >= 0)) throw new RangeError(`the price of a bit must not be negative, got ${price}`);
  const sorted = sortValues(values);
  const count = sorted.values.length;
  if (count === 0) return { centroids: new Float32Array(), codes: new Uint8Array() };
  let centroids = Array.from(start);
  let prices = centroids.map(() => 0);
  let ends: number[] = [];
  for (let step = 0; step < MOST_STEPS; step++) {
    const next = chooseEnds(sorted, centroids, prices);
    const isSettled = next.length === ends.length && next.every((end, index) => end === ends[index]);
    ends = next;
    const from = (index: number) => (index === 0 ? 0 : ends[index - 1]!);
    centroids = ends.map((end, index) => meanBetween(sorted, from(index), end));
    prices = ends.map((end, index) => (-price * logarithm((end - from(index)) / count)) / Math.LN2);
    if (isSettled) break;
  }
  return toCodes(values, sorted, centroids, ends);
}

/** Where the range of each centroid that any value chooses ends in the sorted values. */
function chooseEnds(sorted: SortedValues, centroids: readonly number[], prices: readonly number[]): number[] {
  const best: { centroid: number; price: number; from: number }[] = [];
  centroids.forEach((centroid, index) => {
    const price = prices[index]!;
    let from = Number.NEGATIVE_INFINITY;
    for (let last = best.at(-1); last !== undefined; last = best.at(-1)) {
      const apart = centroid - last.centroid;
      from = apart > 0 ? (centroid + last.centroid) / 2 + (price - last.price) / (2 * apart) : last.from;
      if (from > last.from) break;
      best.pop();
      from = Number.NEGATIVE_INFINITY;
    }
    best.push({ centroid, price, from });
  });
  const ends = best.map((_, index) => {
    const next = best[index + 1];
    return next === undefined ? sorted.values.length : countUpTo(sorted, next.from);
  });
  return ends.filter((end, index) => end > (index === 0 ? 0 : ends[index - 1]!));
}

function toCodes(
  values: Float32Array,
  { values: sorted }: SortedValues,
  means: readonly number[],
  ends: readonly number[],
): PricedClustering {
  const rounded = Float32Array.from(means);
  // Two means that round to one float are one centroid.
  const isOwn = (index: number) => index === 0 || rounded[index] !== rounded[index - 1];
  const centroids = rounded.filter((_, index) => isOwn(index));
  const lasts: number[] = [];
  ends.forEach((end, index) => {
    if (!isOwn(index)) lasts.pop();
    lasts.push(sorted[end - 1]!);
  });
  const codes = centroids.length <= 256 ? new Uint8Array(values.length) : new Uint16Array(values.length);
  values.forEach((value, place) => {
    let low = 0;
    let high = lasts.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (lasts[middle]! < value) low = middle + 1;
      else high = middle;
    }
    codes[place] = low;
  });
  return { centroids, codes };
}
