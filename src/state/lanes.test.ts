import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FakeWorker } from '../testing/fakeengine.ts';
import { createFakeLab, type FakeLabOptions } from '../testing/fakelab.ts';
import { createTinyRecipe } from '../testing/fakemodels.ts';
import { createSweepItems } from '../testing/sweepitems.ts';
import { IDLE_MS } from './lane.ts';
import type { MachineLoad } from './workers.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const wait = (ms = 1) => vi.advanceTimersByTimeAsync(ms);

/** Seven points of about 35 ms; the first is four times as long. */
const items = createSweepItems([0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9], (index) => (index === 0 ? 8 : 2));

interface Options extends FakeLabOptions {
  readonly cores?: number;
  readonly memoryGb?: number;
}

function create({ cores = 2, memoryGb = 8, ...options }: Options = {}) {
  let tell: (load: MachineLoad) => void = () => undefined;
  const machine = {
    cores,
    memoryGb,
    watch(listener: (load: MachineLoad) => void) {
      tell = listener;
      tell({ isHidden: false, isHot: false });
      return () => undefined;
    },
  };
  const { lab, engine } = createFakeLab({ ...options, machine });
  const get = () => lab.sweep('curve').getState();
  const started = ({ received }: FakeWorker) => received.filter(({ kind }) => kind === 'start');
  const recipesOf = (worker: FakeWorker) =>
    worker.received.flatMap((each) => (each.kind === 'start' ? [JSON.stringify(each.recipe)] : []));
  return { lab, engine, get, started, recipesOf, tell: (load: MachineLoad) => tell(load) };
}

const statuses = (get: ReturnType<typeof create>['get']) => get().points.map(({ status }) => status);
const ENDED = items.map(() => 'ended');

/** What must not depend on who did the work. */
async function fill(options: Options) {
  const { lab, get } = create(options);
  get().actions.start(items);
  await wait(5000);
  const { points, status, progress } = get();
  lab.close();
  return { points, status, progress };
}

