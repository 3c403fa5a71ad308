/** What does a step train on? Some images of a split, drawn micro-shard by micro-shard, here or in a helper. */
import type { Examples } from '../../data/examples.ts';
import type { ModelSpec } from '../../spec/model.ts';
import type { PackedSoftTargets } from '../loss/softtargets.ts';
import { drawShard, type Noise, packRows } from '../parallel/draw.ts';
import type { ShardInput } from '../parallel/shardpass.ts';
import type { Shard } from '../parallel/shards.ts';
import type { GradientTask } from '../parallel/task.ts';

export interface Batch {
  readonly images: number;
  /** One micro-shard as tensors; caller disposes it. */
  draw(shard: Shard): ShardInput;
  /** Consecutive micro-shards as bytes, for a helper to draw. */
  pack(shards: readonly Shard[]): Pick<GradientTask, 'images' | 'noise' | 'softTargets'>;
}

/**
 * @param indices of the batch's images among `examples`
 * @param softTargets the teacher's answers for all examples, if there is a teacher
 */
export function createBatch(
  spec: ModelSpec,
  examples: Examples,
  indices: Int32Array,
  noise: Noise,
  softTargets?: PackedSoftTargets,
): Batch {
  const indicesOf = ({ from, count }: Shard) => indices.subarray(from, from + count);
  return {
    images: indices.length,
    draw: (shard) => drawShard(spec, examples, indicesOf(shard), noise, shard.index, softTargets),
    pack: (shards) => {
      const [first, last] = [shards[0]!, shards.at(-1)!];
      const theirs = indices.subarray(first.from, last.from + last.count);
      const images = { dataset: examples.info.name, ...examples.pack(theirs) };
      if (softTargets === undefined) return { images, noise };
      const probabilities = packRows(softTargets.probabilities, theirs, spec.classes);
      return { images, noise, softTargets: { ...softTargets, probabilities } };
    },
  };
}
