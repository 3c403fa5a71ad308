import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { parseRecipe } from '../recipe/parse.ts';
import { MODEL_ZOO } from '../spec/zoo.ts';
import { createTinyRecipe } from '../testing/fakemodels.ts';
import { RunRecord } from './runrecord.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('counts the time of a run over a pause, a lost engine and a reload', () => {
  const recipe = parseRecipe(createTinyRecipe());
  const started = {
    kind: 'runStarted' as const,
    runId: 1,
    stages: recipe.stages,
    resumedAt: { stage: 0, epoch: 0, step: 0 },
    backend: 'wasm' as const,
  };
  const record = new RunRecord();
  record.begin(recipe);
  vi.advanceTimersByTime(900); // the engine is being opened
  record.take(started);
  vi.advanceTimersByTime(1000);
  record.set({ status: 'paused' });
  vi.advanceTimersByTime(5000);
  record.take({ kind: 'runResumed', runId: 1 });
  vi.advanceTimersByTime(200);
  record.take(started); // by a new engine, after the old one was killed
  vi.advanceTimersByTime(30);
  expect(record.elapsedMs).toBeCloseTo(1230);

  const snapshot = {
    recipe,
    position: started.resumedAt,
    model: { spec: MODEL_ZOO['lenet-300-100'], tensors: [], transforms: [] },
  };
  const { series, epochs, ledgers } = record.data;
  const later = new RunRecord();
  later.restore({ snapshot, series, epochs, ledgers, elapsedMs: record.elapsedMs });
  later.take(started);
  vi.advanceTimersByTime(70);
  expect(later.elapsedMs).toBeCloseTo(1300);
});

it('says how far the teacher is until anything else happens', () => {
  const record = new RunRecord();
  const recipe = parseRecipe(createTinyRecipe());
  record.begin(recipe);
  const resumedAt = { stage: 0, epoch: 0, step: 0 };
  record.take({ kind: 'runStarted', runId: 1, stages: recipe.stages, resumedAt, backend: 'wasm' });
  expect(record.data.teacher).toBeNull();
  record.take({ kind: 'teacherAnswered', runId: 1, answered: 500, images: 60_000 });
  expect(record.data).toMatchObject({ status: 'running', teacher: { answered: 500, images: 60_000 } });
  record.take({ kind: 'runCancelled', runId: 1 });
  expect(record.data).toMatchObject({ status: 'cancelled', teacher: null });
});

it('names every engine that had a part in a run', () => {
  const record = new RunRecord();
  const { stages, ...recipe } = parseRecipe(createTinyRecipe());
  const begin = (backend: 'wasm' | 'webgpu') =>
    record.take({
      kind: 'runStarted',
      runId: 1,
      stages,
      resumedAt: { stage: 0, epoch: 0, step: 0 },
      backend,
    });
  record.begin({ ...recipe, stages });
  for (const backend of ['webgpu', 'wasm', 'webgpu'] as const) begin(backend);
  expect(record.data.engines).toEqual(['webgpu', 'wasm']);
  record.begin({ ...recipe, stages });
  expect(record.data.engines).toEqual([]);
});
