/**
 * How is a batch cut for several workers? Into micro-shards of a size that depends on the model alone, never
 * on the number of workers, so that one worker and eight compute the same sums of the same numbers. Batch
 * norm takes its statistics within a micro-shard ("ghost batch norm": Hoffer et al. 2017, arXiv 1705.08741,
 * section 4).
 */
import { rowOf } from '../../spec/layers/table.ts';
import type { ModelSpec } from '../../spec/model.ts';
import { listLayers } from '../../spec/walk.ts';

/** Some consecutive images of a batch. */
export interface Shard {
  /** Counts the micro-shards of the batch from 0. */
  readonly index: number;
  readonly from: number;
  readonly count: number;
}

/**
 * Images in a micro-shard. 32 are enough for the statistics of a batch norm and keep a convolution busy. A
 * net of dense layers alone is nearly as fast to train as its gradients are to carry over, and its products
 * want many rows: it is cut only where the batch is large.
 */
export function shardSizeOf({ layers }: ModelSpec): number {
  return Math.min(128, ...listLayers(layers).map(({ layer }) => rowOf(layer).shardImages));
}

/**
 * The micro-shards of a batch, or of a part of one that starts with the shard `first`; only the last may be
 * smaller.
 */
export function cutBatch(images: number, shardSize: number, first = 0): Shard[] {
  return Array.from({ length: Math.ceil(images / shardSize) }, (_, index) => ({
    index: first + index,
    from: index * shardSize,
    count: Math.min(shardSize, images - index * shardSize),
  }));
}

/**
 * Shares consecutive items out among workers as evenly as whole items go, the later workers getting the ones
 * left over: the first worker has the sums and the update to do as well. Workers without any are left out.
 */
export function shareOut(items: number, workers: number): { from: number; to: number }[] {
  const shares = Array.from({ length: workers }, (_, worker) => ({
    from: Math.floor((worker * items) / workers),
    to: Math.floor(((worker + 1) * items) / workers),
  }));
  return shares.filter(({ from, to }) => to > from);
}
