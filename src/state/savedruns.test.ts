import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeLab, FakeStorage } from '../testing/fakelab.ts';
import { createTinyRecipe } from '../testing/fakemodels.ts';
import { createSavedRuns, type RunToSave } from './savedruns.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const wait = (ms = 1000) => vi.advanceTimersByTimeAsync(ms);

describe('saved runs', () => {
  it('list what ended, newest first, with curves and model, after a reload too', async () => {
    const storage = new FakeStorage();
    const first = createFakeLab({ storage });
    for (const seed of [1, 2]) {
      first.lab.run('bench-a').getState().actions.start(createTinyRecipe({ seed }));
      await wait();
    }
    first.lab.close();
    const { lab } = createFakeLab({ storage });
    await wait(1);
    const { status, runs, actions } = lab.savedRuns.getState();
    expect(status).toBe('ready');
    expect(runs.map(({ recipe, name }) => [recipe.seed, name])).toEqual([
      [2, 'bench-a'],
      [1, 'bench-a'],
    ]);
    const run = await actions.load(runs[0]!.id);
    expect(run!.series.steps).toHaveLength(12);
    expect(run!.model.tensors[0]!.values).toHaveLength(7840);
    await actions.remove(runs[0]!.id);
    expect(lab.savedRuns.getState().runs).toHaveLength(1);
    expect(await actions.load(runs[0]!.id)).toBeNull();
    await actions.removeAll();
    expect(await storage.entries('runData')).toEqual([]);
  });

  it('make room for new ones, the oldest first, within the budget', async () => {
    const storage = new FakeStorage();
    const { lab } = createFakeLab({ storage });
    for (const seed of [1, 2, 3]) {
      await lab.run('a').getState().actions.start(createTinyRecipe({ seed }));
      await wait();
    }
    const [run] = lab.savedRuns.getState().runs;
    // 7,850 values of float32, a mask of 7,840 bytes, and twelve points of curves at the least.
    expect(run!.bytes).toBeGreaterThan(4 * 7850);
    const saved = (await lab.savedRuns.getState().actions.load(run!.id)) as RunToSave;
    let budget = 3.5 * run!.bytes!;
    const runs = createSavedRuns(storage, () => budget);
    await wait(1);
    await runs.save({ ...saved, name: 'b' });
    expect(runs.store.getState().runs.map(({ name, recipe }) => [name, recipe.seed])).toEqual([
      ['b', 3],
      ['a', 3],
      ['a', 2],
    ]);
    expect(await storage.entries('runData')).toHaveLength(3);
    budget = 1;
    await runs.trim();
    expect(await storage.entries('runs')).toHaveLength(1);
  });

  it('have names and notes', async () => {
    const storage = new FakeStorage();
    const { lab } = createFakeLab({ storage });
    await lab.run('a').getState().actions.start(createTinyRecipe());
    await wait();
    const { runs, actions } = lab.savedRuns.getState();
    await actions.describe(runs[0]!.id, { title: 'mine', note: 'best so far' });
    const again = createFakeLab({ storage }).lab;
    await wait(1);
    expect(again.savedRuns.getState().runs[0]).toMatchObject({ title: 'mine', note: 'best so far' });
  });

  it('are shown again by their slot after a reload, until the slot is cleared or runs anew', async () => {
    const storage = new FakeStorage();
    const first = createFakeLab({ storage }).lab;
    await first
      .run('a')
      .getState()
      .actions.start(createTinyRecipe({ seed: 7 }));
    await wait();
    const before = first.run('a').getState();
    first.close();

    const { lab } = createFakeLab({ storage });
    lab.run('a');
    await wait(1);
    const after = lab.run('a').getState();
    const { actions: _1, totalSteps: _2, learningRate: _3, stepsPerEpoch: _4, ...shown } = before;
    expect(after).toMatchObject({ ...shown, latest: { ...shown.latest } });
    expect(after.snapshots).toHaveLength(before.snapshots.length);
    expect(lab.run('b').getState().status).toBe('idle');

    await lab.run('a').getState().actions.reset();
    const third = createFakeLab({ storage }).lab;
    third.run('a');
    await wait(1);
    expect(third.run('a').getState().status).toBe('idle');
    expect(third.savedRuns.getState().runs).toHaveLength(1);
  });

  it('are not made of what the page runs by itself', async () => {
    const { lab } = createFakeLab();
    await lab.run('draft').getState().actions.start(createTinyRecipe(), { isShared: true });
    await wait();
    expect(lab.run('draft').getState().status).toBe('ended');
    expect(lab.savedRuns.getState().runs).toEqual([]);
  });

  it('are what another recipe can start from', async () => {
    const { lab, engine } = createFakeLab();
    await lab.run('a').getState().actions.start(createTinyRecipe());
    await wait();
    const { id } = lab.savedRuns.getState().runs[0]!;
    await lab
      .run('b')
      .getState()
      .actions.start(createTinyRecipe({ start: { kind: 'run', id } }));
    await wait();
    const request = engine.current.received.filter(({ kind }) => kind === 'start').at(-1);
    const model = lab.run('a').getState().latest!.model;
    expect(request).toMatchObject({ models: { [id]: { spec: model.spec } } });
  });

  it('skip what can no longer be read', async () => {
    const storage = new FakeStorage();
    await storage.put('runs', 'x', { id: 'x', recipe: { version: 0 } });
    await storage.put('runs', 'y', 7);
    const { lab } = createFakeLab({ storage });
    await wait(1);
    expect(lab.savedRuns.getState()).toMatchObject({ status: 'ready', runs: [] });
  });
});
