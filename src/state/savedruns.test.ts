import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeLab, FakeStorage } from '../testing/fakelab.ts';
import { createTinyRecipe } from '../testing/fakemodels.ts';
import { MOST_SAVED } from './savedruns.ts';

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

  it('make room for new ones', async () => {
    const storage = new FakeStorage();
    const { lab } = createFakeLab({ storage });
    for (let seed = 0; seed < MOST_SAVED + 2; seed++) {
      lab
        .run('a')
        .getState()
        .actions.start(createTinyRecipe({ seed, stages: [] }));
      await wait(100);
    }
    expect(lab.savedRuns.getState().runs).toHaveLength(MOST_SAVED);
    expect(await storage.entries('runData')).toHaveLength(MOST_SAVED);
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
