/**
 * The k groups of numbers with the least spread of all. In one dimension the answer is exact: groups are
 * ranges of the sorted values, so a dynamic program over "the best split of the first i values into j groups"
 * finds it (Wang and Song, "Ckmeans.1d.dp", The R Journal 2011). A best last boundary never moves left when a
 * value is added, so each row of the program is filled by divide and conquer in O(n log n).
 *
 * Rows are not kept: each value carries where its best split stood half-way (Hirschberg's method), and the
 * two halves are solved again. That doubles the time and needs memory for six rows instead of k. Equal values
 * are one place with a weight, so they are never split.
 */
import type { SortedValues } from './sortedvalues.ts';

/** The different values as places with running count, sum and sum of squares, each with a leading 0. */
interface Places {
  readonly counts: Float64Array;
  readonly sums: Float64Array;
  readonly squares: Float64Array;
}

/**
 * The places at which the best groups begin, and the count at the end: k + 1 rising numbers from 0 to the
 * number of values. Fewer groups where there are fewer different values.
 */
export function findOptimalBounds(sorted: SortedValues, k: number): Uint32Array {
  const places = gatherPlaces(sorted);
  const size = places.counts.length - 1;
  const groups = Math.min(k, size);
  const bounds = new Uint32Array(groups + 1);
  if (groups > 0) splitRange(places, 0, size, groups, bounds, 0);
  return bounds.map((place) => places.counts[place]!);
}

function gatherPlaces({ values, sums, squares }: SortedValues): Places {
  const ends: number[] = [0];
  for (let i = 1; i <= values.length; i++)
    if (i === values.length || values[i] !== values[i - 1]) ends.push(i);
  return {
    counts: Float64Array.from(ends),
    sums: Float64Array.from(ends, (end) => sums[end]!),
    squares: Float64Array.from(ends, (end) => squares[end]!),
  };
}

/** Writes the best bounds of places `from` to `to` in `groups` groups into `bounds` from `at` on. */
function splitRange(
  places: Places,
  from: number,
  to: number,
  groups: number,
  bounds: Uint32Array,
  at: number,
): void {
  bounds[at] = from;
  bounds[at + groups] = to;
  if (groups === 1) return;
  if (to - from === groups) {
    for (let i = 1; i < groups; i++) bounds[at + i] = from + i;
    return;
  }
  const half = groups >>> 1;
  const middle = findMiddle(places, from, to, groups, half);
  splitRange(places, from, middle, half, bounds, at);
  splitRange(places, middle, to, groups - half, bounds, at + half);
}

/** Where the first `half` of the `groups` best groups end. */
function findMiddle(places: Places, from: number, to: number, groups: number, half: number): number {
  const length = to - from + 1;
  let before = new Float64Array(length);
  let after = new Float64Array(length);
  let middles = new Uint32Array(length);
  let nextMiddles = new Uint32Array(length);
  const best = new Uint32Array(length);
  for (let i = 1; i < length; i++) before[i] = spreadOf(places, from, from + i);
  for (let group = 2; group <= groups; group++) {
    // The last row is asked for its last entry alone; every group has at least one place.
    const first = group === groups ? length - 1 : group;
    fillRow(places, from, before, after, best, first, length - 1, group - 1, length - 2);
    for (let i = first; i < length; i++) {
      nextMiddles[i] = group === half + 1 ? best[i]! : middles[best[i]!]!;
    }
    [before, after] = [after, before];
    [middles, nextMiddles] = [nextMiddles, middles];
  }
  return from + middles[length - 1]!;
}

/**
 * For entries `first` to `last`: after[i] = min over j of before[j] + spread(j, i), with j from `low` to
 * `high`.
 */
function fillRow(
  places: Places,
  from: number,
  before: Float64Array,
  after: Float64Array,
  best: Uint32Array,
  first: number,
  last: number,
  low: number,
  high: number,
): void {
  if (first > last) return;
  const { counts, sums, squares } = places;
  const i = (first + last) >>> 1;
  const count = counts[from + i]!;
  const sum = sums[from + i]!;
  const square = squares[from + i]!;
  let least = Number.POSITIVE_INFINITY;
  let choice = low;
  for (let j = low, end = Math.min(high, i - 1); j <= end; j++) {
    const part = sum - sums[from + j]!;
    const spread = square - squares[from + j]! - (part * part) / (count - counts[from + j]!);
    const whole = before[j]! + (spread > 0 ? spread : 0);
    if (whole < least) {
      least = whole;
      choice = j;
    }
  }
  after[i] = least;
  best[i] = choice;
  fillRow(places, from, before, after, best, first, i - 1, low, choice);
  fillRow(places, from, before, after, best, i + 1, last, choice, high);
}

function spreadOf({ counts, sums, squares }: Places, from: number, to: number): number {
  const part = sums[to]! - sums[from]!;
  return Math.max(0, squares[to]! - squares[from]! - (part * part) / (counts[to]! - counts[from]!));
}
