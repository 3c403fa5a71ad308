/**
 * How far sharing moves the weights of a tensor, by their size: large weights are few and move furthest where
 * centroids stand by density (Deep Compression, arXiv 1510.00149, section 3.2).
 */
import { NO_CODE } from '../codebook/transform.ts';

/** Of a tensor: so few weights that the bits of a size and a place fit into the 53 bits of a number. */
const MOST_WEIGHTS = 2 ** 22;

/** Weights of like size: the middle |w| of them, and their mean distance from their centroids. */
export interface SizePart {
  readonly size: number;
  readonly distance: number;
}

/** A tensor's weights, the code of each or NO_CODE, and what the codes stand for. */
export interface CodedWeights {
  readonly values: Float32Array;
  readonly codes: ArrayLike<number>;
  readonly centroids: ArrayLike<number>;
}

/** The weights that have a code, sorted by |w| and cut into `parts` equal parts. */
export function measureBySize({ values, codes, centroids }: CodedWeights, parts: number): SizePart[] {
  const order = orderBySize(values, codes);
  return Array.from({ length: parts }, (_, part) => {
    const from = Math.floor((part * order.length) / parts);
    const to = Math.floor(((part + 1) * order.length) / parts);
    let sum = 0;
    for (let i = from; i < to; i++) sum += Math.abs(values[order[i]!]! - centroids[codes[order[i]!]!]!);
    const middle = order[Math.floor((from + to) / 2)] ?? 0;
    return { size: Math.abs(values[middle] ?? 0), distance: to > from ? sum / (to - from) : 0 };
  });
}

/**
 * The places of all weights with a code, by |w|, then by place. Sorts numbers that hold both, without a
 * comparison in JavaScript: a layer of 235,200 weights takes tens of milliseconds instead of a second. The
 * bits of a float that is not negative rise with it.
 */
function orderBySize(values: Float32Array, codes: ArrayLike<number>): Float64Array {
  const bits = new Uint32Array(Float32Array.from(values, Math.abs).buffer);
  const keys = new Float64Array(values.length);
  let count = 0;
  for (let at = 0; at < values.length; at++)
    if (codes[at] !== NO_CODE) keys[count++] = bits[at]! * MOST_WEIGHTS + at;
  return keys
    .subarray(0, count)
    .sort()
    .map((key) => key % MOST_WEIGHTS);
}
