/** What a step trains on: some images of a split, drawn micro-shard by micro-shard, here or in a helper. */
import type { Examples } from '../../data/examples.ts';
import type { ModelSpec } from '../../spec/model.ts';
import { type LossTerm, takeImages } from '../loss/terms.ts';
import type { Shard } from '../parallel/shards.ts';
import type { GradientTask } from '../parallel/task.ts';
import { drawShard, drawUniform, type Noise } from '../pass/draw.ts';
import type { ShardInput } from '../pass/shard.ts';
import type { DrawUniform } from '../transforms/transform.ts';

export interface Batch {
  readonly images: number;
  /** One micro-shard as tensors; caller disposes it. */
  draw(shard: Shard): ShardInput;
  /** What the step's draws are for the transforms of a tensor. */
  drawFor(tensor: string): DrawUniform;
  /** Consecutive micro-shards as bytes, for a helper to draw. */
  pack(shards: readonly Shard[]): Pick<GradientTask, 'images' | 'noise' | 'terms'>;
}

/**
 * @param indices of the batch's images among `examples`
 * @param terms what the loss is made of, for all examples; the labels alone where absent
 */
export function createBatch(
  spec: ModelSpec,
  examples: Examples,
  indices: Int32Array,
  noise: Noise,
  terms?: readonly LossTerm[],
): Batch {
  const indicesOf = ({ from, count }: Shard) => indices.subarray(from, from + count);
  return {
    images: indices.length,
    draw: (shard) => drawShard(spec, examples, indicesOf(shard), noise, shard.index, terms),
    drawFor: (name) => (purpose, shape) => drawUniform(noise, { purpose, name, shape }),
    pack: (shards) => {
      const [first, last] = [shards[0]!, shards.at(-1)!];
      const theirs = indices.subarray(first.from, last.from + last.count);
      const images = { dataset: examples.info.name, ...examples.pack(theirs) };
      return { images, noise, ...(terms && { terms: takeImages(terms, theirs, spec) }) };
    },
  };
}
