import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeLab, type FakeLabOptions, FakeStorage } from '../testing/fakelab.ts';
import { createTinyRecipe } from '../testing/fakemodels.ts';
import { createSweepItems } from '../testing/sweepitems.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const wait = (ms = 1) => vi.advanceTimersByTimeAsync(ms);

const items = createSweepItems([0.5, 0.8, 0.9]);

function create(options: FakeLabOptions = {}) {
  const { lab, engine } = createFakeLab(options);
  return { lab, engine, get: () => lab.sweep('curve').getState() };
}

const statuses = (get: ReturnType<typeof create>['get']) => get().points.map(({ status }) => status);

describe('a sweep', () => {
  it('fills in its points in order', async () => {
    const { get } = create();
    get().actions.start(items);
    expect(get()).toMatchObject({ status: 'running', total: 3, ended: 0 });
    await wait(50);
    expect(statuses(get)).toEqual(['ended', 'running', 'waiting']);
    expect(get().points[0]!.ledger!.nonZeros).toBeLessThan(7850);
    await wait(1000);
    expect(get()).toMatchObject({ status: 'ended', ended: 3, progress: 1, secondsLeft: null });
  });

  it('estimates the time left', async () => {
    const { get } = create();
    get().actions.start(items);
    await wait(41);
    const left = get().secondsLeft!;
    // Two of three points of about 35 ms each are left.
    expect(left).toBeGreaterThan(0.03);
    expect(left).toBeLessThan(0.12);
  });

  it('gives way to a run of the reader and then goes on', async () => {
    const { lab, get } = create();
    get().actions.start(items);
    await wait(20);
    const run = lab.run('lesson');
    run.getState().actions.start(createTinyRecipe());
    await wait(30);
    expect(run.getState().status).toBe('running');
    expect(statuses(get)).toEqual(['running', 'waiting', 'waiting']);
    await wait(2000);
    expect(run.getState().status).toBe('ended');
    expect(get().status).toBe('ended');
  });

  it('pauses, resumes, cancels and resets', async () => {
    const { get } = create();
    get().actions.start(items);
    await wait(50);
    get().actions.pause();
    await wait(1000);
    expect(get().status).toBe('paused');
    expect(statuses(get)).toEqual(['ended', 'running', 'waiting']);
    get().actions.resume();
    await wait(20);
    get().actions.cancel();
    await wait(500);
    expect(get().status).toBe('cancelled');
    expect(statuses(get)).not.toContain('running');
    get().actions.resume();
    await wait(1000);
    expect(statuses(get)).toEqual(['ended', 'ended', 'ended']);
    get().actions.reset();
    await wait();
    expect(get()).toMatchObject({ status: 'idle', points: [] });
  });

  it('does not run again what it has, after a reload too', async () => {
    const storage = new FakeStorage();
    const first = create({ storage });
    first.get().actions.start(items.slice(0, 2));
    await wait(1000);
    first.lab.close();
    const { get, engine } = create({ storage });
    get();
    await wait();
    expect(statuses(get)).toEqual(['ended', 'ended']);
    get().actions.start(items);
    await wait(1000);
    expect(statuses(get)).toEqual(['ended', 'ended', 'ended']);
    expect(engine.current.received.filter(({ kind }) => kind === 'start')).toHaveLength(1);
  });

  it('marks a point that fails and goes on with the next', async () => {
    const { get } = create({
      intercept: (request) =>
        request.kind === 'start' && JSON.stringify(request.recipe).includes('0.8') ? 'no' : undefined,
    });
    get().actions.start(items);
    await wait(1000);
    expect(statuses(get)).toEqual(['ended', 'failed', 'ended']);
    const { failure } = get().points[1]!;
    expect(Object.keys(failure!).sort()).toEqual(['code', 'message', 'values']);
    expect(failure!.message).toBe('no');
  });

  it('survives a kill of the engine', async () => {
    const { get, engine } = create();
    get().actions.start(items);
    await wait(50);
    engine.current.kill();
    await wait(1000);
    expect(statuses(get)).toEqual(['ended', 'ended', 'ended']);
  });
});
