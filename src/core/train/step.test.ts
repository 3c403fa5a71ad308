import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { openPacked } from '../../data/examples.ts';
import { softmaxCrossEntropy } from '../../kernels/loss.ts';
import { createStream } from '../../math/random.ts';
import type { TrainStage } from '../../recipe/schema.ts';
import { DATASETS } from '../../spec/datasets.ts';
import { sizeOf } from '../../spec/shapes.ts';
import { TINY_SPEC } from '../../testing/tinyrun.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { toOneHot } from '../loss/labels.ts';
import { runForward } from '../models/forward.ts';
import { initializeModel } from '../models/initialize.ts';
import { Network } from '../models/network.ts';
import { createMask } from '../transforms/mask.ts';
import { type Batch, createBatch } from './batch.ts';
import { Optimizer } from './optimizer.ts';
import { trainStep } from './step.ts';

beforeAll(startBackends);

const RATE = 1;
const stage: TrainStage = {
  kind: 'train',
  epochs: 1,
  batchSize: 8,
  optimizer: { kind: 'sgd', learningRate: RATE, momentum: 0, nesterov: false, weightDecay: 0 },
  schedule: { kind: 'constant' },
};

const IMAGES = 8;

function drawBatch(): Batch {
  const pixels = new Float32Array(IMAGES * 784);
  createStream(3, 'pixels').fillUniform(pixels, 0, 255);
  const labels = Uint8Array.from({ length: IMAGES }, (_, index) => index);
  const examples = openPacked(DATASETS.mnist, Uint8Array.from(pixels), labels);
  const noise = { seed: 1, at: { stage: 0, epoch: 0, step: 0 }, dropout: 0 };
  return createBatch(TINY_SPEC, examples, Int32Array.from(labels), noise);
}

/** The loss with one tensor's effective values replaced, batch norm in training mode. */
function lossWith(network: Network, batch: Batch, name: string, values: tf.Tensor): number {
  return tf.tidy(() => {
    const lookup = (each: string) => (each === name ? values : network.effective(each));
    const onStatistics = (_: string, value: tf.Tensor) => value.dispose();
    const { images, targets } = batch.draw({ index: 0, from: 0, count: IMAGES });
    const logits = runForward(network.spec, lookup, images, {
      training: { dropout: () => null, onStatistics },
    });
    return softmaxCrossEntropy(logits, targets).dataSync()[0]!;
  });
}

describe('trainStep', () => {
  it('moves every tensor along the slope that finite differences measure', async () => {
    const network = Network.fromSnapshot(initializeModel(TINY_SPEC, 2));
    const batch = drawBatch();
    const before = await network.toSnapshot();
    const probe = Network.fromSnapshot(before);
    await trainStep(network, new Optimizer(stage.optimizer), stage, { batch, learningRate: RATE });
    for (const { name, shape, role } of network.trainable) {
      const old = before.tensors.find((each) => each.name === name)!.values;
      const moved = await network.readEffective(name);
      // The derivative along a random direction, so that one number tests the whole gradient.
      const direction = new Float32Array(sizeOf(shape));
      createStream(4, name).fillUniform(direction, -1, 1);
      const slope = old.reduce(
        (sum, value, index) => sum + ((value - moved[index]!) / RATE) * direction[index]!,
        0,
      );
      const shifted = (step: number) =>
        tf.tensor(
          old.map((value, index) => value + step * direction[index]!),
          [...shape],
        );
      const step = 5e-4;
      const [up, down] = [shifted(step), shifted(-step)];
      const measured = (lossWith(probe, batch, name, up) - lossWith(probe, batch, name, down)) / (2 * step);
      tf.dispose([up, down]);
      expect(Math.abs(slope - measured), `${name} (${role})`).toBeLessThan(2e-3 + 0.02 * Math.abs(measured));
    }
    network.dispose();
    probe.dispose();
  });

  it('adds weight decay and the L1 regularizer to kernels alone', async () => {
    const network = Network.fromSnapshot(initializeModel(TINY_SPEC, 2));
    const plain = Network.fromSnapshot(await network.toSnapshot());
    const batch = drawBatch();
    const decayed: TrainStage = {
      ...stage,
      optimizer: { ...stage.optimizer, weightDecay: 0.01 },
      regularizer: { kind: 'l1', strength: 0.02 },
    };
    const start = await network.readEffective('fc1/kernel');
    await trainStep(plain, new Optimizer(stage.optimizer), stage, { batch, learningRate: RATE });
    await trainStep(network, new Optimizer(decayed.optimizer), decayed, { batch, learningRate: RATE });
    const [withPenalty, without] = [
      await network.readEffective('fc1/kernel'),
      await plain.readEffective('fc1/kernel'),
    ];
    start.forEach((weight, index) => {
      const expected = -(0.01 * weight + 0.02 * Math.sign(weight));
      expect(withPenalty[index]! - without[index]!).toBeCloseTo(expected, 5);
    });
    expect(await network.readEffective('fc1/bias')).toEqual(await plain.readEffective('fc1/bias'));
    network.dispose();
    plain.dispose();
  });

  it('does not touch the latent values of pruned weights', async () => {
    const network = Network.fromSnapshot(initializeModel(TINY_SPEC, 2));
    const kept = Uint8Array.from({ length: 36 }, (_, index) => index % 2);
    network.addTransform('conv1/kernel', createMask('conv1/kernel', [3, 3, 1, 4], kept));
    const latentOf = async () =>
      (await network.toSnapshot()).tensors.find(({ name }) => name === 'conv1/kernel')!.values;
    const before = await latentOf();
    await trainStep(network, new Optimizer(stage.optimizer), stage, {
      batch: drawBatch(),
      learningRate: RATE,
    });
    const after = await latentOf();
    expect(after.map((value, index) => (value === before[index] ? 1 : 0))).toEqual(
      Float32Array.from(kept, (keep) => 1 - keep),
    );
    network.dispose();
  });
});

describe('softmaxCrossEntropy', () => {
  it('is log 10 for equal scores and stays finite for enormous ones', () => {
    const lossOf = (scores: number[]) =>
      tf.tidy(
        () =>
          softmaxCrossEntropy(
            tf.tensor2d([scores]),
            toOneHot(Int32Array.of(1), scores.length),
          ).dataSync()[0]!,
      );
    expect(lossOf(new Array(10).fill(3))).toBeCloseTo(Math.log(10), 6);
    expect(lossOf([1e4, 0])).toBeCloseTo(1e4, 0);
    // Hinton's example: logits (5, 1) answer .982 / .018.
    expect(lossOf([1, 5])).toBeCloseTo(-Math.log(1 / (1 + Math.exp(-4))), 6);
  });
});
