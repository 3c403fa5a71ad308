/**
 * Where a training step of several workers spends its time. `npx tsx tools/stepbench.ts [--net name] [--batch
 * n] [--rounds n]`, in Node on a quiet machine: whole steps with one worker and with two, taking turns, and
 * the parts that a step is made of: a micro-shard alone and with the other core busy, weights and gradients
 * copied, summed and applied. Medians and best of the rounds, in milliseconds; the least possible time with
 * two is half the shards beside each other and everything else after one another.
 */
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
import { initializeModel } from '../src/core/models/initialize.ts';
import { Network } from '../src/core/models/network.ts';
import { packTensors, unpackTensors } from '../src/core/parallel/packed.ts';
import { cutBatch, shardSizeOf } from '../src/core/parallel/shards.ts';
import { disposeShard } from '../src/core/pass/draw.ts';
import { addGradients, passShard } from '../src/core/pass/shard.ts';
import { createBatch } from '../src/core/train/batch.ts';
import { Optimizer } from '../src/core/train/optimizer.ts';
import { trainStep } from '../src/core/train/step.ts';
import { median } from '../src/math/statistics.ts';
import type { TrainStage } from '../src/recipe/schema.ts';
import { MODEL_DATASET, MODEL_NAMES, MODEL_ZOO } from '../src/spec/zoo.ts';
import { openDataset, startHeadless } from './headless/engine.ts';
import { createPool } from './headless/helpers.ts';

const STAGE: TrainStage = {
  kind: 'train',
  epochs: 1,
  batchSize: 1,
  optimizer: { kind: 'sgd', momentum: 0.9, nesterov: false, learningRate: 1e-4, weightDecay: 0 },
  schedule: { kind: 'constant' },
};
const WARM_UP = 5;

const { values } = parseArgs({
  options: {
    net: { type: 'string', default: 'lenet-5' },
    batch: { type: 'string', default: '64' },
    rounds: { type: 'string', default: '60' },
  },
});

async function main(): Promise<void> {
  const net = MODEL_NAMES.find((name) => name === values.net);
  const [batchSize, rounds] = [Number(values.batch), Number(values.rounds)];
  if (net === undefined || !(batchSize > 0) || !(rounds > 0)) {
    throw new Error(
      `usage: npx tsx tools/stepbench.ts [--net ${MODEL_NAMES.join('|')}] [--batch n] [--rounds n]`,
    );
  }
  await startHeadless();
  const examples = (await openDataset(MODEL_DATASET[net], () => undefined)).select().train;
  const network = Network.fromSnapshot(initializeModel(MODEL_ZOO[net], 1));
  const { spec, trainable } = network;
  const names = trainable.map(({ name }) => name);
  const indices = Int32Array.from({ length: batchSize }, (_, index) => index);
  const noise = { seed: 1, at: { stage: 0, epoch: 0, step: 0 }, dropout: 0 };
  const batch = createBatch(spec, examples, indices, noise);
  const shards = cutBatch(batchSize, shardSizeOf(spec));
  const optimizer = new Optimizer(STAGE.optimizer);
  const pool = createPool(2)!;
  const weights = () => trainable.map(({ name }) => network.latent(name));

  const times = new Map<string, number[]>();
  const time = async (what: string, work: () => unknown) => {
    const start = performance.now();
    await work();
    times.set(what, [...(times.get(what) ?? []), performance.now() - start]);
  };
  const step = (helpers?: typeof pool) =>
    trainStep(network, optimizer, STAGE, { batch, learningRate: 1e-4 }, helpers);
  const pass = async () => {
    const input = batch.draw(shards[0]!);
    const { gradients } = await passShard(spec, names, weights(), input, batchSize);
    disposeShard(input);
    return gradients;
  };

  for (let round = -WARM_UP; round < rounds; round++) {
    if (round === 0) times.clear();
    await time('step, one worker', () => step());
    await time('step, two workers', () => step(pool));
    let left: tf.Tensor[] = [];
    await time('a micro-shard alone', async () => {
      left = await pass();
    });
    const other = pool.perform(0, () => ({
      kind: 'gradients' as const,
      spec,
      tensors: trainable,
      weights: packTensors(weights()),
      ...batch.pack(shards),
      batchImages: batchSize,
      firstShard: 0,
    }));
    let right: tf.Tensor[] = [];
    await time('a micro-shard, other core busy', async () => {
      right = await pass();
    });
    await other;
    let packed: Float32Array = new Float32Array();
    await time('weights packed', () => {
      packed = packTensors(weights(), packed);
    });
    let unpacked: tf.Tensor[] = [];
    await time('gradients unpacked', () => {
      unpacked = unpackTensors(packed, trainable);
    });
    tf.dispose(unpacked);
    // The sum takes over what it adds.
    let sum: tf.Tensor[] = [];
    await time('two gradients summed', () => {
      sum = addGradients(left, right);
    });
    optimizer.beginStep();
    await time('weights updated', () => {
      names.forEach((name, index) => {
        network.set(
          name,
          tf.tidy(() => optimizer.update(name, network.latent(name), sum[index]!, 0)),
        );
      });
    });
    tf.dispose(sum);
  }
  pool.dispose();

  process.stdout.write(`${net}, ${batchSize} images in ${shards.length} micro-shards, ${rounds} rounds\n`);
  for (const [what, each] of times) {
    const [middle, best] = [median(each), Math.min(...each)];
    process.stdout.write(`${what.padEnd(32)} median ${middle.toFixed(2)}  best ${best.toFixed(2)} ms\n`);
  }
  const ratio = (of: (each: number[]) => number) =>
    (of(times.get('step, one worker')!) / of(times.get('step, two workers')!)).toFixed(2);
  process.stdout.write(
    `two workers over one: ${ratio(median)} of medians, ${ratio((each) => Math.min(...each))} of best steps\n`,
  );
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
