import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LIMITS } from '../protocol/limits.ts';
import { FakeEngine } from '../testing/fakeengine.ts';
import { Connection } from './connection.ts';
import { CallRefused, CallTimedOut, WorkerDied } from './errors.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function connect(engine: FakeEngine, withLocks = true) {
  const deaths: WorkerDied[] = [];
  const worker = engine.spawn('w1');
  const connection = new Connection({
    worker,
    workerId: 'w1',
    locks: withLocks ? engine.locks : undefined,
    onEvent: () => {},
    onDeath: (death) => deaths.push(death),
  });
  return { connection, worker, deaths };
}

const unanswered = () =>
  new FakeEngine({ intercept: (request) => (request.kind === 'weigh' ? true : undefined) });

describe('a connection', () => {
  it('settles each call with its own answer', async () => {
    const { connection } = connect(new FakeEngine());
    const answers = Promise.all([
      connection.call('loadModel', { slot: 'a', source: { kind: 'checkpoint', name: 'lenet-5' } }),
      connection.call('weigh', { slot: 'a' }),
      connection.call('testImage', { dataset: 'mnist', index: 7 }),
    ]);
    await vi.advanceTimersByTimeAsync(1);
    const [, ledger, image] = await answers;
    expect(ledger.parameters).toBe(431080);
    expect(image.label).toBe(7);
  });

  it('hands on a refusal as an error with its sentence', async () => {
    const { connection } = connect(new FakeEngine());
    const call = connection.call('weigh', { slot: 'nowhere' });
    await expect(Promise.all([call, vi.advanceTimersByTimeAsync(1)])).rejects.toThrow(CallRefused);
    await expect(call).rejects.toThrow('there is no model in slot nowhere');
  });

  it('gives up a call at its time-out and ignores the late answer', async () => {
    const { connection } = connect(new FakeEngine({ answerMs: 100 }));
    const call = connection.call('initialize', initialize, { timeoutMs: 50 });
    await expect(Promise.all([call, vi.advanceTimersByTimeAsync(60)])).rejects.toThrow(CallTimedOut);
    await vi.advanceTimersByTimeAsync(100);
    expect(connection.isAlive).toBe(true);
  });

  it('rejects an aborted call at once with the reason of its signal', async () => {
    const { connection } = connect(unanswered());
    const abort = new AbortController();
    const call = connection.call('weigh', { slot: 'a' }, { signal: abort.signal });
    abort.abort(new Error('changed my mind'));
    await expect(call).rejects.toThrow('changed my mind');
    await expect(connection.call('weigh', { slot: 'a' }, { signal: abort.signal })).rejects.toThrow(
      'changed my mind',
    );
  });

  it('knows by the lock, within the second, that the worker was killed', async () => {
    const { connection, worker, deaths } = connect(unanswered());
    const call = connection.call('weigh', { slot: 'a' });
    await vi.advanceTimersByTimeAsync(LIMITS.heartBeatMs + 1);
    worker.kill();
    await expect(Promise.all([call, vi.advanceTimersByTimeAsync(10)])).rejects.toThrow(WorkerDied);
    expect(deaths.map(({ reason }) => reason)).toEqual(['killed']);
    await expect(connection.call('weigh', { slot: 'a' })).rejects.toThrow(WorkerDied);
  });

  it('takes a silent worker for hung, with or without locks', async () => {
    for (const withLocks of [true, false]) {
      const { connection, worker, deaths } = connect(unanswered(), withLocks);
      const call = connection.call('weigh', { slot: 'a' });
      const settled = expect(call).rejects.toThrow('stopped answering');
      await vi.advanceTimersByTimeAsync(1000);
      worker.hang();
      await vi.advanceTimersByTimeAsync(LIMITS.silenceMs - 1000);
      expect(deaths).toEqual([]);
      await vi.advanceTimersByTimeAsync(2000);
      await settled;
      expect(deaths.map(({ reason }) => reason)).toEqual(['hung']);
    }
  });

  it('does not take a worker for hung because the page itself slept', async () => {
    const { worker, deaths } = connect(new FakeEngine());
    await vi.advanceTimersByTimeAsync(1000);
    worker.hang();
    const now = performance.now();
    vi.spyOn(performance, 'now').mockImplementation(() => now + 60_000);
    await vi.advanceTimersByTimeAsync(600);
    expect(deaths).toEqual([]);
    vi.restoreAllMocks();
  });

  it('dies once of an uncaught error, and names it', async () => {
    const { connection, worker, deaths } = connect(unanswered());
    const call = connection.call('weigh', { slot: 'a' });
    worker.crash('out of memory');
    worker.crash('again');
    await expect(call).rejects.toThrow('out of memory');
    expect(deaths).toHaveLength(1);
  });

  it('rejects a call whose values cannot be sent', async () => {
    const { connection } = connect(new FakeEngine());
    const slot = (() => {}) as unknown as string;
    await expect(connection.call('weigh', { slot })).rejects.toThrow();
    expect(connection.isAlive).toBe(true);
  });
});

const initialize = {
  backend: 'wasm',
  workers: 1,
  dataPath: '/data/',
  modelsPath: '/models/',
  wasmPath: '/wasm/',
} as const;
