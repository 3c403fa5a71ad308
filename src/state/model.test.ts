import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeLab, type FakeLabOptions } from '../testing/fakelab.ts';
import { createFakeModel, createTinyRecipe, TINY_SPEC } from '../testing/fakemodels.ts';
import { summarizeModel } from './summary.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const wait = (ms = 5) => vi.advanceTimersByTimeAsync(ms);

function create(options: FakeLabOptions = {}) {
  const { lab, engine } = createFakeLab(options);
  return { lab, engine, get: () => lab.model('lesson').getState() };
}

describe('a model slot', () => {
  it('loads a checkpoint, counts it, weighs it once and encodes it', async () => {
    const { get, engine } = create();
    get().actions.loadCheckpoint('lenet-300-100');
    expect(get().status).toBe('loading');
    await wait();
    expect(get()).toMatchObject({ status: 'ready', version: 1, summary: { parameters: 266610 } });
    const weighed = Promise.all([get().actions.weigh(), get().actions.weigh()]);
    const encoded = get().actions.encode();
    await wait();
    expect((await weighed)[0].parameters).toBe(266610);
    expect(get().ledger).toBe((await weighed)[1]);
    expect((await encoded).length).toBeGreaterThan(0);
    expect(engine.current.received.filter(({ kind }) => kind === 'weigh')).toHaveLength(1);
  });

  it('keeps the model that is there when a file is refused, and says why', async () => {
    const { get } = create({
      intercept: (request) =>
        request.kind === 'loadModel' && request.source.kind === 'file' ? 'byte 4 is damaged' : undefined,
    });
    get().actions.loadCheckpoint('lenet-300-100');
    await wait();
    const failed = expect(get().actions.loadFile(new Uint8Array(9))).rejects.toThrow('byte 4');
    await wait();
    await failed;
    expect(get()).toMatchObject({ status: 'ready', version: 1, failure: { message: 'byte 4 is damaged' } });
    await expect(get().actions.loadFile({ length: 1e9 } as Uint8Array)).rejects.toThrow('1000000000 bytes');
  });

  it('takes the model of a run after a stage', async () => {
    const { lab, get } = create();
    await expect(get().actions.fromRun('bench')).rejects.toThrow('no model yet');
    lab.run('bench').getState().actions.start(createTinyRecipe());
    await wait(1000);
    get().actions.fromRun('bench', 1);
    await wait();
    expect(get().summary!.nonZeros).toBeLessThan(7850);
    get().actions.release();
    await wait();
    expect(get()).toMatchObject({ status: 'empty', snapshot: null });
  });

  it('shows the model that was asked for last', async () => {
    const { get } = create();
    get().actions.loadCheckpoint('lenet-5');
    get().actions.loadCheckpoint('lenet-300-100');
    await wait();
    expect(get()).toMatchObject({ version: 1, summary: { name: 'lenet-300-100' } });
  });

  it('is there again after a kill', async () => {
    const { get, engine } = create();
    get().actions.loadCheckpoint('lenet-300-100');
    await wait();
    const ledger = get().actions.weigh();
    engine.current.kill();
    await wait();
    expect((await ledger).parameters).toBe(266610);
  });
});

describe('questions about a model', () => {
  it('evaluate a pruned copy, with defaults filled in, and ask anew when the model changes', async () => {
    const { lab, get, engine } = create();
    const asker = lab.createEvaluationAsker('lesson');
    const stop = asker.subscribe(() => {});
    asker.ask({ dataset: 'mnist', examples: 1000, stages: [{ kind: 'prune', sparsity: 0.9 }] });
    expect(asker.getState().status).toBe('idle');
    get().actions.loadCheckpoint('lenet-300-100');
    await wait();
    expect(asker.getState()).toMatchObject({ status: 'ready', answer: { tested: 1000 } });
    expect(engine.current.received.at(-1)).toMatchObject({
      stages: [{ criterion: { kind: 'magnitude' }, scope: 'layer', schedule: { kind: 'once' } }],
    });
    get().actions.loadCheckpoint('lenet-5');
    await wait();
    expect(asker.getState().status).toBe('ready');
    expect(engine.current.received.filter(({ kind }) => kind === 'evaluate')).toHaveLength(2);
    stop();
  });

  it('predict one image by several models', async () => {
    const { lab } = create();
    for (const slot of ['a', 'b']) lab.model(slot).getState().actions.loadCheckpoint('lenet-300-100');
    await wait();
    const asker = lab.createPredictionAsker(['a', 'b', 'none']);
    asker.subscribe(() => {});
    asker.ask(new Uint8Array(784).fill(0).fill(3, 0, 1));
    await wait();
    const { a, b, none } = asker.getState();
    expect([a!.answer![3], b!.answer![3]]).toEqual([Math.fround(0.91), Math.fround(0.91)]);
    expect(none!.status).toBe('idle');
  });
});

describe('a summary', () => {
  it('counts weights as zero where a mask holds them', () => {
    const model = createFakeModel(TINY_SPEC, 1, 0.5);
    const [mask] = model.transforms;
    if (mask?.kind !== 'mask') throw new Error('there is no mask');
    const kept = mask.kept.reduce<number>((sum, each) => sum + each, 0);
    const { parameters, nonZeros, layers } = summarizeModel(model);
    expect(parameters).toBe(7850);
    expect(nonZeros).toBe(kept + 10);
    expect(layers).toEqual([{ layer: 'fc', shape: [784, 10], weights: 7840, nonZeros: kept }]);
  });
});