describe('points side by side', () => {
  it('are the same, in the same order, on one engine and on several', async () => {
    const alone = await fill({ cores: 1 });
    expect(alone.status).toBe('ended');
    for (const cores of [2, 3, 8]) expect(await fill({ cores })).toEqual(alone);
  });

  it('take as many engines as there are workers, and are done so much sooner', async () => {
    const { get, engine, started } = create();
    get().actions.start(items);
    await wait(60);
    expect(engine.workers).toHaveLength(2);
    expect(statuses(get).slice(0, 4)).toEqual(['running', 'ended', 'running', 'waiting']);
    // Twenty epochs of 15 ms, two at a time, and the prunings and starts.
    await wait(160);
    expect(get()).toMatchObject({ status: 'ended', ended: 7, progress: 1 });
    expect(engine.workers.map((worker) => started(worker).length)).toEqual([2, 5]);
  });

  it('stay on one engine with one worker, on a GPU, and where memory is short', async () => {
    for (const options of [{ cores: 1 }, { memoryGb: 1 }]) {
      const { get, engine } = create(options);
      get().actions.start(items);
      await wait(2000);
      expect(engine.workers).toHaveLength(1);
      expect(statuses(get)).toEqual(ENDED);
    }
    const { lab, get, engine } = create();
    lab.settings.change({ backend: 'webgl' });
    get().actions.start(items);
    await wait(2000);
    expect(engine.workers).toHaveLength(1);
    expect(statuses(get)).toEqual(ENDED);
  });

  it('open no second engine for a single point, and close it when it has had nothing to do', async () => {
    const { get, engine } = create();
    get().actions.start(items.slice(0, 1));
    await wait(1000);
    expect(engine.workers).toHaveLength(1);
    get().actions.start(items);
    await wait(1000);
    expect(statuses(get)).toEqual(ENDED);
    expect(engine.locks.held).toHaveLength(2);
    await wait(IDLE_MS);
    expect(engine.locks.held).toHaveLength(1);
    await get().actions.reset();
    get().actions.start(items);
    await wait(1000);
    expect(engine.workers).toHaveLength(3);
    expect(statuses(get)).toEqual(ENDED);
  });

  it('leave the threads that they need, and give them back', async () => {
    const { get, engine } = create({ cores: 4 });
    const sent = () =>
      engine.workers[0]!.received.flatMap((each) => (each.kind === 'setWorkers' ? [each.workers] : []));
    get().actions.start(items.slice(0, 2));
    await wait(30);
    expect(engine.workers).toHaveLength(2);
    expect(sent()).toEqual([3]);
    await wait(2000);
    expect(sent()).toEqual([3, 4]);
    expect(engine.workers[1]!.received[0]).toMatchObject({ kind: 'initialize', workers: 1 });
  });

  it('keep those threads from one point to the next', async () => {
    const { lab, get, engine } = create({ stepMs: 60 });
    const { stages } = items[0]!.recipe;
    const shared = createTinyRecipe({ stages: Array.from({ length: 9 }, () => stages).flat() });
    lab.run('lesson').getState().actions.start(shared, { isShared: true });
    get().actions.start(items.slice(1, 6));
    await wait(1700);
    expect(get().ended).toBeGreaterThan(2);
    const sent = engine.workers[0]!.received.flatMap((each) =>
      each.kind === 'setWorkers' ? [each.workers] : [],
    );
    expect(new Set(sent)).toEqual(new Set([1]));
  });

  it('all give way to a run of the reader, and go on from where they were', async () => {
    const { lab, get, engine } = create();
    get().actions.start(items);
    await wait(20);
    lab.run('lesson').getState().actions.start(createTinyRecipe());
    await wait(15);
    const kinds = engine.workers.map(({ received }) => received.map(({ kind }) => kind));
    expect(kinds[0]!.slice(-3)).toEqual(['pause', 'cancel', 'start']);
    expect(kinds[1]!.slice(-2)).toEqual(['pause', 'cancel']);
    expect(lab.run('lesson').getState().status).toBe('running');
    await wait(2000);
    expect(lab.run('lesson').getState().status).toBe('ended');
    expect(statuses(get)).toEqual(ENDED);
    const resumed = engine.workers.flatMap(({ received }) =>
      received.filter((each) => each.kind === 'start' && each.resumeFrom !== undefined),
    );
    expect(resumed).toHaveLength(2);
  });

  it('make room for a run that shares the machine with them', async () => {
    const { lab, get, engine, started } = create();
    const run = lab.run('lesson');
    const { stages } = items[0]!.recipe;
    run.getState().actions.start(createTinyRecipe({ stages: [...stages, ...stages] }), { isShared: true });
    get().actions.start(items.slice(1));
    await wait(150);
    expect(run.getState().status).toBe('running');
    expect(statuses(get).filter((status) => status === 'ended')).toHaveLength(4);
    await wait(500);
    expect(run.getState().status).toBe('ended');
    expect(engine.workers.map((worker) => started(worker).length)).toEqual([1, 6]);
  });

  it('go on beside a run that the reader has paused', async () => {
    const { lab, get } = create();
    const run = lab.run('lesson');
    run.getState().actions.start(createTinyRecipe());
    await wait(12);
    run.getState().actions.pause();
    get().actions.start(items);
    await wait(2000);
    expect(statuses(get)).toEqual(ENDED);
    expect(run.getState().status).toBe('paused');
    run.getState().actions.resume();
    await wait(500);
    expect(run.getState().status).toBe('ended');
  });

  it('fall back to one engine while the page is hidden and gives way', async () => {
    const { lab, get, engine, tell } = create();
    lab.settings.change({ givesWay: true });
    get().actions.start(items);
    await wait(20);
    tell({ isHidden: true, isHot: false });
    await wait(10);
    const [, second] = engine.workers;
    const before = second!.received.length;
    await wait(100);
    expect(second!.received).toHaveLength(before);
    tell({ isHidden: false, isHot: false });
    await wait(2000);
    expect(statuses(get)).toEqual(ENDED);
    expect(second!.received.length).toBeGreaterThan(before);
  });

  it('survive the death of either engine at any moment', async () => {
    const whole = await fill({ cores: 1 });
    for (const victim of [0, 1]) {
      for (let at = 4; at < 200; at += 11) {
        const { lab, get, engine } = create();
        get().actions.start(items);
        await wait(at);
        engine.workers[victim]!.kill();
        await wait(2000);
        expect(get().points, `engine ${victim} killed after ${at} ms`).toEqual(whole.points);
        lab.close();
      }
    }
  });

  it('are all done by the first engine where no other can be had', async () => {
    const whole = await fill({ cores: 1 });
    for (const isDying of [false, true]) {
      const seen = new Set<number>();
      const { get, engine } = create({
        intercept: ({ kind }) => {
          if (kind !== 'initialize' || engine.workers.length === 1) return undefined;
          seen.add(engine.workers.length);
          if (isDying) setTimeout(() => engine.current.kill(), 3);
          return isDying ? undefined : 'no memory';
        },
      });
      get().actions.start(items);
      await wait(5000);
      expect(seen.size).toBe(isDying ? 3 : 1);
      expect(get().points).toEqual(whole.points);
      expect(engine.locks.held).toHaveLength(1);
    }
  });

  it('all pause, go on, and stop with their sweep', async () => {
    const { get, engine, started } = create();
    get().actions.start(items);
    await wait(20);
    get().actions.pause();
    await wait(10);
    const before = get().points;
    await wait(500);
    expect(get().points).toEqual(before);
    expect(statuses(get).filter((status) => status === 'running')).toHaveLength(2);
    get().actions.resume();
    await wait(40);
    expect(statuses(get)).toContain('ended');
    get().actions.cancel();
    await wait(10);
    const asked = engine.workers.map((worker) => started(worker).length);
    await wait(500);
    expect(statuses(get)).not.toContain('running');
    expect(engine.workers.map((worker) => started(worker).length)).toEqual(asked);
    get().actions.start(items.slice(3));
    await wait(2000);
    expect(statuses(get)).toEqual(['ended', 'ended', 'ended', 'ended']);
    expect(engine.workers.reduce((sum, worker) => sum + started(worker).length, 0)).toBeLessThan(9);
  });

  it('say how long all of them together will take', async () => {
    const { get } = create();
    get().actions.start(items.slice(1));
    await wait(45);
    // Four of six points of about 35 ms are left, two at a time.
    expect(get().secondsLeft).toBeGreaterThan(0.05);
    expect(get().secondsLeft).toBeLessThan(0.1);
  });
});
