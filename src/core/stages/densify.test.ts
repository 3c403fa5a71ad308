import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ModelSnapshot } from '../../protocol/snapshots.ts';
import { expectSameBits } from '../../testing/samebits.ts';
import { findEvent, startTinyRun, tinyRecipe, tinyTrain } from '../../testing/tinyrun.ts';
import { startBackends } from '../../testing/wasmtfjs.ts';
import { Network } from '../models/network.ts';
import { densifyNetwork } from './densify.ts';

beforeAll(startBackends);

const train = tinyTrain({ epochs: 1, batchSize: 80 });
const prune = { kind: 'prune', sparsity: { fc1: 0.5 } } as const;

const valuesOf = (model: ModelSnapshot) => model.tensors.find(({ name }) => name === 'fc1/kernel')!.values;

const recipe = (...stages: Parameters<typeof tinyRecipe>[0]) => tinyRecipe([train, prune, train, ...stages]);

describe('dense, sparse, dense', () => {
  it('pauses, resumes and shares work to the same bits', async () => {
    const snapshots = await expectSameBits(
      recipe({ kind: 'densify' }, tinyTrain({ epochs: 2, batchSize: 80 }), { kind: 'thin' }),
    );
    const masks = snapshots.map(({ model }) => model.transforms.length);
    expect(new Set(masks)).toEqual(new Set([0, 1]));
    expect(valuesOf(snapshots.at(-1)!.model).filter((value) => value !== 0).length).toBeGreaterThan(128);
  });

  it('changes no answer by itself, and what was pruned learns again', async () => {
    const { events, done } = startTinyRun(recipe({ kind: 'densify' }, train));
    await done;
    const [, , sparse, reborn, dense] = events.flatMap((event) =>
      event.kind === 'stageEnded' ? [event.ledger] : [],
    );
    const toKept = (ledger: typeof sparse) => ledger!.layers.at(-2)!.nonZeros;
    expect(reborn!.wrong).toBe(sparse!.wrong);
    expect([toKept(sparse), toKept(reborn)]).toEqual([128, 128]);
    // Inputs that are zero in every image teach their weights nothing.
    expect(toKept(dense)).toBeGreaterThan(200);
    expect(dense!.fileBytes).toBeGreaterThan(sparse!.fileBytes);
  });

  it('brings weights back at what they were before the cut, as asked', async () => {
    const { events, done } = startTinyRun(tinyRecipe([prune, { kind: 'densify', reborn: 'before' }]));
    await done;
    const whole = startTinyRun(tinyRecipe([]));
    await whole.done;
    const [first] = events.flatMap((event) => (event.kind === 'stageEnded' ? [event.ledger] : []));
    expect(first!.layers.at(-2)!.nonZeros).toBe(128);
    expect(valuesOf(findEvent(events, 'runEnded').snapshot!.model)).toEqual(
      valuesOf(findEvent(whole.events, 'runEnded').snapshot!.model),
    );
  });

  it('fails with its sentence behind a codebook', async () => {
    const { events, done } = startTinyRun(recipe({ kind: 'cluster', bits: { fc1: 3 } }, { kind: 'densify' }));
    await done;
    expect(findEvent(events, 'runFailed').message).toContain(
      'fc1/kernel has a codebook, in which pruned weights share no value: densify before it',
    );
  });

  it('gives the network itself back where nothing is masked, and frees what it replaces', async () => {
    const { events, done } = startTinyRun(tinyRecipe([prune]));
    await done;
    const { model } = findEvent(events, 'runEnded').snapshot!;
    const before = tf.memory().numTensors;
    const masked = Network.fromSnapshot(model);
    const dense = await densifyNetwork(masked, { kind: 'densify', reborn: 'zero' });
    expect(dense).not.toBe(masked);
    expect(await densifyNetwork(dense, { kind: 'densify', reborn: 'zero' })).toBe(dense);
    masked.dispose();
    dense.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
