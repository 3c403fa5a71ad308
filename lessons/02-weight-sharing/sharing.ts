/**
 * What does sharing do to a layer? Computed on the page with the same `math` functions as the engine's
 * cluster stage, with the same draws for Forgy; a test holds the two together. Zeros are no cluster: what is
 * pruned has no code.
 */
import { type ClusterStart, clusterValues } from '../../src/math/kmeans.ts';
import { createStream } from '../../src/math/random.ts';
import { keepLargestAcross } from '../../src/math/select.ts';
import { packNonZeros } from '../../src/math/sparsity.ts';
import type { ModelSnapshot } from '../../src/protocol/snapshots.ts';
import { NO_CODE } from '../../src/techniques/codebook/transform.ts';
import { applyMask } from '../../src/techniques/mask/transform.ts';
import type { Kernel } from '../parts/kernels.ts';
import { isConvolution, type Sharing } from './settings.ts';

/** One kernel and its codebook. */
export interface SharedLayer {
  /** With the weights that were pruned first at zero. */
  readonly kernel: Kernel;
  /** A weight's code, or NO_CODE where it is pruned. */
  readonly codes: Uint16Array;
  /** Ascending. */
  readonly centroids: Float32Array;
  /** Every weight replaced by its centroid. */
  readonly shared: Float32Array;
  /** How many weights have each code. */
  readonly counts: Uint32Array;
  readonly survivors: number;
  readonly bits: number;
  /** Sum of squared distances between weights and centroids. */
  readonly distortion: number;
}

export { NO_CODE };

/** Of a layer: so few that the bits of a size and a place fit into the 53 bits of a number. */
const MOST_WEIGHTS = 2 ** 22;

/**
 * Kernels after the smallest weights of the whole net are set to zero, as the engine's prune stage counts
 * them.
 */
export function pruneKernels(kernels: readonly Kernel[], level: number): readonly Kernel[] {
  if (level === 0) return kernels;
  const total = kernels.reduce((sum, { values }) => sum + values.length, 0);
  const masks = keepLargestAcross(
    kernels.map(({ values }) => values),
    total - Math.round(total * level),
  );
  return kernels.map((kernel, index) => ({ ...kernel, values: applyMask(kernel.values, masks[index]!) }));
}

/** Puts a kernel's surviving weights on at most 2^bits values. */
export function shareKernel(kernel: Kernel, bits: number, init: ClusterStart, seed: number): SharedLayer {
  const { values, name } = kernel;
  const survivors = packNonZeros(values);
  const { centroids, codes, distortion } = clusterValues(
    survivors,
    2 ** bits,
    init,
    createStream(seed, 'cluster', name),
  );
  const codeOf = new Uint16Array(values.length).fill(NO_CODE);
  const shared = new Float32Array(values.length);
  const counts = new Uint32Array(centroids.length);
  for (let place = 0, survivor = 0; place < values.length; place++) {
    if (values[place] === 0) continue;
    const code = codes[survivor++]!;
    codeOf[place] = code;
    shared[place] = centroids[code]!;
    counts[code]!++;
  }
  return {
    kernel,
    codes: codeOf,
    centroids,
    shared,
    counts,
    survivors: survivors.length,
    bits,
    distortion,
  };
}

/** 1 where a place has a code. */
export function toKept(codes: Uint16Array): Uint8Array {
  const kept = new Uint8Array(codes.length);
  for (let place = 0; place < codes.length; place++) if (codes[place] !== NO_CODE) kept[place] = 1;
  return kept;
}

/** The value that each place shares; 0 where it has no code. */
export function toValues(codes: Uint16Array, centroids: ArrayLike<number>): Float32Array {
  const values = new Float32Array(codes.length);
  for (let place = 0; place < codes.length; place++) {
    const code = codes[place]!;
    if (code !== NO_CODE) values[place] = centroids[code]!;
  }
  return values;
}

export function toLayerBits({ shape }: Pick<Kernel, 'shape'>, sharing: Sharing): number {
  return isConvolution(shape) ? sharing.convBits : sharing.fcBits;
}

/** A model whose kernels hold the shared values, with the masks and codes that say so. */
export function toSharedModel(model: ModelSnapshot, layers: readonly SharedLayer[]): ModelSnapshot {
  const byTensor = new Map(layers.map((layer) => [layer.kernel.name, layer]));
  return {
    ...model,
    tensors: model.tensors.map((tensor) => {
      const layer = byTensor.get(tensor.name);
      return layer === undefined ? tensor : { ...tensor, values: layer.shared };
    }),
    transforms: layers.flatMap(({ kernel, codes, survivors }) => [
      ...(survivors === codes.length
        ? []
        : [
            {
              kind: 'mask' as const,
              tensor: kernel.name,
              kept: toKept(codes),
            },
          ]),
      { kind: 'codebook' as const, tensor: kernel.name, codes },
    ]),
  };
}

/**
 * Bits that n weights need with a codebook of k values, and without: the fraction in the lesson's formula.
 */
export function countSharedBits(weights: number, bits: number, values: number): number {
  return weights * bits + values * 32;
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

/**
 * Mean distance between weight and centroid over weights of like size: the weights sorted by |w| and cut into
 * `parts` equal parts, with the middle |w| of each.
 */
export function measureBySize(
  { kernel, codes, centroids }: SharedLayer,
  parts: number,
): { readonly size: number; readonly distance: number }[] {
  const { values } = kernel;
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
