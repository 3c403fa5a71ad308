/**
 * What sharing does to a layer, with the engine's own arithmetic of the cluster stage and its draws for
 * Forgy; a test holds page and engine together. Zeros are no cluster: what is pruned has no code.
 */
import type { ClusterStart } from '../../src/math/kmeans.ts';
import { createStream } from '../../src/math/random.ts';
import { keepLargestAcross } from '../../src/math/select.ts';
import { countNonZeros } from '../../src/math/sparsity.ts';
import type { ModelSnapshot } from '../../src/protocol/snapshots.ts';
import { shareTensor } from '../../src/techniques/cluster/values.ts';
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
}

export { NO_CODE };

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
  const stream = createStream(seed, 'cluster', kernel.name);
  const { values, codes, centroids } = shareTensor(kernel.values, 2 ** bits, { init }, stream);
  const counts = new Uint32Array(centroids.length);
  for (const code of codes) if (code !== NO_CODE) counts[code]!++;
  return { kernel, codes, centroids, shared: values, counts, survivors: countNonZeros(kernel.values), bits };
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
