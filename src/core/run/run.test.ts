import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { encodeModel } from '../../codec/container.ts';
import type { RunSnapshot } from '../../protocol/snapshots.ts';
import { findEvent, startTinyRun, tinyRecipe, tinyTrain } from '../../testing/tinyrun.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { Network } from '../models/network.ts';

beforeAll(startBackends);

const prune = (sparsity: number) => ({ kind: 'prune' as const, sparsity });
const thorough = tinyRecipe([
  tinyTrain({ augment: { crop: 2, flip: true }, schedule: { kind: 'cosine' } }),
  prune(0.5),
  tinyTrain({ optimizer: { kind: 'adam', learningRate: 0.01 }, dropConnect: 0.3 }),
  tinyTrain({ sparsify: { sparsity: 0.8, from: 0.5, every: 2, until: 0.5, splice: true } }),
  tinyTrain({ epochs: 1, regularizer: { kind: 'l1', strength: 1e-3 } }),
  { kind: 'cluster', bits: { conv: 2, fc: 3, bias: 2 }, init: 'forgy' },
  tinyTrain({ epochs: 1 }),
  { kind: 'code', coding: 'huffman', valueBits: 16 },
]);

async function runToEnd(recipe = thorough, options: Parameters<typeof startTinyRun>[1] = {}) {
  const { events, done } = startTinyRun(recipe, options);
  await done;
  return { events, sha: findEvent(events, 'runEnded').ledger.weightsSha256 };
}

describe('a start that is wider', () => {
  it('draws twice the filters and units, and is refused where that is too many', async () => {
    const { events } = await runToEnd(tinyRecipe([prune(0.5)], { start: { kind: 'random', widen: 2 } }));
    const { model } = findEvent(events, 'runEnded').snapshot!;
    const shapeOf = (wanted: string) => [...model.tensors.find(({ name }) => name === wanted)!.shape];
    expect(shapeOf('conv2/kernel')).toEqual([3, 3, 8, 8]);
    expect(shapeOf('fc2/kernel')).toEqual([32, 10]);
    const huge = { kind: 'dense', name: 'huge', units: 4000 } as const;
    const layers = [
      { kind: 'flatten' } as const,
      huge,
      { ...huge, name: 'other', units: 700 },
      { ...huge, name: 'fc', units: 10 },
    ];
    const spec = { name: 'wide', inputShape: [28, 28, 1] as [number, number, number], classes: 10, layers };
    expect(() => tinyRecipe([], { model: { spec }, start: { kind: 'random', widen: 4 } })).toThrow(
      'start.widen makes the net too wide: layers[2] makes the tensor other/kernel larger than',
    );
  });
});

describe('the same recipe gives the same weights to the bit', () => {
  it('twice in a row, and other weights for another seed', async () => {
    const first = await runToEnd();
    expect((await runToEnd()).sha).toBe(first.sha);
    expect((await runToEnd({ ...thorough, seed: 8 })).sha).not.toBe(first.sha);
  });

  it('after pauses and single steps', async () => {
    const { sha } = await runToEnd();
    let pauses = 0;
    const paused = await runToEnd(thorough, {
      paused: true,
      onEvent: (event, { control }) => {
        if (event.kind !== 'runPaused') return;
        pauses++;
        if (pauses < 4) control.step();
        else control.resume();
      },
    });
    expect(pauses).toBe(4);
    expect(paused.sha).toBe(sha);
  });

  it('from the snapshot of any pause, epoch or stage, after it has crossed a message', async () => {
    const snapshots: RunSnapshot[] = [];
    const { sha } = await runToEnd(thorough, {
      paused: true,
      onEvent: (event, { control }) => {
        if ('snapshot' in event && event.snapshot) snapshots.push(structuredClone(event.snapshot));
        if (event.kind === 'runPaused') snapshots.length < 7 ? control.step() : control.resume();
      },
    });
    expect(snapshots.length).toBeGreaterThan(12);
    for (const resumeFrom of snapshots) expect((await runToEnd(thorough, { resumeFrom })).sha).toBe(sha);
  });
});

