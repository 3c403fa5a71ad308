/**
 * One training step: effective weights from latent ones, gradients micro-shard by micro-shard (here and by the pool's helpers), their
 * sum in a fixed order, back through the transforms, update. Gradients are taken by the effective weights, so that every
 * technique's own gradient rule (its `pullBack`) is applied in one place, no technique has to know automatic differentiation, and
 * no helper has to know a technique.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { TrainStage } from '../../recipe/schema.ts';
import { BATCH_NORM_MOMENTUM } from '../layers/normalize.ts';
import type { Network } from '../models/network.ts';
import { disposeShard } from '../parallel/draw.ts';
import { OrderedSum } from '../parallel/orderedsum.ts';
import { packTensors, unpackTensors } from '../parallel/packed.ts';
import type { HelperPool } from '../parallel/pool.ts';
import { addGradients, type LayerStatistics, passShard, type ShardOutcome } from '../parallel/shardpass.ts';
import { cutBatch, type Shard, shardSizeOf, shareOut } from '../parallel/shards.ts';
import { applyTransforms, pullBackThrough, type WeightTransform } from '../transforms/transform.ts';
import type { Batch } from './batch.ts';
import type { Optimizer } from './optimizer.ts';

export interface StepInput {
  readonly batch: Batch;
  readonly learningRate: number;
  /** Transforms for this step only, after the network's own. */
  readonly extraTransforms?: ReadonlyMap<string, readonly WeightTransform[]>;
}

export interface StepResult {
  /** Mean cross-entropy of the batch before the update, without regularizer. */
  readonly loss: number;
  readonly correct: number;
}

/** Runs one step and changes the network in place. The result has the same bits with any number of helpers. */
export async function trainStep(
  network: Network,
  optimizer: Optimizer,
  stage: TrainStage,
  { batch, learningRate, extraTransforms }: StepInput,
  pool?: HelperPool,
): Promise<StepResult> {
  const { trainable } = network;
  const transformsOf = (name: string) => [...network.transforms(name), ...(extraTransforms?.get(name) ?? [])];
  const effective = trainable.map(({ name }) => applyTransforms(network.latent(name), transformsOf(name)));
  const shards = cutBatch(batch.images, shardSizeOf(network.spec));
  const { gradients, outcomes } = await sumGradients(network, effective, batch, shards, pool);

  optimizer.beginStep();
  trainable.forEach(({ name, role }, index) => {
    const total =
      role === 'kernel' ? addPenalty(gradients[index]!, effective[index]!, stage) : gradients[index]!;
    const gradient = pullBackThrough(total, transformsOf(name));
    network.set(
      name,
      tf.tidy(() => optimizer.update(name, network.latent(name), gradient, learningRate)),
    );
    tf.dispose([gradient, effective[index]!]);
  });
  updateStatistics(
    network,
    outcomes.map(({ statistics }) => statistics),
    shards.map(({ count }) => count / batch.images),
  );
  return {
    loss: outcomes.reduce((sum, { loss }) => sum + loss, 0),
    correct: outcomes.reduce((sum, { correct }) => sum + correct, 0),
  };
}

/** Gradients of the batch's mean loss by the effective weights, and each micro-shard's numbers, both in a fixed order. */
async function sumGradients(
  { spec, trainable }: Network,
  effective: readonly tf.Tensor[],
  batch: Batch,
  shards: readonly Shard[],
  pool: HelperPool | undefined,
): Promise<{ gradients: readonly tf.Tensor[]; outcomes: readonly ShardOutcome[] }> {
  const names = trainable.map(({ name }) => name);
  const [own, ...others] = shareOut(shards.length, 1 + (pool?.size ?? 0)).map(({ from, to }) =>
    shards.slice(from, to),
  );
  const asked = Promise.all(
    others.map((theirs, helper) =>
      pool!.perform(helper, () => ({
        kind: 'gradients',
        spec,
        weights: packTensors(effective, pool!.takeSpare()),
        ...batch.pack(theirs),
        batchImages: batch.images,
        firstShard: theirs[0]!.index,
      })),
    ),
  );
  // Awaited below; until then a failure must not count as unhandled.
  asked.catch(() => undefined);

  const sum = new OrderedSum<readonly tf.Tensor[]>(addGradients);
  const outcomes: ShardOutcome[] = [];
  for (const shard of own!) {
    const input = batch.draw(shard);
    const { outcome, gradients } = await passShard(spec, names, effective, input, batch.images);
    disposeShard(input);
    outcomes.push(outcome);
    sum.push({ start: shard.index, level: 0, value: gradients });
  }
  for (const answer of await asked) {
    outcomes.push(...answer.outcomes);
    for (const { start, level, values } of answer.nodes) {
      sum.push({ start, level, value: unpackTensors(values, trainable) });
      pool!.giveSpare(values);
    }
  }
  return { gradients: sum.finish(), outcomes };
}

/** Adds the gradients of weight decay and regularizer by the effective weights. Takes ownership of `gradient`. */
function addPenalty(
  gradient: tf.Tensor,
  weights: tf.Tensor,
  { optimizer, regularizer }: TrainStage,
): tf.Tensor {
  const l2 = optimizer.weightDecay + (regularizer?.kind === 'l2' ? regularizer.strength : 0);
  const l1 = regularizer?.kind === 'l1' ? regularizer.strength : 0;
  if (l1 === 0 && l2 === 0) return gradient;
  const total = tf.tidy(() => {
    let sum = gradient;
    if (l2 > 0) sum = tf.add(sum, tf.mul(weights, l2));
    if (l1 > 0) sum = tf.add(sum, tf.mul(toSign(weights), l1));
    return sum;
  });
  gradient.dispose();
  return total;
}

/** -1, 0 or 1 for every weight that is not smaller than 1e-30 in size: tfjs has no sign kernel on WASM. */
function toSign(weights: tf.Tensor): tf.Tensor {
  return tf.clipByValue(tf.mul(weights, 1e30), -1, 1);
}

/** Moves the averages that inference uses towards the micro-shards' own statistics, each weighed by its share of the batch. */
function updateStatistics(
  network: Network,
  statistics: readonly (readonly LayerStatistics[])[],
  shares: readonly number[],
): void {
  statistics[0]!.forEach(({ layer }, index) => {
    for (const kind of ['mean', 'variance'] as const) {
      const values = meanOf(
        statistics.map((layers) => layers[index]![kind]),
        shares,
      );
      const name = `${layer}/${kind === 'mean' ? 'movingMean' : 'movingVariance'}`;
      network.set(
        name,
        tf.tidy(() =>
          tf.add(tf.mul(network.latent(name), BATCH_NORM_MOMENTUM), tf.mul(values, 1 - BATCH_NORM_MOMENTUM)),
        ),
      );
    }
  });
}

function meanOf(values: readonly Float32Array[], shares: readonly number[]): Float32Array {
  return Float32Array.from(values[0]!, (_, index) =>
    values.reduce((sum, each, shard) => sum + shares[shard]! * each[index]!, 0),
  );
}
