import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LIMITS } from '../protocol/limits.ts';
import { toModelSpec } from '../recipe/parse.ts';
import { createClient as create, EPOCH_MS } from '../testing/fakeclient.ts';
import { createTinyRecipe } from '../testing/fakemodels.ts';
import { WorkerDied } from './errors.ts';
import { GPU_STALL_MS } from './timeouts.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const wait = (ms = 1) => vi.advanceTimersByTimeAsync(ms);

describe('the client', () => {
  it('starts the engine with the first call', async () => {
    const { client, engine } = create();
    const image = client.call('testImage', { dataset: 'mnist', index: 3 });
    expect(client.getState().status).toBe('starting');
    await wait(2);
    expect((await image).label).toBe(3);
    expect(client.getState()).toMatchObject({ status: 'ready', info: { backend: 'wasm' }, restarts: 0 });
    expect(engine.current.received[0]).toMatchObject({ kind: 'initialize', dataPath: '/data/' });
  });

  it('rejects pending calls and is up again within the limits after a kill', async () => {
    const { client, engine } = create({ intercept: ({ kind }) => (kind === 'weigh' ? true : undefined) });
    client.open();
    await wait(2);
    const rejected = expect(client.call('weigh', { slot: 'a' })).rejects.toThrow(WorkerDied);
    await wait();
    const start = performance.now();
    engine.current.kill();
    await wait(10);
    await rejected;
    expect(performance.now() - start).toBeLessThan(LIMITS.rejectWithinMs);
    expect(client.getState()).toMatchObject({ status: 'ready', restarts: 1 });
    expect(engine.workers).toHaveLength(2);
  });

  it('gives back the models in their slots', async () => {
    const { client, engine } = create();
    const loaded = client.call('loadModel', {
      slot: 'lesson',
      source: { kind: 'checkpoint', name: 'lenet-300-100' },
    });
    await wait(5);
    await loaded;
    engine.current.kill();
    await wait(5);
    expect(engine.current.models.get('lesson')).toEqual(await loaded);
    const released = client.call('releaseModel', { slot: 'lesson' });
    await wait();
    await released;
    engine.current.kill();
    await wait(5);
    expect(engine.current.models.size).toBe(0);
  });

  it('leaves a GPU backend after a death on it', async () => {
    const { client, engine, ofKind } = create({}, 'webgl');
    client.open();
    await wait(2);
    expect(client.getState().info?.backend).toBe('webgl');
    engine.current.kill();
    await wait(5);
    expect(client.getState().info?.backend).toBe('wasm');
    expect(ofKind('engineRestarted')).toMatchObject([{ leftBackend: 'webgl' }]);
  });

  it('notices that a run on the GPU gets nowhere while the heart beats', async () => {
    const { client, engine, ofKind } = create({}, 'webgl');
    client.runs.start({ recipe: createTinyRecipe() });
    await wait(2 + EPOCH_MS + 3);
    engine.current.stall();
    await wait(GPU_STALL_MS + 10_000);
    expect(ofKind('engineRestarted')).toMatchObject([{ cause: 'hung', leftBackend: 'webgl' }]);
    expect(ofKind('runEnded')).toHaveLength(1);
  });

  it('stops after three deaths in a short time at the same place, keeps the snapshot, and can be retried', async () => {
    const { client, engine, ofKind } = create();
    const { runId } = client.runs.start({ recipe: createTinyRecipe() });
    await wait(2 + EPOCH_MS + 3);
    for (let time = 0; time < 3; time++) {
      engine.current.kill();
      await wait(7);
    }
    expect(client.getState()).toMatchObject({ status: 'failed' });
    expect(ofKind('engineFailed')).toMatchObject([
      { run: { runId, lastGood: { position: { stage: 0, epoch: 1 } } } },
    ]);
    await expect(client.call('weigh', { slot: 'a' })).rejects.toThrow('again and again');
    client.retry();
    await wait(5);
    expect(client.getState().status).toBe('ready');
  });

  it('says so when the engine cannot be initialized', async () => {
    const { client } = create({
      intercept: ({ kind }) => (kind === 'initialize' ? 'no WebAssembly here' : undefined),
    });
    client.open();
    await wait(5);
    expect(client.getState()).toMatchObject({
      status: 'failed',
      failure: {
        code: 'engineNotStarted',
        values: { reason: { message: 'no WebAssembly here' } },
        message: 'The engine could not be started: no WebAssembly here.',
      },
    });
  });

  it('carries models and the run over to another backend', async () => {
    const { client, engine, ofKind } = create();
    client.call('loadModel', { slot: 'a', source: { kind: 'checkpoint', name: 'lenet-300-100' } });
    client.runs.start({ recipe: createTinyRecipe() }).started.catch(() => {});
    await wait(2 + EPOCH_MS + 3);
    client.chooseBackend('webgl');
    await wait(5);
    expect(client.getState()).toMatchObject({ status: 'ready', info: { backend: 'webgl' }, restarts: 0 });
    expect(engine.current.models.has('a')).toBe(true);
    await wait(300);
    expect(ofKind('runEnded')).toHaveLength(1);
  });

  it('leaves a lost graphics device at once, and the run goes on from its last epoch', async () => {
    const { client, engine, ofKind } = create({}, 'webgl');
    const { runId } = client.runs.start({ recipe: createTinyRecipe() });
    await wait(2 + EPOCH_MS + 7);
    engine.current.stall();
    engine.current.say({ kind: 'deviceLost', detail: 'WebGL context' });
    await wait(5);
    expect(client.getState()).toMatchObject({ status: 'ready', info: { backend: 'wasm' } });
    expect(ofKind('engineRestarted')).toMatchObject([
      { cause: 'hung', leftBackend: 'webgl', run: { runId, position: { epoch: 1 } } },
    ]);
    await wait(300);
    expect(ofKind('runEnded')).toMatchObject([{ runId }]);
  });

  it('tells which model is at hand, and whether a run goes on', async () => {
    const { client, ofKind } = create();
    expect([client.modelAtHand, client.runs.isRunning]).toEqual([null, false]);
    client.call('loadModel', { slot: 'a', source: { kind: 'checkpoint', name: 'lenet-5' } });
    await wait(5);
    expect(client.modelAtHand?.name).toBe('lenet-5');
    const recipe = createTinyRecipe();
    client.runs.start({ recipe }).started.catch(() => {});
    expect(client.runs.isRunning).toBe(true);
    expect(client.modelAtHand).toEqual(toModelSpec(recipe.model));
    await wait(300);
    expect(client.runs.isRunning).toBe(false);
    expect(ofKind('modelTaken')).toHaveLength(2);
  });

  it('rejects what waits for it when it is closed, and opens again', async () => {
    const { client } = create();
    const rejected = expect(client.call('weigh', { slot: 'a' })).rejects.toThrow(WorkerDied);
    client.close();
    await rejected;
    client.open();
    await wait(5);
    expect(client.getState().status).toBe('ready');
  });

  it('tells the engine how many workers to use, now and whenever a new one starts', async () => {
    const { client, engine } = create();
    const sent = (kind: string) => engine.current.received.filter((each) => each.kind === kind);
    client.chooseWorkers(2);
    client.open();
    await wait(2);
    expect(sent('initialize')).toMatchObject([{ workers: 2 }]);
    expect(sent('setWorkers')).toEqual([]);
    client.chooseWorkers(4);
    client.chooseWorkers(4);
    await wait(2);
    expect(sent('setWorkers')).toMatchObject([{ workers: 4 }]);
    engine.current.kill();
    await wait(10);
    expect(client.getState()).toMatchObject({ status: 'ready', restarts: 1, workers: 4 });
    expect(sent('initialize')).toMatchObject([{ workers: 4 }]);
  });

  it('sends a number of workers that changed while the engine was starting', async () => {
    const { client, engine } = create({ answerMs: 5 });
    client.open();
    await wait(1);
    client.chooseWorkers(3);
    await wait(20);
    expect(engine.current.received.map(({ kind }) => kind)).toEqual(['initialize', 'setWorkers']);
  });
});
