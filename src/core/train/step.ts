/**
 * One training step: effective weights from latent ones, gradients micro-shard by micro-shard (here and by
 * the pool's helpers), their sum in a fixed order, back through the transforms, update. Gradients are taken
 * by the effective weights, so that every technique's own gradient rule (its `pullBack`) is applied in one
 * place, no technique has to know automatic differentiation, and no helper has to know a technique.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { TrainStage } from '../../recipe/schema.ts';
import type { TensorInfo } from '../../spec/model.ts';
import { BATCH_NORM_MOMENTUM } from '../layers/normalize.ts';
import { addPenalty, toPenalty } from '../loss/penalties.ts';
import type { Network } from '../models/network.ts';
import { OrderedSum } from '../parallel/orderedsum.ts';
import { packTensors, unpackTensors } from '../parallel/packed.ts';
import type { HelperPool } from '../parallel/pool.ts';
import { cutBatch, type Shard, shardSizeOf, shareOut } from '../parallel/shards.ts';
import { disposeShard } from '../pass/draw.ts';
import { addGradients, passShard, type ShardOutcome, type Statistic } from '../pass/shard.ts';
import {
  type DrawUniform,
  pullBackThrough,
  runTransforms,
  type WeightTransform,
} from '../transforms/transform.ts';
import type { Batch } from './batch.ts';
import type { LossScaler } from './lossscaler.ts';
import type { Optimizer } from './optimizer.ts';

export interface StepInput {
  readonly batch: Batch;
  readonly learningRate: number;
  /** Transforms for this step only, after the network's own. */
  readonly extraTransforms?: ReadonlyMap<string, readonly WeightTransform[]>;
  /** Scales the loss, and says whether the step counts; 1 and always where absent. */
  readonly scaler?: LossScaler;
}

export interface StepResult {
  /** Mean cross-entropy of the batch before the update, without regularizer. */
  readonly loss: number;
  readonly correct: number;
}

/**
 * Runs one step and changes the network in place. The result has the same bits with any number of helpers.
 */
export async function trainStep(
  network: Network,
  optimizer: Optimizer,
  stage: TrainStage,
  { batch, learningRate, extraTransforms, scaler }: StepInput,
  pool?: HelperPool,
): Promise<StepResult> {
  const tensors = network.trainable.map((info) => {
    const transforms = [...network.transforms(info.name), ...(extraTransforms?.get(info.name) ?? [])];
    const draw = batch.drawFor(info.name);
    return {
      info,
      transforms,
      draw,
      ...runTransforms(network.latent(info.name), transforms, network.read, draw),
    };
  });
  const effective = tensors.map((each) => each.effective);
  const shards = cutBatch(batch.images, shardSizeOf(network.spec));
  const scale = scaler?.scale ?? 1;
  const { gradients: sums, outcomes } = await sumGradients(
    network,
    effective,
    { batch, shards, scale },
    pool,
  );
  const result = {
    loss: outcomes.reduce((sum, { loss }) => sum + loss, 0),
    correct: outcomes.reduce((sum, { correct }) => sum + correct, 0),
  };
  const stored = sums.map((sum, index) => storeGradient(sum, tensors[index]!.transforms));
  if (scaler !== undefined && !(await scaler.judge(stored))) {
    tf.dispose([...stored, ...effective, ...tensors.flatMap(({ inputs }) => [...inputs])]);
    return result;
  }
  const gradients = stored.map((gradient) => takeOut(gradient, scale));

  optimizer.beginStep();
  tensors.forEach(({ info, transforms, draw, inputs }, index) => {
    const total = addPenalty(gradients[index]!, effective[index]!, toPenalty(info, stage));
    const pulled = pullBackThrough(total, transforms, inputs, network.read, draw);
    takeStep(network, optimizer, { info, gradient: pulled.input, learningRate, draw });
    for (const [name, own] of pulled.parameters) {
      const parameter = network.info(name);
      const gradient = addPenalty(own, network.latent(name), toPenalty(parameter, stage));
      takeStep(network, optimizer, { info: parameter, gradient, learningRate, draw });
    }
    tf.dispose([...inputs, effective[index]!]);
  });
  updateStatistics(
    network,
    outcomes.map(({ statistics }) => statistics),
    shards.map(({ count }) => count / batch.images),
  );
  for (const { info } of tensors) followWeights(network, info.name);
  return result;
}

