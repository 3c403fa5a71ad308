import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BackendName } from '../protocol/backends.ts';
import { FakeCalibrators, type FakeCandidate } from '../testing/fakecalibrator.ts';
import { createFakeLab, type FakeLabOptions } from '../testing/fakelab.ts';
import { createTinyRecipe } from '../testing/fakemodels.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Longer than it takes to become quiet, open and time everything. */
const ALL_MS = 10_000;

const FAST_CARD: Partial<Record<BackendName, FakeCandidate>> = {
  wasm: { imagesPerSecond: 3000 },
  webgpu: { imagesPerSecond: 9000 },
  webgl: { imagesPerSecond: 200 },
};

/** What the browser keeps, from visit to visit. */
function createVisits() {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
  };
  return async (candidates = FAST_CARD, options: FakeLabOptions = {}) => {
    const calibrators = new FakeCalibrators(candidates);
    const { lab, engine } = createFakeLab({
      ...options,
      settings: { storage, languages: ['en'] },
      calibration: { spawn: calibrators.spawn, machine: { userAgent: 'a browser', cores: 2 }, storage },
    });
    lab.engine.getState().actions.open();
    await vi.advanceTimersByTimeAsync(100);
    const backend = () => lab.engine.getState().info?.backend;
    const outcomes = () => lab.calibration.getState().results.map(({ outcome }) => outcome.kind);
    const raced = () => calibrators.received.filter(({ kind }) => kind === 'open').length;
    return { lab, engine, calibrators, backend, outcomes, raced };
  };
}