describe('a run', () => {
  it('keeps pruned weights at exactly zero under momentum and Adam', async () => {
    const { events } = await runToEnd();
    const stages = events.filter((event) => event.kind === 'stageEnded');
    const nonZeros = stages.map(({ ledger }) => ledger.layers.map((each) => each.nonZeros));
    const halves = [18, 72, 18, 128, 80];
    expect(nonZeros[1]).toEqual(halves);
    expect(nonZeros[2]).toEqual(halves);
    expect(nonZeros[3]).toEqual([7, 29, 7, 51, 32]);
    expect(nonZeros[4]).toEqual([7, 29, 7, 51, 32]);
  });

  it('trains centroids, keeps their groups, and codes the file as the recipe says', async () => {
    const { events } = await runToEnd();
    const [clustered, trained, coded] = events.filter((event) => event.kind === 'stageEnded').slice(5);
    const clusters = clustered!.ledger.layers.map((each) => each.clusters);
    expect(clusters).toEqual([undefined, 4, undefined, 8, 8]);
    expect(trained!.ledger.layers.map((each) => each.clusters)).toEqual(clusters);
    expect(trained!.ledger.weightsSha256).not.toBe(clustered!.ledger.weightsSha256);
    const final = coded!.snapshot!.model;
    expect(final.coding).toBe('huffman');
    const isRounded = (values: Float32Array) =>
      new Uint32Array(values.slice().buffer).every((pattern) => (pattern & 0xffff) === 0);
    expect(final.tensors.every(({ values }) => isRounded(values))).toBe(true);
    const { ledger } = findEvent(events, 'runEnded');
    expect(ledger.fileBytes).toBeLessThan(trained!.ledger.fileBytes);
    const network = Network.fromSnapshot(final);
    expect(encodeModel(await network.toEffectiveSnapshot()).bytes.length).toBe(ledger.fileBytes);
    network.dispose();
  });

  it('prunes in rounds with retraining between', async () => {
    const { kind: _, ...retrain } = tinyTrain({ epochs: 1 }) as Extract<
      ReturnType<typeof tinyTrain>,
      { kind: 'train' }
    >;
    const recipe = tinyRecipe([
      { kind: 'prune', sparsity: 0.9, schedule: { kind: 'iterative', rounds: 3, retrain } },
    ]);
    const { events } = await runToEnd(recipe);
    const kept = events
      .filter((event) => event.kind === 'stageEnded')
      .map(({ ledger }) => ledger.layers[4]!.nonZeros);
    expect(kept).toEqual([112, 112, 64, 64, 16, 16]);
  });

  it('halts within a batch when the loss is not finite, says why, and offers the last good state', async () => {
    const recipe = tinyRecipe([
      tinyTrain(),
      tinyTrain({ epochs: 50, optimizer: { kind: 'sgd', learningRate: 100, weightDecay: 10 } }),
    ]);
    const { events, done } = startTinyRun(recipe);
    expect(await done).toBeUndefined();
    const failed = findEvent(events, 'runFailed');
    expect(failed.reason).toBe('notFinite');
    expect(failed.message).toMatch(
      /^(The loss became (NaN|Infinity)|\S+ holds values that are not finite) at step \d+ of epoch \d+ \(stages\[1\]\).*learning rate was 100/,
    );
    const { tensors } = failed.lastGood!.model;
    expect(tensors.every(({ values }) => values.every(Number.isFinite))).toBe(true);
  });

  it('ends at once when cancelled', async () => {
    const { events, done } = startTinyRun(thorough, {
      onEvent: (event, { control }) => {
        if (event.kind === 'epochEnded') control.cancel();
      },
    });
    expect(await done).toBeUndefined();
    expect(events.filter(({ kind }) => kind === 'epochEnded')).toHaveLength(1);
    expect(events.at(-1)!.kind).toBe('runCancelled');
  });

  it('leaves no tensor behind, ended, failed or cancelled, run after run', async () => {
    await runToEnd();
    const before = tf.memory().numTensors;
    const short = tinyRecipe([tinyTrain({ epochs: 1 }), prune(0.5)]);
    const failing = tinyRecipe([
      tinyTrain({ epochs: 50, optimizer: { kind: 'sgd', learningRate: 100, weightDecay: 10 } }),
    ]);
    for (let round = 0; round < 100; round++) {
      await startTinyRun(round % 10 === 9 ? failing : short, {
        onEvent: (event, { control }) => {
          if (event.kind === 'stepsEnded' && round % 10 === 8) control.cancel();
        },
      }).done;
    }
    await runToEnd();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('reports every training step once, in order', async () => {
    const { events } = await runToEnd();
    const steps = events.filter((event) => event.kind === 'stepsEnded');
    const total = 8 * 5;
    expect(steps.every(({ totalSteps }) => totalSteps === total)).toBe(true);
    let next = 0;
    for (const { firstStep, losses, accuracies } of steps) {
      expect(firstStep).toBe(next);
      expect(accuracies).toHaveLength(losses.length);
      next += losses.length;
    }
    expect(next).toBe(total);
  });

  it('evaluates epochs on validation images where the recipe cuts some off', async () => {
    const { events } = await runToEnd(
      tinyRecipe([tinyTrain()], { dataset: { name: 'mnist', validationExamples: 30 } }),
    );
    expect(findEvent(events, 'epochEnded').evaluation).toMatchObject({ split: 'validation', tested: 30 });
    expect(findEvent(events, 'runEnded').ledger.tested).toBe(40);
  });

  it('learns: the loss on 96 images of noise falls by half', async () => {
    const { events } = await runToEnd(tinyRecipe([tinyTrain({ epochs: 100, dropout: 0 })]));
    const epochs = events.filter((event) => event.kind === 'epochEnded');
    expect(epochs.at(-1)!.trainLoss).toBeLessThan(epochs[0]!.trainLoss / 2);
  });

  it('weighs a recipe without stages', async () => {
    const { events } = await runToEnd(tinyRecipe([]));
    expect(findEvent(events, 'runEnded').ledger.parameters).toBeGreaterThan(0);
  });
});
