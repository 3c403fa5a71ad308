import { describe, expect, it } from 'vitest';
import type { MeasuredLatency } from '../protocol/ledger.ts';
import type { ModelSnapshot } from '../protocol/snapshots.ts';
import { MODEL_ZOO } from '../spec/zoo.ts';
import { createFakeLedger, createFakeModel, TINY_SPEC } from '../testing/fakemodels.ts';
import { compareTimes, createTimes, type Weighed } from './times.ts';

const CHECKPOINT = MODEL_ZOO['lenet-300-100'];

/** A store whose engine answers with 1 ms for the first model, 2 for the second, and so on. */
function create() {
  const asked: number[] = [];
  const call = async (_kind: string, { models }: { models: readonly ModelSnapshot[] }) => {
    asked.push(models.length);
    return models.map((_, at): MeasuredLatency => ({ latencyMs: { median: at + 1, p95: at + 1.1, n: 9 } }));
  };
  const store = createTimes({ call: call as never });
  const show = (models: readonly Weighed[]) => compareTimes(store.getState().comparisons, models);
  const read = (models: readonly Weighed[]) => show(models).ledgers.map(({ latencyMs }) => latencyMs.median);
  return { asked, store, show, read };
}

const weigh = (sha: string, spec = TINY_SPEC): Weighed => {
  const snapshot = createFakeModel(spec);
  return { snapshot, ledger: { ...createFakeLedger(snapshot), weightsSha256: sha } };
};

describe('times of models that stand side by side', () => {
  const [a, b, c] = [weigh('a'), weigh('b'), weigh('c')];

  it('come from one question to the engine, asked once', async () => {
    const { asked, store, show, read } = create();
    expect(show([a, b]).isCompared).toBe(false);
    expect(read([a, b])).toEqual([a.ledger.latencyMs.median, b.ledger.latencyMs.median]);
    const { timeTogether } = store.getState();
    const both = Promise.all([timeTogether([a, b]), timeTogether([b, a])]);
    expect(store.getState().isTiming || asked.length === 0).toBe(true);
    await both;
    expect(asked).toEqual([2]);
    expect(read([a, b])).toEqual([1, 2]);
    await timeTogether([a, b]);
    expect(asked).toEqual([2]);
  });

  it('of a model alone are asked once, and leave comparisons as they were', async () => {
    const { asked, store, show } = create();
    const model = a.snapshot!;
    await store.getState().timeAlone(model);
    await store.getState().timeAlone(model);
    expect(asked).toEqual([1]);
    expect(store.getState().alone.get(model)?.latencyMs.median).toBe(1);
    expect(store.getState().alone.has(b.snapshot!)).toBe(false);
    expect(show([a, b]).isCompared).toBe(false);
  });

  it('are one time for the same weights in the same net, and two where the nets differ', async () => {
    const { asked, store, read } = create();
    const [same, other] = [weigh('a'), weigh('a', CHECKPOINT)];
    await store.getState().timeTogether([a, same, other]);
    expect(asked).toEqual([2]);
    expect(read([a, same, other])).toEqual([1, 1, 2]);
  });

  it('are of the newest comparison that has all of them, so that two places show the same', async () => {
    const { store, read } = create();
    await store.getState().timeTogether([a, b]);
    await store.getState().timeTogether([c, b, a]);
    expect(read([a, b])).toEqual([3, 2]);
    expect(read([a])).toEqual([3]);
  });

  it('stay as weighed for a model whose weights are gone', async () => {
    const { store, read } = create();
    const gone: Weighed = { ...c, snapshot: null };
    await store.getState().timeTogether([a, gone, b]);
    expect(read([a, gone, b])).toEqual([1, c.ledger.latencyMs.median, 2]);
  });

  it('are asked for again where the engine failed', async () => {
    let calls = 0;
    const call = async () => {
      if (calls++ === 0) throw new Error('too busy');
      return [{ latencyMs: { median: 1, p95: 1, n: 1 } }, { latencyMs: { median: 2, p95: 2, n: 1 } }];
    };
    const store = createTimes({ call: call as never });
    await expect(store.getState().timeTogether([a, b])).rejects.toThrow('too busy');
    expect(store.getState().isTiming).toBe(false);
    await store.getState().timeTogether([a, b]);
    expect(compareTimes(store.getState().comparisons, [a, b]).isCompared).toBe(true);
  });
});