/** A gradient as its tensor's transforms store it. Takes ownership of it. */
function storeGradient(gradient: tf.Tensor, transforms: readonly WeightTransform[]): tf.Tensor {
  let stored = gradient;
  for (const transform of transforms) {
    const next = transform.storeGradient?.(stored);
    if (next === undefined) continue;
    stored.dispose();
    stored = next;
  }
  return stored;
}

/** A gradient without the scale of the loss. Takes ownership of it. */
function takeOut(gradient: tf.Tensor, scale: number): tf.Tensor {
  if (scale === 1) return gradient;
  const unscaled = tf.mul(gradient, 1 / scale);
  gradient.dispose();
  return unscaled;
}

/** One tensor's step, at its own rate where it has one. Takes ownership of the gradient. */
function takeStep(
  network: Network,
  optimizer: Optimizer,
  step: {
    readonly info: TensorInfo;
    readonly gradient: tf.Tensor;
    readonly learningRate: number;
    readonly draw: DrawUniform;
  },
): void {
  const { info, gradient, draw } = step;
  const learningRate = step.learningRate * (info.training?.rate ?? 1);
  network.set(
    info.name,
    tf.tidy(() => {
      const moved = optimizer.update(info.name, network.latent(info.name), gradient, learningRate);
      return network
        .transforms(info.name)
        .reduce((latent, transform) => transform.constrain?.(latent, draw) ?? latent, moved);
    }),
  );
  for (const { constrainVelocity } of network.transforms(info.name))
    if (constrainVelocity)
      optimizer.changeVelocity(info.name, (velocity) => constrainVelocity(velocity, draw));
  gradient.dispose();
}

/** Brings what follows a tensor's weights to where they are now. */
function followWeights(network: Network, name: string): void {
  const transforms = network.transforms(name);
  if (transforms.every(({ follow }) => follow === undefined)) return;
  const { effective, inputs } = runTransforms(network.latent(name), transforms, network.read);
  transforms.forEach((transform, index) => {
    const followed = transform.follow?.(inputs[index]!, network.read) ?? [];
    for (const [parameter, value] of followed) network.set(parameter, value);
  });
  tf.dispose([effective, ...inputs]);
}

/**
 * Gradients of the batch's mean loss by the effective weights, and each micro-shard's numbers, both in a
 * fixed order.
 */
async function sumGradients(
  { spec, trainable }: Network,
  effective: readonly tf.Tensor[],
  {
    batch,
    shards,
    scale,
  }: { readonly batch: Batch; readonly shards: readonly Shard[]; readonly scale: number },
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
        tensors: trainable.map(({ name, shape }) => ({ name, shape })),
        weights: packTensors(effective, pool!.takeSpare()),
        ...batch.pack(theirs),
        batchImages: batch.images,
        firstShard: theirs[0]!.index,
        lossScale: scale,
      })),
    ),
  );
  // Awaited below; until then a failure must not count as unhandled.
  asked.catch(() => undefined);

  const sum = new OrderedSum<readonly tf.Tensor[]>(addGradients);
  const outcomes: ShardOutcome[] = [];
  for (const shard of own!) {
    const input = batch.draw(shard);
    const { outcome, gradients } = await passShard(spec, names, effective, input, batch.images, scale);
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

/** Share of the old average that the step of a range keeps at each training step. */
const RANGE_MOMENTUM = 0.99;

/**
 * Moves the averages that inference uses towards the micro-shards' own statistics, each weighed by its share
 * of the batch.
 */
function updateStatistics(
  network: Network,
  statistics: readonly (readonly Statistic[])[],
  shares: readonly number[],
): void {
  statistics[0]!.forEach(({ tensor }, index) => {
    const values = meanOf(
      statistics.map((each) => each[index]!.values),
      shares,
    );
    const kept = network.info(tensor).role === 'quantizer' ? RANGE_MOMENTUM : BATCH_NORM_MOMENTUM;
    network.set(
      tensor,
      tf.tidy(() => tf.add(tf.mul(network.latent(tensor), kept), tf.mul(values, 1 - kept))),
    );
  });
}

function meanOf(values: readonly Float32Array[], shares: readonly number[]): Float32Array {
  return Float32Array.from(values[0]!, (_, index) =>
    values.reduce((sum, each, shard) => sum + shares[shard]! * each[index]!, 0),
  );
}
