import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RecipeError } from '../recipe/parse.ts';
import { createFakeLab, type FakeLabOptions, FakeStorage } from '../testing/fakelab.ts';
import { createTinyRecipe } from '../testing/fakemodels.ts';
import type { Lab } from './lab.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function wait(ms = 1) {
  await vi.advanceTimersByTimeAsync(ms);
}

/** An epoch of the fake engine has three steps of 5 ms; the tiny recipe has four epochs and 12 steps. */
const EPOCH_MS = 15;

function create(options: FakeLabOptions = {}) {
  const { lab, engine } = createFakeLab(options);
  const get = (name = 'lesson') => lab.run(name).getState();
  return { lab, engine, get };
}

const start = (lab: Lab, name = 'lesson') => lab.run(name).getState().actions.start(createTinyRecipe());

describe('a run', () => {
  it('goes from idle to ended and fills in curves, epochs, ledgers and snapshots', async () => {
    const { lab, get } = create();
    expect(get().status).toBe('idle');
    start(lab);
    expect(get().status).toBe('starting');
    await wait(1000);
    const state = get();
    expect(state).toMatchObject({ status: 'ended', step: 12, totalSteps: 12, pace: null });
    expect([...state.series.steps]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(state.series.losses[11]).toBeCloseTo(2.3 * Math.exp(-12 / 20), 5);
    expect(state.epochs.map(({ stage, totalSteps }) => [stage, totalSteps])).toEqual([
      [0, 3],
      [0, 6],
      [0, 9],
      [2, 12],
    ]);
    expect(state.ledgers.map(({ stage, totalSteps }) => [stage, totalSteps])).toEqual([
      [0, 9],
      [1, 9],
      [2, 12],
    ]);
    expect(state.snapshots.map(({ stage }) => stage)).toEqual([0, 1, 2]);
    expect(state.ledger?.parameters).toBe(7850);
  });

  it('refuses a wrong recipe and leaves the slot as it was', async () => {
    const { lab, get } = create();
    start(lab);
    await wait(1000);
    const before = get();
    await expect(before.actions.start({ ...createTinyRecipe(), seed: -1 })).rejects.toThrow(RecipeError);
    expect(get()).toBe(before);
  });

  it('pauses, steps and resumes to the same curve as without a pause', async () => {
    const { lab, get } = create();
    const other = create();
    start(other.lab);
    await wait(1000);
    start(lab);
    await wait(EPOCH_MS + 5);
    get().actions.pause();
    await wait(50);
    expect(get().status).toBe('paused');
    const at = get().step;
    get().actions.step();
    await wait(300);
    expect(get()).toMatchObject({ status: 'paused', step: at + 1 });
    get().actions.resume();
    await wait(1000);
    expect(get().status).toBe('ended');
    expect(get().series).toEqual(other.get().series);
  });

  it('leaves one run after two quick starts', async () => {
    const { lab, engine, get } = create();
    start(lab);
    start(lab);
    await wait(1000);
    expect(get().status).toBe('ended');
    expect(get().series.steps).toHaveLength(12);
    expect(engine.current.received.filter(({ kind }) => kind === 'start')).toHaveLength(1);
  });

  it('stops at once when cancelled, and is empty after a reset', async () => {
    const { lab, get } = create();
    start(lab);
    await wait(EPOCH_MS + 5);
    get().actions.cancel();
    expect(get().status).toBe('cancelled');
    const { step } = get();
    await wait(500);
    expect(get()).toMatchObject({ status: 'cancelled', step });
    get().actions.reset();
    await wait();
    expect(get()).toMatchObject({ status: 'idle', recipe: null, epochs: [] });
  });

  it('keeps what it has when the numbers overflow, and goes on from the last good state', async () => {
    let hasFailed = false;
    const lossAt = (step: number) => {
      if (step !== 8 || hasFailed) return 1;
      hasFailed = true;
      return Number.NaN;
    };
    const { lab, engine, get } = create({ lossAt });
    start(lab);
    await wait(1000);
    expect(get()).toMatchObject({
      status: 'failed',
      failure: { reason: 'notFinite', lastGood: { position: { stage: 0, epoch: 2 } } },
    });
    expect(get().epochs).toHaveLength(2);
    get().actions.resumeFromLastGood({ learningRateFactor: 0.1 });
    await wait(1000);
    expect(get()).toMatchObject({ status: 'ended', failure: null });
    expect([...get().series.steps]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    const orders = engine.current.received.filter((request) => request.kind === 'start');
    expect(orders[1]!.recipe.stages[0]).toMatchObject({ optimizer: { learningRate: 0.1 * 0.1 } });
  });

  it('goes on after a kill, says from where, and shows each step once', async () => {
    const { lab, engine, get } = create();
    start(lab);
    await wait(2 * EPOCH_MS + 9);
    engine.current.kill();
    await wait(1000);
    expect(get().status).toBe('ended');
    expect([...get().series.steps]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(get().epochs).toHaveLength(4);
    expect(lab.engine.getState().notices).toMatchObject([
      {
        code: 'engineRestartedAtEpoch',
        message: 'The engine stopped and was restarted; training goes on from the end of epoch 2.',
        values: { epoch: 2 },
      },
    ]);
  });

  it('fails with its last good snapshot when the engine gives up, and can go on after a retry', async () => {
    const { lab, engine, get } = create();
    start(lab);
    await wait(EPOCH_MS + 9);
    for (let time = 0; time < 3; time++) {
      engine.current.kill();
      await wait(7);
    }
    expect(get()).toMatchObject({ status: 'failed', failure: { lastGood: { position: { epoch: 1 } } } });
    expect(lab.engine.getState()).toMatchObject({ status: 'failed' });
    expect(lab.engine.getState().notices.map(({ code }) => code)).toEqual(['engineFailed']);
    lab.engine.getState().actions.retry();
    get().actions.resumeFromLastGood();
    await wait(1000);
    expect(get()).toMatchObject({ status: 'ended', step: 12 });
    expect(lab.engine.getState().notices).toEqual([]);
  });

  it('shows an engine that refuses the start as a failure', async () => {
    const { lab, get } = create({
      intercept: ({ kind }) => (kind === 'start' ? 'the data set is damaged' : undefined),
    });
    start(lab);
    await wait(100);
    expect(get()).toMatchObject({ status: 'failed', failure: { message: 'the data set is damaged' } });
  });
});

describe('runs in several slots', () => {
  it('take turns, the first one first', async () => {
    const { lab, get } = create();
    start(lab, 'bench-a');
    start(lab, 'bench-b');
    await wait(20);
    expect([get('bench-a').status, get('bench-b').status]).toEqual(['running', 'queued']);
    await wait(1000);
    expect([get('bench-a').status, get('bench-b').status]).toEqual(['ended', 'ended']);
    expect(get('bench-b').series).toEqual(get('bench-a').series);
  });

  it('let others pass while paused, and go on to the same curve', async () => {
    const { lab, get } = create();
    start(lab, 'bench-a');
    await wait(EPOCH_MS + 5);
    get('bench-a').actions.pause();
    start(lab, 'bench-b');
    await wait(1000);
    expect([get('bench-a').status, get('bench-b').status]).toEqual(['paused', 'ended']);
    get('bench-a').actions.step();
    await wait(50);
    expect(get('bench-a').status).toBe('paused');
    get('bench-a').actions.resume();
    await wait(1000);
    expect(get('bench-a').status).toBe('ended');
    expect(get('bench-a').series).toEqual(get('bench-b').series);
  });

  it('can be paused and cancelled while they wait', async () => {
    const { lab, get } = create();
    start(lab, 'a');
    start(lab, 'b');
    start(lab, 'c');
    await wait(5);
    get('b').actions.pause();
    get('c').actions.cancel();
    await wait(1000);
    expect(['a', 'b', 'c'].map((name) => get(name).status)).toEqual(['ended', 'paused', 'cancelled']);
    get('b').actions.resume();
    await wait(1000);
    expect(get('b').status).toBe('ended');
  });
});

describe('an interrupted run', () => {
  it('is offered after a reload and goes on from the last epoch', async () => {
    const storage = new FakeStorage();
    const first = create({ storage });
    start(first.lab);
    await wait(2 * EPOCH_MS + 9);
    first.lab.close();

    const { get } = create({ storage });
    get();
    await wait();
    expect(get()).toMatchObject({
      status: 'idle',
      unfinished: { position: { stage: 0, epoch: 2, step: 0 } },
    });
    get().actions.goOn();
    await wait(1000);
    expect(get()).toMatchObject({ status: 'ended', step: 12, unfinished: null });
    expect([...get().series.steps]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(get().epochs).toHaveLength(4);
  });

  it('is forgotten when discarded, when ended, and when another is started', async () => {
    for (const forget of ['discardUnfinished', 'goOn', 'start'] as const) {
      const storage = new FakeStorage();
      const first = create({ storage });
      start(first.lab);
      await wait(2 * EPOCH_MS + 9);
      first.lab.close();
      const second = create({ storage });
      second.get();
      await wait();
      if (forget === 'start') start(second.lab);
      else second.get().actions[forget]();
      await wait(1000);
      second.lab.close();
      const third = create({ storage });
      third.get();
      await wait();
      expect(third.get().unfinished).toBeNull();
    }
  });
});
