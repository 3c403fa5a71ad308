import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createStream } from '../../math/random.ts';
import type { ModelSpec } from '../../spec/model.ts';
import { expectSameBits } from '../../testing/samebits.ts';
import { findEvent, startTinyRun, tinyRecipe, tinyTrain } from '../../testing/tinyrun.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { toOneHot } from '../loss/labels.ts';
import { mutualTerm } from '../loss/mutual.ts';
import { runForward } from '../models/forward.ts';
import { initializeModel } from '../models/initialize.ts';
import { Network } from '../models/network.ts';
import { passShard } from '../pass/shard.ts';
import { openMutual } from './mutual.ts';

beforeAll(startBackends);

/** A net whose logits are its biases, whatever the image. */
const CONSTANT: ModelSpec = {
  name: 'constant',
  inputShape: [1, 1, 1],
  classes: 2,
  layers: [{ kind: 'flatten' }, { kind: 'dense', name: 'fc', units: 2 }],
};

describe('what two students say of each other', () => {
  /** @param first and second are the students' logits; the label is class 0 */
  const lossOf = (first: [number, number], second: [number, number], weight: number) =>
    tf.tidy(() => {
      const term = { kind: 'mutual' as const, weight, spec: CONSTANT, prefix: 'other:' };
      const tensors = new Map<string, tf.Tensor>([
        ['other:fc/kernel', tf.zeros([1, 2])],
        ['other:fc/bias', tf.tensor1d(second)],
      ]);
      const input = {
        logits: tf.tensor2d([first]),
        targets: tf.tensor2d([[1, 0]]),
        outputOf: () => tf.scalar(0),
        read: (name: string) => tensors.get(name)!,
      };
      return mutualTerm.compute(term, input, tf.zeros([1, 1, 1, 1])).dataSync()[0]!;
    });

  it('is nothing where both say the same: the second learns its label alone, ln 2 at even odds', () => {
    expect(lossOf([0, 0], [0, 0], 1)).toBeCloseTo(Math.LN2, 6);
    expect(lossOf([3, 1], [3, 1], 5)).toBeCloseTo(lossOf([3, 1], [3, 1], 1), 6);
  });

  it('is both divergences, by hand: odds of 3 to 1 against even ones', () => {
    // KL((3/4, 1/4) || (1/2, 1/2)) = 0.75 ln 1.5 + 0.25 ln 0.5, and the other way round.
    const [there, back] = [
      0.75 * Math.log(1.5) + 0.25 * Math.log(0.5),
      0.5 * Math.log(0.5 / 0.75) + 0.5 * Math.log(0.5 / 0.25),
    ];
    const labels = Math.LN2;
    expect(lossOf([Math.log(3), 0], [0, 0], 2)).toBeCloseTo(labels + 2 * (there + back), 6);
  });
});

const OTHER: ModelSpec = {
  name: 'other',
  inputShape: [28, 28, 1],
  classes: 10,
  layers: [
    { kind: 'averagePool', size: 7, stride: 7 },
    { kind: 'conv2d', name: 'conv', filters: 3, kernelSize: 3, padding: 'same' },
    { kind: 'batchNorm', name: 'bn' },
    { kind: 'relu' },
    { kind: 'flatten' },
    { kind: 'dense', name: 'fc', units: 10 },
  ],
};

/** A student's probabilities, from its logits by plain arithmetic. */
function answersOf(network: Network, prefix: string, images: tf.Tensor4D): number[][] {
  const logits = tf.tidy(
    () =>
      runForward(OTHER, (name) => network.latent(`${prefix}${name}`), images, {
        training: { dropout: () => null, onStatistics: (_, value) => value.dispose() },
      }).arraySync() as number[][],
  );
  return logits.map((row) => {
    const powers = row.map((each) => Math.exp(each - Math.max(...row)));
    const sum = powers.reduce((total, each) => total + each, 0);
    return powers.map((each) => each / sum);
  });
}

describe('the slopes of two students', () => {
  it('are own answers less the label, and the weight times own answers less the other’s', async () => {
    const network = Network.fromSnapshot(initializeModel(OTHER, 2));
    const context = { own: OTHER, network, seed: 1, stage: 0 } as Parameters<typeof openMutual>[1];
    const term = await openMutual({ net: 'same', weight: 0.7 }, context);
    const labels = Int32Array.of(1, 2, 3, 4);
    const values = new Float32Array(4 * 784);
    createStream(5, 'images').fillUniform(values, -1, 1);
    const images = tf.tensor4d(values, [4, 28, 28, 1]);
    const targets = toOneHot(labels, 10);
    const names = network.trainable.map(({ name }) => name);
    const weights = names.map((name) => network.latent(name));
    const terms = [{ kind: 'labels' as const, weight: 1 }, term];
    const before = tf.memory().numTensors;
    const { gradients, outcome } = await passShard(
      ...([OTHER, names, weights] as const),
      { images, targets, labels, terms, dropout: () => null },
      4,
    );
    expect(tf.memory().numTensors).toBe(before + gradients.length);
    // The moving averages are the first student's alone.
    expect(outcome.statistics.map(({ tensor }) => tensor)).toEqual(['bn/movingMean', 'bn/movingVariance']);

    const [mine, theirs] = [answersOf(network, '', images), answersOf(network, 'mutual:', images)];
    expect(mine[0]).not.toEqual(theirs[0]);
    for (const [name, own, others] of [
      ['fc/bias', mine, theirs],
      ['mutual:fc/bias', theirs, mine],
    ] as const) {
      const slope = await gradients[names.indexOf(name)]!.data();
      for (const [at, each] of slope.entries()) {
        const parts = own.map(
          (row, image) => row[at]! - Number(labels[image] === at) + 0.7 * (row[at]! - others[image]![at]!),
        );
        expect(each).toBeCloseTo(parts.reduce((sum, part) => sum + part, 0) / 4, 5);
      }
    }
    tf.dispose([...gradients, images, targets]);
    network.dispose();
  });
});

describe('a run of two students', () => {
  const together = (mutual: object) => tinyTrain({ epochs: 2, batchSize: 70, mutual });

  it('keeps its bits with helpers and from any snapshot, and the second out of the model', async () => {
    const snapshots = await expectSameBits(tinyRecipe([together({}), { kind: 'prune', sparsity: 0.5 }]));
    const within = snapshots.filter(({ position }) => position.stage === 0 && position.epoch > 0);
    expect(within.length).toBeGreaterThan(0);
    for (const { model } of within) expect(model.auxiliary!.length).toBeGreaterThan(5);
    expect(snapshots.at(-1)!.model.auxiliary).toBeUndefined();
  });

  it('may be of two kinds of nets', async () => {
    const { events, done } = startTinyRun(tinyRecipe([together({ net: 'lenet-30-10' })]));
    await done;
    const alone = startTinyRun(tinyRecipe([tinyTrain({ epochs: 2, batchSize: 70 })]));
    await alone.done;
    const [one, other] = [events, alone.events].map((each) => findEvent(each, 'runEnded').ledger);
    expect(one!.weightsSha256).not.toBe(other!.weightsSha256);
    expect(one!.fileBytes).toBe(other!.fileBytes);
  });

  it('reads the same images', () => {
    expect(() => tinyRecipe([together({ net: 'resnet-8' })])).toThrow(
      'stages[0].mutual.net reads [32,32,3] images, but tiny reads [28,28,1].',
    );
  });
});
