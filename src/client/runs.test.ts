import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseRecipe } from '../recipe/parse.ts';
import { createClient as create, EPOCH_MS } from '../testing/fakeclient.ts';
import { createTinyRecipe } from '../testing/fakemodels.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const wait = (ms = 1) => vi.advanceTimersByTimeAsync(ms);

describe('the runs of a client', () => {
  it('goes on with a run from the end of its last epoch', async () => {
    const { client, engine, ofKind } = create();
    const { runId, started } = client.runs.start({ recipe: createTinyRecipe() });
    await wait(2);
    await started;
    await wait(2 * EPOCH_MS + 7);
    engine.current.kill();
    await wait(5);
    expect(ofKind('engineRestarted')).toMatchObject([
      { cause: 'killed', run: { runId, position: { stage: 0, epoch: 2, step: 0 }, isPaused: false } },
    ]);
    await wait(200);
    expect(ofKind('runEnded')).toMatchObject([{ runId }]);
    const steps = ofKind('stepsEnded').map(({ firstStep }) => firstStep);
    expect(new Set(steps).size).toBe(12);
  });

  it('keeps a paused run paused', async () => {
    const { client, engine, ofKind } = create();
    const { runId } = client.runs.start({ recipe: createTinyRecipe() });
    await wait(2 + EPOCH_MS + 7);
    client.runs.pause(runId);
    await wait(5);
    engine.current.kill();
    await wait(100);
    expect(ofKind('engineRestarted')[0]!.run).toMatchObject({ isPaused: true, position: { epoch: 1 } });
    const before = ofKind('stepsEnded').length;
    await wait(100);
    expect(ofKind('stepsEnded')).toHaveLength(before);
    client.runs.resume(runId);
    await wait(200);
    expect(ofKind('runEnded')).toHaveLength(1);
  });

  it('survives a kill at any moment of a run, and the run still ends once', async () => {
    for (let at = 0; at < 90; at += 3) {
      const { client, engine, ofKind } = create();
      client.runs.start({ recipe: createTinyRecipe() }).started.catch(() => {});
      await wait(at);
      engine.current.kill();
      await wait(400);
      expect(ofKind('runEnded'), `killed after ${at} ms`).toHaveLength(1);
      expect(ofKind('runFailed')).toEqual([]);
      client.close();
    }
  });

  it('drops events of runs that it no longer follows', async () => {
    const { client, engine, ofKind } = create();
    const first = client.runs.start({ recipe: createTinyRecipe() });
    await wait(10);
    const second = client.runs.start({ recipe: createTinyRecipe() });
    await wait(300);
    engine.current.say({ kind: 'runResumed', runId: first.runId });
    expect(ofKind('runEnded')).toMatchObject([{ runId: second.runId }]);
    expect(ofKind('runResumed')).toEqual([]);
    const third = client.runs.start({ recipe: createTinyRecipe() });
    await wait(10);
    client.runs.cancel(third.runId);
    const before = ofKind('stepsEnded').length;
    await wait(100);
    expect(ofKind('stepsEnded')).toHaveLength(before);
  });

  it('rejects a start that the engine refuses', async () => {
    const { client } = create({
      intercept: ({ kind }) => (kind === 'start' ? 'no such dataset' : undefined),
    });
    const { started } = client.runs.start({ recipe: createTinyRecipe() });
    const rejected = expect(started).rejects.toThrow('no such dataset');
    await wait(5);
    await rejected;
    expect(client.getState().status).toBe('ready');
  });

  it('waits longer before it takes a worker for hung where one training step is long', async () => {
    for (const [batchSize, deaths] of [
      [64, 1],
      [1024, 0],
    ] as const) {
      const { client, engine, ofKind } = create();
      const train = { kind: 'train', epochs: 1, batchSize, optimizer: { kind: 'sgd', learningRate: 0.1 } };
      const recipe = parseRecipe({
        version: 1,
        seed: 1,
        dataset: { name: 'cifar10' },
        model: { name: 'resnet-20' },
        stages: [train],
      });
      client.runs.start({ recipe });
      await wait(4);
      engine.current.hang();
      await wait(20_000);
      expect(ofKind('engineRestarted')).toHaveLength(deaths);
      client.close();
    }
  });
});