const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('the calibration', () => {
  it('leaves the first picture to the bit-exact engine, compares in the quiet after it, and changes nothing by itself', async () => {
    const { lab, backend, outcomes, raced } = await createVisits()();
    expect(lab.engine.getState().status).toBe('ready');
    expect([backend(), raced()]).toEqual(['wasm', 0]);
    await wait(3000);
    expect(raced()).toBe(0);
    await wait(ALL_MS);
    expect(outcomes()).toEqual(['measured', 'measured', 'measured']);
    expect(lab.calibration.getState()).toMatchObject({
      status: 'known',
      model: 'lenet-300-100',
      isRemembered: false,
    });
    expect(lab.calibration.getState().measuredMs).toBeLessThan(500);
    expect(backend()).toBe('wasm');
    lab.close();
  });

  it('opens the fastest engine where the reader wants it, and goes back to the bit-exact one', async () => {
    const { lab, backend } = await createVisits()();
    await wait(ALL_MS);
    lab.settings.change({ backend: 'fastest' });
    await wait(100);
    expect(backend()).toBe('webgpu');
    expect(lab.engine.getState().info?.bitExact).toBe(false);
    lab.settings.change({ backend: 'wasm' });
    await wait(100);
    expect(backend()).toBe('wasm');
    lab.settings.change({ backend: 'webgl' });
    await wait(100);
    expect(backend()).toBe('webgl');
    lab.close();
  });

  it('asks again those that were late at start when the reader wants the fastest', async () => {
    const { lab, backend, outcomes } = await createVisits()({
      ...FAST_CARD,
      webgpu: { openMs: 6000, imagesPerSecond: 9000 },
    });
    await wait(ALL_MS);
    expect(outcomes()).toEqual(['measured', 'unfinished', 'measured']);
    lab.settings.change({ backend: 'fastest' });
    await wait(1000);
    expect(lab.calibration.getState().status).toBe('measuring');
    expect(backend()).toBe('wasm');
    await wait(2 * ALL_MS);
    expect(backend()).toBe('webgpu');
    lab.close();
  });

  it('remembers on a second visit, and starts on the bit-exact engine there too', async () => {
    const visit = createVisits();
    const first = await visit();
    first.lab.settings.change({ backend: 'fastest' });
    await wait(ALL_MS);
    first.lab.close();
    const second = await visit();
    expect(second.backend()).toBe('wasm');
    await wait(ALL_MS);
    expect(second.raced()).toBe(0);
    expect(second.lab.calibration.getState()).toMatchObject({ status: 'known', isRemembered: true });
    expect(second.backend()).toBe('webgpu');
    second.lab.calibration.getState().actions.measureAgain();
    await wait(ALL_MS);
    expect(second.raced()).toBe(3);
    expect(second.lab.calibration.getState().isRemembered).toBe(false);
    second.lab.close();
  });

  it('gives way to a run at once, and changes no engine until the run is over', async () => {
    const { lab, calibrators, backend, raced } = await createVisits()({
      ...FAST_CARD,
      webgl: { openMs: 2000 },
    });
    lab.settings.change({ backend: 'fastest' });
    await wait(1000);
    expect(raced()).toBe(3);
    const { actions } = lab.run('lesson').getState();
    actions.start(createTinyRecipe());
    await wait(20);
    expect(calibrators.alive).toBe(0);
    expect(lab.calibration.getState().status).toBe('waiting');
    await wait(10);
    expect([lab.run('lesson').getState().status, backend()]).toEqual(['running', 'wasm']);
    await wait(2 * ALL_MS);
    expect([lab.run('lesson').getState().status, backend()]).toEqual(['ended', 'webgpu']);
    lab.close();
  });

  it('measures again after the run when it is asked to during one', async () => {
    const { lab, raced } = await createVisits()();
    await wait(ALL_MS);
    void lab.run('lesson').getState().actions.start(createTinyRecipe());
    await wait(20);
    lab.calibration.getState().actions.measureAgain();
    expect([lab.calibration.getState().status, raced()]).toEqual(['waiting', 3]);
    await wait(2 * ALL_MS);
    expect(lab.run('lesson').getState().status).toBe('ended');
    expect([lab.calibration.getState().status, raced()]).toEqual(['known', 6]);
    lab.close();
  });

  it('waits while the engine owes an answer', async () => {
    let isBusy = true;
    const { lab, engine, raced } = await createVisits()(FAST_CARD, {
      intercept: ({ kind }) => (kind === 'weigh' && isBusy ? true : undefined),
    });
    const { loadCheckpoint, weigh } = lab.model('a').getState().actions;
    void loadCheckpoint('lenet-5');
    await wait(50);
    weigh().catch(() => undefined);
    await wait(2 * ALL_MS);
    expect(raced()).toBe(0);
    isBusy = false;
    engine.current.kill();
    await wait(ALL_MS);
    expect(raced()).toBe(3);
    lab.close();
  });

  it('compares anew when another model is at hand', async () => {
    const { lab, raced } = await createVisits()();
    await wait(ALL_MS);
    lab.model('a').getState().actions.loadCheckpoint('lenet-5');
    await wait(ALL_MS);
    expect(raced()).toBe(6);
    expect(lab.calibration.getState().model).toBe('lenet-5');
    lab.close();
  });

  it('does not go back to a device that was lost', async () => {
    const { lab, engine, backend, outcomes } = await createVisits()();
    await wait(ALL_MS);
    lab.settings.change({ backend: 'fastest' });
    await wait(100);
    engine.current.say({ kind: 'deviceLost', detail: 'WebGPU' });
    await wait(ALL_MS);
    expect(backend()).toBe('wasm');
    expect(outcomes()).toEqual(['measured', 'lost', 'measured']);
    expect(lab.engine.getState().notices.map(({ code }) => code)).toContain('backendFellBack');
    lab.close();
  });

  it('stays on the bit-exact engine where nothing else passes the self-test', async () => {
    const broken = { error: '1.0e+0', imagesPerSecond: 1e6 };
    const { lab, backend, outcomes } = await createVisits()({ webgpu: broken, webgl: broken });
    lab.settings.change({ backend: 'fastest' });
    await wait(ALL_MS);
    expect(outcomes()).toEqual(['measured', 'failed', 'failed']);
    expect(backend()).toBe('wasm');
    lab.close();
  });
});
