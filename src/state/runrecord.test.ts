import { expect, it } from 'vitest';
import { parseRecipe } from '../recipe/parse.ts';
import { createTinyRecipe } from '../testing/fakemodels.ts';
import { RunRecord } from './runrecord.ts';

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
